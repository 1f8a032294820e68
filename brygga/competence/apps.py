"""Django's handle on the room."""

from django.apps import AppConfig


class CompetenceConfig(AppConfig):
    name = "brygga.competence"
    default_auto_field = "django.db.models.BigAutoField"
