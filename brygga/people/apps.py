"""Django's handle on the room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "brygga.people"
    default_auto_field = "django.db.models.BigAutoField"
