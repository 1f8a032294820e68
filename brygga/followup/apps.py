"""Django's handle on the room."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "brygga.followup"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from brygga.followup import receivers  # noqa: F401, PLC0415 -- connects the receivers
