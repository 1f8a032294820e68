"""Tables of places, authorities, groups and participation."""

from collections.abc import Iterator, Sequence
from typing import Any

from brygga.people.enums import GroupKind, ParticipationStatus, PlaceKind, PrincipalKind, Sector
from brygga.people.models import (
    Appointment,
    Group,
    Participation,
    Place,
    Principal,
    Programme,
    Responsibility,
    Unit,
)
from brygga.people.queries.country import (
    PLACE_SOURCE,
    shipped_places,
    shipped_principals,
    shipped_responsibilities,
)
from brygga.programme.kinds import Choice, Code, Day, Slug, Source, Text, Whole
from brygga.programme.spec import Column, Complaint, Facts, Row, Table

SOURCE = Column("source", Source(200), "Where the fact comes from.", empty="")
_FROM = Column("valid_from", Day(), "The first day it holds; empty when not known or always.")
_TO = Column("valid_to", Day(), "The last day it holds; empty while it does.")


# Rows as `people.actions.ensure_country` writes them: no day from, no day to. One that says
# anything else, if only a letter of its name, is not shipped: an export that left it out by its
# source alone would lose it.


def _shipped_places() -> frozenset[Sequence[Any]]:
    return frozenset(
        (each.code, each.kind, each.name, each.parent or None, None, None, PLACE_SOURCE)
        for each in shipped_places()
    )


def _shipped_principals() -> frozenset[Sequence[Any]]:
    return frozenset((*each, None, None, PLACE_SOURCE) for each in shipped_principals())


def _shipped_responsibilities() -> frozenset[Sequence[Any]]:
    return frozenset(
        (each.principal, each.place, each.sector, None, None, each.source)
        for each in shipped_responsibilities()
    )


_PARENTS = {
    PlaceKind.NATION: (),
    PlaceKind.COUNTY: (PlaceKind.NATION,),
    PlaceKind.MUNICIPALITY: (PlaceKind.COUNTY,),
    PlaceKind.DISTRICT: (PlaceKind.MUNICIPALITY,),
    PlaceKind.UNIT: (PlaceKind.COUNTY, PlaceKind.MUNICIPALITY, PlaceKind.DISTRICT),
}


def period(row: Row, _known: Facts) -> Iterator[Complaint]:
    """A period that ends before it begins."""
    if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
        yield "valid_to", f"the period ends before it begins; expected {row.valid_from} or later"


def place_in_tree(row: Row, known: Facts) -> Iterator[Complaint]:
    """A place that does not lie where its kind lies. Asked when all places are known."""
    if row.code != row.code.lower():
        yield "code", "capital letters; expected small ones, since places are found by them"
    if row.kind == PlaceKind.NATION and row.code != "00":
        yield "kind", "there is one nation, 00"
    expected = _PARENTS[PlaceKind(row.kind)]
    if bool(row.parent) != bool(expected):
        yield "parent", "expected " + ("the place it lies in" if expected else "nothing: a nation")
        return
    kind = known.fact("places", row.parent, "kind") if row.parent else None
    if kind and kind not in expected:
        yield "parent", f"a {row.kind} lies in a {' or '.join(expected)}, not in a {kind}"


PLACES = Table(
    name="places",
    model=Place,
    says=(
        "Places beyond the nation, the counties and the municipalities, which are in every "
        "database from the start, or where they differ from those."
    ),
    key=("code",),
    columns=(
        Column("code", Slug(30), "SCB's code, or a slug where SCB has none.", required=True),
        Column("kind", Choice(PlaceKind), "What kind of place it is.", required=True),
        Column("name", Text(100), "Its name as people say it.", required=True),
        Column("parent", Code("places"), "The place it lies in.", paths=("parent__code",)),
        _FROM,
        _TO,
        SOURCE,
    ),
    check=period,
    remembers=("kind", "parent"),
    shipped=_shipped_places,
)

PRINCIPALS = Table(
    name="principals",
    model=Principal,
    says="Principals (huvudmän): who answers for something, apart from the place.",
    key=("slug",),
    columns=(
        Column("slug", Slug(), "Its code.", required=True),
        Column("name", Text(120), "Its name.", required=True),
        Column("kind", Choice(PrincipalKind), "What kind of principal it is.", required=True),
        Column("place", Code("places"), "Where it belongs.", required=True, paths=("place__code",)),
        _FROM,
        _TO,
        SOURCE,
    ),
    check=period,
    shipped=_shipped_principals,
)

_PRINCIPAL = Column(
    "principal", Code("principals"), "Which principal.", required=True, paths=("principal__slug",)
)
_PLACE = Column("place", Code("places"), "Which place.", required=True, paths=("place__code",))

RESPONSIBILITIES = Table(
    name="responsibilities",
    model=Responsibility,
    says="Which principal answers for a sector at a place and below it, from and until.",
    key=("principal", "place", "sector", "valid_from"),
    columns=(
        _PRINCIPAL,
        _PLACE,
        Column("sector", Choice(Sector), "What it answers for.", required=True),
        _FROM,
        _TO,
        SOURCE,
    ),
    check=period,
    shipped=_shipped_responsibilities,
)

UNITS = Table(
    name="units",
    model=Unit,
    says="Workplaces of a principal: where people are met.",
    key=("slug",),
    columns=(
        Column("slug", Slug(), "Its code.", required=True),
        Column("name", Text(120), "Its name.", required=True),
        _PRINCIPAL,
        _PLACE,
        Column("sector", Choice(Sector), "What it works with.", required=True),
        _FROM,
        _TO,
        SOURCE,
    ),
    check=period,
)

PROGRAMMES = Table(
    name="programmes",
    model=Programme,
    says="Programmes that carry knowledge into practice.",
    key=("slug",),
    columns=(
        Column("slug", Slug(), "Its code.", required=True),
        Column("name", Text(120), "Its name.", required=True),
        SOURCE,
    ),
)

GROUPS = Table(
    name="groups",
    model=Group,
    says="Bodies that meet, with their mandate.",
    key=("slug",),
    columns=(
        Column("slug", Slug(), "Its code.", required=True),
        Column("name", Text(120), "Its name.", required=True),
        Column("kind", Choice(GroupKind), "What kind of group it is.", required=True),
        _PLACE,
        Column("mandate", Text(), "What it is to do.", empty=""),
        _FROM,
        _TO,
        SOURCE,
    ),
    check=period,
)

APPOINTMENTS = Table(
    name="appointments",
    model=Appointment,
    says=(
        "Seats in groups: a role and whom it represents. Never a person; who sits there is "
        "said by the account that is appointed in the system."
    ),
    key=("group", "seat", "valid_from"),
    columns=(
        Column("group", Code("groups"), "Which group.", required=True, paths=("group__slug",)),
        Column("seat", Whole(1, 999), "The number of the seat in the group.", required=True),
        Column("role", Text(120), "The role in the group.", required=True),
        Column("represents", Text(120), "Whom the seat represents.", empty=""),
        Column(
            "principal",
            Code("principals"),
            "Which principal it represents, where it is one.",
            paths=("principal__slug",),
        ),
        _FROM,
        _TO,
        SOURCE,
    ),
    check=period,
    people=("user",),
)

PARTICIPATIONS = Table(
    name="participations",
    model=Participation,
    says="Steps in a place's history with a programme: from this day, this status.",
    key=("programme", "place", "since"),
    columns=(
        Column(
            "programme",
            Code("programmes"),
            "Which programme.",
            required=True,
            paths=("programme__slug",),
        ),
        _PLACE,
        Column("status", Choice(ParticipationStatus), "How it takes part.", required=True),
        Column("since", Day(), "From which day.", required=True),
        SOURCE,
    ),
)
