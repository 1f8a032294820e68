"""Django's handle on the room."""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as global_apps
from django.apps.registry import Apps
from django.db.models.signals import post_migrate


def _ensure_country(*, apps: Apps = global_apps, **_kwargs: Any) -> None:  # noqa: ANN401 -- a signal's
    from brygga.people.actions import ensure_country  # noqa: PLC0415 -- models are ready only now

    try:
        apps.get_model("people", "Responsibility")
    except LookupError:
        return  # another room was migrated alone, or this one backwards
    ensure_country()


class PeopleConfig(AppConfig):
    name = "brygga.people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Every migrate leaves the database with the country in it, also in tests that flush.
        post_migrate.connect(_ensure_country, sender=self)
