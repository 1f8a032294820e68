"""Django's handle on the room."""

from django.apps import AppConfig


class CompetenceConfig(AppConfig):
    name = "brygga.competence"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from brygga.competence import receivers  # noqa: F401, PLC0415 -- connects the receivers
