"""Addresses of the room, one file for each kind of reader."""

from brygga.events.urls import organising, presence, public, registering

app_name = "events"
# Fixed words (kalender/ny/) stand before slugs, so the organiser's come first.
urlpatterns = [
    *organising.urlpatterns,
    *registering.urlpatterns,
    *presence.urlpatterns,
    *public.urlpatterns,
]
