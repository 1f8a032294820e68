"""What the room's migrations do to what is already there."""

from importlib import import_module

import pytest
from django.apps import apps

from brygga.access.actor import SYSTEM
from brygga.followup import actions
from brygga.followup.models import TakenEdition
from tests.builders import guidance

taken_edition = import_module("brygga.followup.migrations.0002_taken_edition")


@pytest.mark.django_db
def test_what_was_published_before_is_not_asked_about_again():
    document = guidance.document()
    published = {guidance.edition(document, number).pk for number in (1, 2)}
    draft = guidance.draft(document, 3)
    taken_edition.note_published(apps, None)
    assert set(TakenEdition.objects.values_list("edition", flat=True)) == published
    assert actions.catch_up(by=SYSTEM) == 0
    assert not TakenEdition.objects.filter(edition=draft).exists()
