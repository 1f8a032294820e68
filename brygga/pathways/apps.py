"""Django's handle on the room."""

from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    name = "brygga.pathways"
