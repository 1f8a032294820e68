"""Django's handle on the room."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "brygga.programme"
    default_auto_field = "django.db.models.BigAutoField"
