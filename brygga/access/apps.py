"""Django's handle on the room."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _sync_roles(**_kwargs: object) -> None:
    from brygga.access.actions import sync_roles  # noqa: PLC0415 -- models are ready only now

    sync_roles()


class AccessConfig(AppConfig):
    name = "brygga.access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Every migrate leaves the database with this version's roles, also in tests that flush.
        post_migrate.connect(_sync_roles, sender=self)
