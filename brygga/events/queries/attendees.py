"""The list of who is registered for a gathering."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from brygga.access.actor import Actor
from brygga.events.enums import GatheringStatus, RegistrationStatus
from brygga.events.models import Attendance, Gathering, Registration, Session
from brygga.events.permissions import HANDLE_REGISTRATION
from brygga.kernel.sorting import swedish_key
from brygga.people.enums import Profession

Choices = list[tuple[str, str]]
PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are asked for; an empty word asks for all."""

    status: str = ""
    place: str = ""
    principal: str = ""
    profession: str = ""
    text: str = ""


ALL = Wanted()


def registrations_of(gathering: Gathering, actor: Actor) -> QuerySet[Registration]:
    """Rows of the gathering that the actor handles, offers in it too."""
    rows = HANDLE_REGISTRATION.visible(actor)
    return rows.filter(Q(gathering=gathering) | Q(offered=gathering))


def attendees(gathering: Gathering, actor: Actor, wanted: Wanted = ALL) -> QuerySet[Registration]:
    """The rows asked for, by name, with person, place, principal and unit at hand. One query."""
    rows = registrations_of(gathering, actor).filter(matching(wanted))
    at_hand = rows.select_related("attendee", "place", "principal", "unit", "only_session")
    return at_hand.order_by("attendee__name", "pk")


def matching(wanted: Wanted) -> Q:
    """Registrations that are asked for."""
    found = Q()
    if wanted.status:
        found &= Q(status=wanted.status)
    if wanted.place:
        found &= Q(place__code=wanted.place)
    if wanted.principal:
        found &= Q(principal__slug=wanted.principal)
    if wanted.profession:
        found &= Q(profession=wanted.profession)
    for word in wanted.text.split():
        found &= _has(word)
    return found


def _has(word: str) -> Q:
    # SQLite minds the case of å, ä and ö: a name is written as names are.
    forms = {word, word.capitalize(), word.lower()}
    found = Q(attendee__email__icontains=word)
    for form in sorted(forms):
        found |= Q(attendee__name__icontains=form) | Q(unit__name__icontains=form)
    return found


@dataclass(frozen=True, slots=True)
class Offered:
    """What one can filter by: only what is in the list."""

    places: Choices
    principals: Choices
    professions: Choices


def offered_filters(gathering: Gathering, actor: Actor) -> Offered:
    """One query however many rows: what they are, each pair once."""
    rows = registrations_of(gathering, actor).order_by()
    pairs = rows.values_list(
        "place__code", "place__name", "principal__slug", "principal__name", "profession"
    ).distinct()
    found = list(pairs)
    professions = {row[4] for row in found}
    return Offered(
        places=_sorted({(row[0], row[1]) for row in found}),
        principals=_sorted({(row[2], row[3]) for row in found if row[2]}),
        professions=[(k, str(v)) for k, v in Profession.choices if k in professions],
    )


def _sorted(pairs: Iterable[tuple[str, str]]) -> Choices:
    return sorted(pairs, key=lambda pair: swedish_key(pair[1]))


def counts_by_status(gathering: Gathering, actor: Actor) -> list[tuple[str, int]]:
    """How many of each status, in the order of the statuses. One query."""
    rows = registrations_of(gathering, actor).order_by().values_list("status", flat=True)
    found = list(rows)
    return [
        (str(status.label), found.count(status)) for status in RegistrationStatus if status in found
    ]


@dataclass(frozen=True, slots=True)
class Row:
    """A registration in the list, and on how many days the person was there."""

    registration: Registration
    present: int


def listed(gathering: Gathering, registrations: Sequence[Registration]) -> list[Row]:
    """The rows with their days of presence in this gathering. One query."""
    there = _present(gathering, {row.attendee_id for row in registrations})
    return [Row(row, there.get(row.attendee_id, 0)) for row in registrations]


def _present(gathering: Gathering, people: set[int]) -> dict[int, int]:
    rows = Attendance.objects.filter(session__gathering=gathering, present=True)
    if len(people) <= PER_PAGE:
        rows = rows.filter(attendee__in=people)
    found: dict[int, int] = {}
    for attendee in rows.order_by().values_list("attendee_id", flat=True):
        found[attendee] = found.get(attendee, 0) + 1
    return found


def attendee_table(
    gathering: Gathering, actor: Actor, wanted: Wanted
) -> tuple[list[str], list[list[object]]]:
    """The whole list for a file. Two queries."""
    header = [
        _("Name"),
        _("E-mail"),
        _("Place"),
        _("Principal"),
        _("Unit"),
        _("Profession"),
        pgettext("registration", "Status"),
        _("Registered"),
        _("Note to the venue"),
        _("Days present"),
    ]
    rows = listed(gathering, list(attendees(gathering, actor, wanted)))
    words = {str(key): str(name) for key, name in Profession.choices}
    statuses = {str(key): str(name) for key, name in RegistrationStatus.choices}
    return header, [_cells(row, words, statuses) for row in rows]


def _cells(row: Row, professions: dict[str, str], statuses: dict[str, str]) -> list[object]:
    of = row.registration
    return [
        of.attendee.name,
        of.attendee.email,
        of.place.name,
        of.principal.name if of.principal else "",
        of.unit.name if of.unit else "",
        professions.get(of.profession, of.profession),
        statuses.get(of.status, of.status),
        f"{localtime(of.registered_at):%Y-%m-%d %H:%M}",
        of.venue_note,
        row.present,
    ]


def rounds_to_move_to(registration: Registration, now: datetime) -> list[Gathering]:
    """Other rounds of the course that have not begun. One query; none for who has no seat."""
    has_seat = registration.status == RegistrationStatus.SEATED
    if not has_seat or registration.course_id is None or registration.only_session_id is not None:
        return []
    begun = Session.objects.filter(gathering=OuterRef("pk"), starts_at__lte=now)
    days = Session.objects.filter(gathering=OuterRef("pk"))
    rounds = Gathering.objects.filter(
        Exists(days),
        ~Exists(begun),
        course=registration.course_id,
        status=GatheringStatus.PUBLISHED,
    )
    return list(rounds.exclude(pk=registration.gathering_id).order_by("title", "pk"))
