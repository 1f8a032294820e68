"""Addresses of the room."""

from django.urls import path

from brygga.people.views.groups import appointment_end, appointment_new, group_edit, group_new
from brygga.people.views.invitation import invitation_accept
from brygga.people.views.log import log
from brygga.people.views.participation import participation_change
from brygga.people.views.people_page import place_people
from brygga.people.views.roles import grant_end, grant_new, invitation_withdraw

app_name = "people"
urlpatterns = [
    path("plats/<slug:code>/manniskor/", place_people, name="place_people"),
    path("plats/<slug:code>/ny-grupp/", group_new, name="group_new"),
    path("plats/<slug:code>/deltagande/", participation_change, name="participation_change"),
    path("plats/<slug:code>/ny-roll/", grant_new, name="grant_new"),
    path("plats/<slug:code>/logg/", log, name="log"),
    path("grupp/<slug:slug>/andra/", group_edit, name="group_edit"),
    path("grupp/<slug:slug>/utse/", appointment_new, name="appointment_new"),
    path("uppdrag/<int:pk>/avsluta/", appointment_end, name="appointment_end"),
    path("roll/<int:pk>/avsluta/", grant_end, name="grant_end"),
    path("inbjudan/<int:pk>/dra-tillbaka/", invitation_withdraw, name="invitation_withdraw"),
    path("inbjudan/<str:token>/", invitation_accept, name="invitation_accept"),
]
