"""Addresses of the room. Words of our own come before what somebody named."""

from django.urls import include, path

from brygga.plans import views

app_name = "plans"

_plan = [
    path("", views.plan, name="plan"),
    path("starta/", views.start, name="start"),
    path("anta/", views.adopt, name="adopt"),
    path("oppna/", views.reopen, name="reopen"),
    path("prioritera/", views.priority_new, name="priority_new"),
    path(
        "prioritering/<slug:slug>/ta-tillbaka/", views.priority_withdraw, name="priority_withdraw"
    ),
    path("ny-aktivitet/", views.activity_new, name="activity_new"),
    path("<slug:slug>/", views.activity, name="activity"),
    path("<slug:slug>/andra/", views.activity_edit, name="activity_edit"),
    path("<slug:slug>/flytta/", views.activity_move, name="activity_move"),
    path("<slug:slug>/anteckningar/", views.activity_notes, name="activity_notes"),
]
urlpatterns = [path("<slug:place>/<int:year>/", include(_plan))]
