"""Addresses of the hall."""

from django.urls import path

from brygga.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.front, name="front"),
    path("min-sida/", views.mine, name="mine"),
    path("om/", views.about, name="about"),
    path("prova/", views.try_persona, name="try"),
    path("prova/dag/", views.demo_day, name="demo_day"),
    path("tillganglighet/", views.accessibility, name="accessibility"),
]
