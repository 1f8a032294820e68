"""What an organiser chooses among, and how far a gathering has come."""

from dataclasses import dataclass

from django.db.models import Count

from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.events.enums import QuotaBy, RegistrationStatus
from brygga.events.models import (
    Course,
    Gathering,
    GatheringFile,
    ProgrammeItem,
    Quota,
    Session,
)
from brygga.events.permissions import HOLD_AT
from brygga.events.queries.room import Room
from brygga.guidance.queries import current_wordings, label
from brygga.kernel.sorting import swedish_key
from brygga.people.enums import PlaceKind, Profession
from brygga.people.models import Group, Place
from brygga.people.queries import branches_above, in_reading_order, principals_near

Choices = list[tuple[str, str]]
Grouped = list[tuple[str, Choices]]


def place_to_hold_at(actor: Actor, code: str) -> Place:
    """The place named, or the first of the actor's own; 404 or 403 where they may not hold.

    Two queries.
    """
    if code:
        return HOLD_AT.get(actor, code=code)
    own = sorted(actor.reach(Capability.GATHERING_EDIT).branches, key=len)
    return HOLD_AT.get(actor, path=own[0] if own else "")


def places_to_hold_at(actor: Actor) -> Choices:
    """One query."""
    places = sorted(HOLD_AT.visible(actor), key=in_reading_order)
    return [(place.code, place.name) for place in places]


def courses_for(place: Place) -> list[Course]:
    """Courses of the place and those above it, by title. One query."""
    rows = Course.objects.filter(place__path__in=branches_above(place.path))
    return sorted(rows.select_related("place"), key=lambda row: swedish_key(row.title))


def groups_for(place: Place) -> list[Group]:
    """Groups that can stand as organiser: the place's own and those above it. One query."""
    rows = Group.objects.filter(place__path__in=branches_above(place.path))
    return sorted(rows.select_related("place"), key=lambda row: swedish_key(row.name))


def provisions_by_document() -> Grouped:
    """Every published provision, by its document, as (id, words). One query."""
    found: dict[str, Choices] = {}
    for wording in current_wordings().values():
        provision = wording.provision
        words = f"{label(provision, wording)}: {wording.title}"
        found.setdefault(provision.document.title, []).append((str(provision.pk), words))
    return list(found.items())


def room_for(gathering: Gathering) -> Room:
    """The gathering with days and quotas, to look at. Two queries."""
    days = tuple(gathering.sessions.order_by("number"))
    return Room(gathering, days, tuple(gathering.quotas.order_by("by", "key")))


@dataclass(frozen=True, slots=True)
class Overview:
    """How far a gathering has come, for whoever organises it."""

    room: Room
    counts: dict[str, int]
    files: list[GatheringFile]
    items: int

    @property
    def gathering(self) -> Gathering:
        return self.room.gathering

    @property
    def days(self) -> tuple[Session, ...]:
        return self.room.sessions

    @property
    def seated(self) -> int:
        return self.counts.get(RegistrationStatus.SEATED, 0)

    @property
    def offered(self) -> int:
        return self.counts.get(RegistrationStatus.OFFERED, 0)

    @property
    def waiting(self) -> int:
        return self.counts.get(RegistrationStatus.WAITING, 0)

    @property
    def touched(self) -> int:
        """How many hear of it when it is called off."""
        return self.seated + self.offered + self.waiting


def overview(gathering: Gathering) -> Overview:
    """Five queries."""
    rows = gathering.registrations.order_by().values_list("status").annotate(n=Count("pk"))
    room = room_for(gathering)
    return Overview(
        room=room,
        counts=dict(rows),
        files=list(gathering.files.order_by("pk")),
        items=ProgrammeItem.objects.filter(session__gathering=gathering).count(),
    )


def quota_choices(place: Place) -> Grouped:
    """What a quota can count, as "by:key", near the place. Two queries."""
    county = branches_above(place.path)[:2][-1]
    near = Place.objects.filter(path__startswith=county).exclude(kind=PlaceKind.NATION)
    places = [(f"{QuotaBy.PLACE}:{row.code}", row.name) for row in _in_order(list(near))]
    principals = [(f"{QuotaBy.PRINCIPAL}:{row.slug}", row.name) for row in principals_near(place)]
    professions = [(f"{QuotaBy.PROFESSION}:{key}", str(name)) for key, name in Profession.choices]
    return [
        (str(QuotaBy.PLACE.label), places),
        (str(QuotaBy.PRINCIPAL.label), principals),
        (str(QuotaBy.PROFESSION.label), professions),
    ]


def _in_order(places: list[Place]) -> list[Place]:
    return sorted(places, key=in_reading_order)


def municipalities_of(place: Place) -> list[Place]:
    """Municipalities of the county that the place is or lies in; of the country for the nation.

    One query.
    """
    county = branches_above(place.path)[:2][-1]
    rows = Place.objects.filter(kind=PlaceKind.MUNICIPALITY, path__startswith=county)
    return _in_order(list(rows))


def each_most(quotas: tuple[Quota, ...], municipalities: list[Place]) -> int | None:
    """The ceiling that most municipalities share, if one is set for them."""
    codes = {place.code for place in municipalities}
    mosts = [
        quota.most
        for quota in quotas
        if quota.by == QuotaBy.PLACE and quota.key in codes and quota.least == 0
    ]
    return max(set(mosts), key=mosts.count, default=None) if mosts else None


def course_days(course: Course) -> list[tuple[int, str]]:
    """The days of a course with the names of what is taught on them. One query."""
    titles: dict[int, list[str]] = {}
    for module in course.modules.order_by("position"):
        if module.day is not None:
            titles.setdefault(module.day, []).append(module.title)
    number = max([course.days or 0, *titles])
    return [(day, ", ".join(titles.get(day, []))[:160]) for day in range(1, number + 1)]


def days_of(gathering: Gathering) -> list[Session]:
    """One query."""
    return list(gathering.sessions.order_by("number"))


def files_of(gathering: Gathering) -> list[GatheringFile]:
    """One query."""
    return list(gathering.files.select_related("gathering__place").order_by("pk"))


def items_of(gathering: Gathering) -> dict[int, list[ProgrammeItem]]:
    """The programme by the id of the day. One query."""
    found: dict[int, list[ProgrammeItem]] = {}
    rows = ProgrammeItem.objects.filter(session__gathering=gathering)
    for item in rows.order_by("session", "position"):
        found.setdefault(item.session_id, []).append(item)
    return found
