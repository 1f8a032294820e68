"""Making, changing, publishing and calling off what is held."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction

from brygga import clock
from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.events.actions.slugs import free_slug
from brygga.events.actions.steps import Why, add_step
from brygga.events.actions.telling import tell_changed, tell_of
from brygga.events.enums import GatheringStatus, LetterKind, RegistrationStatus, StepKind
from brygga.events.models import IN_THE_QUEUE, LIVE, Course, Gathering, Registration
from brygga.events.queries.room import Room, locked_rooms
from brygga.events.rules.gathering import (
    needs_telling,
    refuse_calling_off,
    refuse_change,
    refuse_discarding,
    refuse_opening_hours,
    refuse_publishing,
)
from brygga.kernel.refusal import insist
from brygga.people.models import Group, Place


@dataclass(frozen=True, slots=True)
class GatheringValues:
    """What a gathering says of itself, without its days and seats."""

    title: str
    kind: str
    course: Course | None = None
    organiser: Group | None = None
    summary: str = ""
    audience: str = ""
    venue: str = ""
    address: str = ""
    link: str = ""
    mode: str = "none"
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    mix_until: datetime | None = None
    source: str = ""


_CHANGEABLE = (
    "title",
    "organiser",
    "summary",
    "audience",
    "venue",
    "address",
    "link",
    "mode",
    "opens_at",
    "closes_at",
    "mix_until",
    "source",
)
_IN_CALENDARS = ("title", "venue", "address", "link")
"""What stands in people's calendars, so that they hear of a change."""


@transaction.atomic
def make_gathering(
    *, place: Place, values: GatheringValues, capacity: int | None, by: Actor
) -> Gathering:
    """A draft that only those inside see; its days come next."""
    insist(refuse_opening_hours(values.opens_at, values.closes_at))
    slug = free_slug(Gathering.objects.all(), values.title, place, most=80)
    made = Gathering(slug=slug, place=place, kind=values.kind, course=values.course)
    made.capacity = capacity
    for name in _CHANGEABLE:
        setattr(made, name, getattr(values, name))
    made.save(force_insert=True)
    record("events.gathering.saved", made, by=by, path=place.path, gathering=slug)
    return made


@transaction.atomic
def save_gathering(*, gathering: Gathering, values: GatheringValues, by: Actor) -> Gathering:
    """Change it. Once published, those who have a seat are told when time or place changes.

    What kind it is and of which course stay as they were made.
    """
    row = locked_rooms([gathering.pk])[gathering.pk].gathering
    insist(refuse_change(row.status))
    insist(refuse_opening_hours(values.opens_at, values.closes_at))
    moved = any(getattr(row, name) != getattr(values, name) for name in _IN_CALENDARS)
    for name in _CHANGEABLE:
        setattr(row, name, getattr(values, name))
    row.save(update_fields=_CHANGEABLE)
    if moved and needs_telling(row.status):
        tell_changed(gathering=row, by=by)
    record("events.gathering.saved", row, by=by, path=row.place.path, gathering=row.slug)
    return row


@transaction.atomic
def publish(*, gathering: Gathering, by: Actor) -> Gathering:
    """Open it to everybody; people can register when its time comes."""
    room = locked_rooms([gathering.pk])[gathering.pk]
    row = room.gathering
    insist(refuse_publishing(row.status, mode=row.mode, days=len(room.sessions)))
    row.status = GatheringStatus.PUBLISHED
    row.save(update_fields=["status"])
    record("events.gathering.published", row, by=by, path=row.place.path, gathering=row.slug)
    return row


@transaction.atomic
def discard(*, gathering: Gathering, by: Actor) -> None:
    """Take away a draft with all that is its own; the disk is cleared when it holds."""
    row = locked_rooms([gathering.pk])[gathering.pk].gathering
    insist(refuse_discarding(row.status))
    record("events.gathering.discarded", row, by=by, path=row.place.path, gathering=row.slug)
    stored = [partial(each.file.storage.delete, str(each.file.name)) for each in row.files.all()]
    row.delete()
    for clear in stored:
        transaction.on_commit(clear)


@transaction.atomic
def call_off(*, gathering: Gathering, reason: str, by: Actor) -> Gathering:
    """It is not held. Everybody who has a seat, an offer or waits for it is told.

    In a course, whoever takes any round keeps their time: they stand in the course's queue since
    they registered. Others' registrations are over.
    """
    room = locked_rooms([gathering.pk])[gathering.pk]
    row = room.gathering
    insist(refuse_calling_off(row.status, ends_at=room.ends_at, now=clock.now(), reason=reason))
    row.status, row.sequence = GatheringStatus.CANCELLED, row.sequence + 1
    row.save(update_fields=["status", "sequence"])
    touched = _touched(row)
    keeps = _keeping(row, touched)
    for registration in touched:
        _let_go(registration, row, reason, by, keeps=registration.pk in keeps)
    _empty(room)
    tell_of(registrations=touched, kind=LetterKind.CALLED_OFF, occasion=f"{row.pk}")
    record("events.gathering.called_off", row, by=by, path=row.place.path, gathering=row.slug)
    return row


def _touched(held: Gathering) -> list[Registration]:
    """Live registrations for it, and offers in it to those who asked for another round."""
    live = Registration.objects.filter(status__in=LIVE).select_related("attendee")
    own, offered = live.filter(gathering=held), live.filter(offered=held).exclude(gathering=held)
    return [*own.order_by("registered_at", "pk"), *offered.order_by("registered_at", "pk")]


def _keeping(held: Gathering, touched: list[Registration]) -> set[int]:
    """Those who stand in the course's queue from now on: once each, if they take any round."""
    if held.course_id is None:
        return set()
    waiting = Registration.objects.filter(
        course_id=held.course_id, status__in=IN_THE_QUEUE, only_session__isnull=True
    )
    elsewhere = set(waiting.exclude(gathering=held).values_list("attendee_id", flat=True))
    return {
        each.pk
        for each in touched
        if each.only_session_id is None
        and (each.gathering_id != held.pk or (each.flexible and each.attendee_id not in elsewhere))
    }


def _let_go(row: Registration, held: Gathering, reason: str, by: Actor, *, keeps: bool) -> None:
    row.offered = row.offer_expires_at = None
    row.status = RegistrationStatus.WAITING if keeps else RegistrationStatus.CANCELLED
    if keeps and row.queued_at is None:
        row.queued_at = row.registered_at
    row.save(update_fields=["status", "queued_at", "offered", "offer_expires_at"])
    kind = StepKind.QUEUED if keeps else StepKind.CANCELLED
    add_step(registration=row, kind=kind, by=by, gathering_id=held.pk, why=Why(reason.strip()))


def _empty(room: Room) -> None:
    """Nobody has a seat in it any more."""
    room.gathering.sessions.update(taken=0)
    room.gathering.quotas.update(taken=0)
