"""The log is written with what it tells of, or not at all."""

import pytest
from django.db import transaction
from django.utils import translation

from brygga.access.actor import SYSTEM
from brygga.audit.actions import record
from brygga.audit.kinds import SENTENCES
from brygga.audit.models import Event
from tests.builders import people as build


@pytest.mark.django_db
def test_an_event_says_who_what_where_and_when():
    by, place = build.county(), build.place("0160")
    record("people.group.saved", place, by=by.actor, path=place.path, group="samrad")
    event = Event.objects.get()
    assert (event.actor_id, event.actor_label) == (by.user.pk, "")
    assert (event.kind, event.subject) == ("people.group.saved", f"people.place:{place.pk}")
    assert (event.path, event.detail) == ("00/01/0160/", {"group": "samrad"})


@pytest.mark.django_db
def test_a_kind_without_a_sentence_is_refused():
    with pytest.raises(LookupError):
        record("people.nonsense", build.place("0160"), by=SYSTEM)


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused():
    place = build.place("0160")
    with pytest.raises(RuntimeError):
        record("people.group.saved", place, by=SYSTEM)
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_event_falls_with_its_transaction():
    place = build.place("0160")

    @transaction.atomic
    def break_off():
        record("people.group.saved", place, by=SYSTEM)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert not Event.objects.exists()


def test_every_kind_has_a_swedish_sentence():
    with translation.override("sv"):
        swedish = {kind: str(sentence) for kind, sentence in SENTENCES.items()}
    with translation.override("en"):
        english = {kind: str(sentence) for kind, sentence in SENTENCES.items()}
    assert [kind for kind in SENTENCES if swedish[kind] == english[kind]] == []
