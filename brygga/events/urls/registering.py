"""Addresses of the registering pages."""

from django.urls import path

from brygga.events.views import approve, manage, register

urlpatterns = [
    path("kalender/<slug:slug>/anmalan/", register.register, name="register"),
    path("anmald/<str:token>/", register.registered, name="registered"),
    path("anmalan/<str:token>/", manage.manage, name="manage"),
    path("anmalan/<str:token>/avboka/", manage.cancel, name="cancel"),
    path("anmalan/<str:token>/uppgifter/", manage.own, name="own"),
    path("godkann/<str:token>/", approve.approve, name="approve"),
]
