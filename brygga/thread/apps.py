"""Django's handle on the room."""

from django.apps import AppConfig


class ThreadConfig(AppConfig):
    name = "brygga.thread"
    default_auto_field = "django.db.models.BigAutoField"
