"""Everything that a gathering's own page shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from brygga.access.actor import VISITOR, Actor
from brygga.access.capabilities import Capability
from brygga.events.enums import RegistrationStatus
from brygga.events.models import (
    Gathering,
    GatheringFile,
    ProgrammeItem,
    Registration,
    Session,
)
from brygga.events.permissions import VIEW_GATHERING
from brygga.events.queries.room import Room, rooms_of
from brygga.events.rules import refuse_registration
from brygga.events.rules.words import Standing, standing
from brygga.kernel.refusal import Refusal
from brygga.prepared import Prepared


@dataclass(frozen=True, slots=True)
class GatheringPage:
    """The gathering with its days (each with `items`), files and how it stands."""

    room: Room
    files: list[GatheringFile]
    waiting: int
    standing: Standing
    refusal: Refusal | None
    may_handle: bool
    may_edit: bool
    may_register_group: bool

    @property
    def gathering(self) -> Gathering:
        return self.room.gathering

    @property
    def is_full(self) -> bool:
        free = self.room.free
        return free is not None and free < 1


def gathering_seen(actor: Actor, slug: str) -> Gathering:
    """The gathering with course, place and organiser at hand, or 404. One query."""
    found = next(iter(_seen_by(actor, slug)), None)
    if found is None:
        raise Http404
    return found


def _seen_by(actor: Actor, slug: str) -> Iterable[Gathering]:
    if actor.is_signed_in:
        return _whole(VIEW_GATHERING.visible(actor)).filter(slug=slug)
    return _SEEN_BY_ALL(slug)


def _whole(rows: QuerySet[Gathering]) -> QuerySet[Gathering]:
    return rows.select_related("course", "place", "organiser").order_by()


_SEEN_BY_ALL = Prepared(lambda slug: _whole(VIEW_GATHERING.visible(VISITOR)).filter(slug=slug))


def state_of(gathering: Gathering, now: datetime) -> tuple[object, ...]:
    """Everything of a gathering that a page about registering shows, but for how many have a
    seat: only whether it is full. One query.
    """
    room = rooms_of([gathering])[gathering.pk]
    is_full = room.free is not None and room.free < 1
    days = [(day.number, day.starts_at, day.ends_at, day.venue) for day in room.sessions]
    course, organiser = gathering.course, gathering.organiser
    words = (course and course.title, gathering.place.name, organiser and organiser.name)
    fields = {name: value for name, value in vars(gathering).items() if name != "_state"}
    refusal = refuse_registration(room.window, now=now)
    return is_full, days, words, fields, refusal and str(refusal.reason), now.date()


def gathering_page(actor: Actor, slug: str, now: datetime) -> GatheringPage:
    """Six queries."""
    found = gathering_seen(actor, slug)
    room = Room(found, _days(found), tuple(found.quotas.all()))
    path = found.place.path
    return GatheringPage(
        room=room,
        files=list(found.files.all()),
        waiting=waiting_for(found),
        standing=standing(room.window, free=room.free, ends_at=room.ends_at, now=now),
        refusal=refuse_registration(room.window, now=now),
        may_handle=actor.may(Capability.REGISTRATION_EDIT, path),
        may_edit=actor.may(Capability.GATHERING_EDIT, path),
        may_register_group=actor.may_anywhere(Capability.REGISTRATION_EDIT),
    )


def _days(found: Gathering) -> tuple[Session, ...]:
    items = Prefetch("items", ProgrammeItem.objects.order_by("position"))
    return tuple(found.sessions.prefetch_related(items).order_by("number"))


def waiting_for(gathering: Gathering) -> int:
    """How many wait in the queue that the gathering gives from. One query."""
    mine: dict[str, Any] = (
        {"course_id": gathering.course_id} if gathering.course_id else {"gathering": gathering}
    )
    return Registration.objects.filter(status=RegistrationStatus.WAITING, **mine).count()


def file_seen(actor: Actor, slug: str, pk: int) -> GatheringFile | None:
    """A file of a gathering that the reader may see. Two queries."""
    gathering = VIEW_GATHERING.get(actor, slug=slug)
    return GatheringFile.objects.filter(gathering=gathering, pk=pk).first()
