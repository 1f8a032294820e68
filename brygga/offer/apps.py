"""Django's handle on the room."""

from django.apps import AppConfig


class OfferConfig(AppConfig):
    name = "brygga.offer"
    default_auto_field = "django.db.models.BigAutoField"
