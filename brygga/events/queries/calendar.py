"""What is held, where and when, as a calendar shows it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import F, Max, Min, Q, QuerySet
from django.utils.timezone import get_current_timezone, make_aware

from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.events.enums import GatheringKind, GatheringStatus
from brygga.events.models import Course, Gathering, Session
from brygga.events.permissions import EDIT_GATHERING, VIEW_GATHERING
from brygga.events.queries.room import Room, rooms_of
from brygga.events.rules.words import Standing, standing
from brygga.people.models import Place
from brygga.people.queries import branches_above, in_reading_order

KEPT_IN_FEEDS = timedelta(days=120)
"""How long what has been held stays in a feed, so that calendars hear of late changes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader of the calendar wants to see; nothing set: all that is to come."""

    place: Place | None = None
    kind: str = ""
    course: Course | None = None
    month: date | None = None
    past: bool = False


EVERYTHING = Asked()


@dataclass(frozen=True, slots=True)
class Entry:
    """One gathering in a list."""

    room: Room
    standing: Standing

    @property
    def gathering(self) -> Gathering:
        return self.room.gathering

    @property
    def days(self) -> tuple[Session, ...]:
        return self.room.sessions


def asked_for(actor: Actor, asked: Asked, now: datetime) -> QuerySet[Gathering]:
    """What the reader asks for, the nearest in time first; without days last."""
    rows = _chosen(actor, asked)
    if asked.month is not None:
        # Asked apart, so that the first day shown is not the first of the month asked for.
        in_month = Session.objects.filter(starts_at__range=month_of(asked.month))
        return rows.filter(pk__in=in_month.values("gathering")).order_by("first", "pk")
    if asked.past:
        return rows.filter(last__lt=now).order_by("-first", "-pk")
    coming = Q(last__gte=now) | Q(last__isnull=True)
    return rows.filter(coming).order_by(F("first").asc(nulls_last=True), "pk")


def for_feed(actor: Actor, asked: Asked, now: datetime) -> QuerySet[Gathering]:
    """What a calendar that follows along should know of: the same, and what was held lately."""
    rows = _chosen(actor, asked).filter(last__gte=now - KEPT_IN_FEEDS)
    return rows.order_by("first", "pk")


def _chosen(actor: Actor, asked: Asked) -> QuerySet[Any]:
    """Each with its `first` instant and its `last`."""
    wanted = ~Q(status=GatheringStatus.DRAFT)
    if asked.place is not None:
        # What is held for the county is for its municipalities too.
        inside = Q(place__path__startswith=asked.place.path)
        wanted &= inside | Q(place__path__in=branches_above(asked.place.path))
    if asked.kind:
        wanted &= Q(kind=asked.kind)
    if asked.course is not None:
        wanted &= Q(course=asked.course)
    rows = VIEW_GATHERING.visible(actor).filter(wanted).select_related("course", "place")
    return rows.annotate(first=Min("sessions__starts_at"), last=Max("sessions__ends_at"))


def entries(rows: list[Gathering], now: datetime) -> list[Entry]:
    """The rows with their days and how it stands. Two queries however many."""
    rooms = rooms_of(rows)
    return [_entry(rooms[row.pk], now) for row in rows]


def _entry(room: Room, now: datetime) -> Entry:
    return Entry(room, standing(room.window, free=room.free, ends_at=room.ends_at, now=now))


def month_of(day: date) -> tuple[datetime, datetime]:
    """The month's first instant and its last, as they are in Sweden."""
    first = day.replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    zone = get_current_timezone()
    begins, ends = (make_aware(datetime.combine(each, time()), zone) for each in (first, after))
    return begins, ends - timedelta(microseconds=1)


def drafts(actor: Actor) -> list[Gathering]:
    """What the actor is preparing and nobody outside sees. One query, none for most."""
    if not actor.may_anywhere(Capability.GATHERING_EDIT):
        return []
    rows = EDIT_GATHERING.visible(actor).filter(status=GatheringStatus.DRAFT)
    return list(rows.select_related("place").order_by("title", "pk"))


def kinds_held() -> list[GatheringKind]:
    """Kinds that there is something of, in their own order. One query."""
    held = Gathering.objects.exclude(status=GatheringStatus.DRAFT).order_by()
    found = set(held.values_list("kind", flat=True).distinct())
    return [kind for kind in GatheringKind if kind in found]


def courses_held() -> list[Course]:
    """Courses that have a round. One query."""
    held = Gathering.objects.exclude(status=GatheringStatus.DRAFT).filter(course__isnull=False)
    return list(Course.objects.filter(pk__in=held.values("course")).order_by("title"))


def places_held() -> list[Place]:
    """Places that have gatherings of their own, the widest first. One query."""
    held = Gathering.objects.exclude(status=GatheringStatus.DRAFT)
    return sorted(Place.objects.filter(pk__in=held.values("place")), key=in_reading_order)


def months_held(actor: Actor, now: datetime) -> list[date]:
    """Months in which something coming is held, the nearest first. One query."""
    visible = VIEW_GATHERING.visible(actor).exclude(status=GatheringStatus.DRAFT)
    days = Session.objects.filter(gathering__in=visible.values("pk"), ends_at__gte=now)
    zone = get_current_timezone()
    starts = days.order_by("starts_at").values_list("starts_at", flat=True)
    return list(dict.fromkeys(at.astimezone(zone).date().replace(day=1) for at in starts))
