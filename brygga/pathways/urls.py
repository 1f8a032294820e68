"""Addresses of the room."""

from django.urls import path

from brygga.pathways.views import chain

app_name = "pathways"
urlpatterns = [
    path("", chain.choose, name="choose"),
    path("<slug:place>/", chain.chain, name="chain"),
]
