"""Django's handle on the room."""

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "brygga.guidance"
    default_auto_field = "django.db.models.BigAutoField"
