"""Addresses of the public pages."""

from django.urls import path

from brygga.events.views import calendar, feeds, reading

urlpatterns = [
    path("kalender/", calendar.calendar, name="calendar"),
    path("kalender/kalender.ics", feeds.feed, name="feed"),
    path("kalender/plats/<slug:place>/kalender.ics", feeds.place_feed, name="place_feed"),
    path("min-kalender/<str:token>/kalender.ics", feeds.own_feed, name="own_feed"),
    path("kalender/<slug:slug>/", calendar.gathering, name="gathering"),
    path("kalender/<slug:slug>/fil/<int:pk>/", calendar.file, name="file"),
    path("kurser/", reading.courses, name="courses"),
    path("kurser/<slug:slug>/", reading.course, name="course"),
    path("kurser/<slug:slug>/kalender.ics", feeds.course_feed, name="course_feed"),
    path("fortbildningsplaner/", reading.curricula, name="curricula"),
    path("fortbildningsplaner/<slug:slug>/", reading.curriculum, name="curriculum"),
]
