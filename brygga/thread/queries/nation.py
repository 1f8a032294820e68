"""The country: a county a line, counted in the database."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from brygga.followup.enums import MappingStatus, QuestionKind, RoundStatus
from brygga.followup.models import Mapping, Round, Standing
from brygga.people.models import Place
from brygga.people.queries import counties
from brygga.thread import rules


@dataclass(frozen=True, slots=True)
class Progress:
    """How many mappings a county's round has, has sent in (accepted too) and has accepted."""

    has_round: bool
    expected: int = 0
    submitted: int = 0
    accepted: int = 0


@dataclass(frozen=True, slots=True)
class CountyRow:
    """One county's year. `counts` are accepted answers by level; the year before beside it."""

    county: Place
    progress: Progress
    counts: dict[str, int]
    differing: int
    typical: str
    share: float | None
    share_before: float | None


@dataclass(frozen=True, slots=True)
class Nation:
    """The country's year, all provisions together or one of them."""

    year: int | None
    years: tuple[int, ...]
    rows: tuple[CountyRow, ...]
    invented: bool

    @property
    def counts(self) -> dict[str, int]:
        total: dict[str, int] = defaultdict(int)
        for row in self.rows:
            for level, n in row.counts.items():
                total[level] += n
        return dict(total)


def nation_of(year: int | None, provision_id: int | None = None) -> Nation:
    """The national overview of a year (None: the latest). Four queries, whatever the size."""
    places = counties()
    rounds, newest = _rounds()
    years = tuple(sorted({each for _, each in rounds}))
    chosen = year if year in years else newest
    if chosen is None:
        nothing = Progress(has_round=False)
        rows = tuple(_row(county, nothing, {}, {}, 0) for county in places)
        return Nation(None, years, rows, invented=False)
    progress, invented = _progress(chosen)
    with_round = {county_id for county_id, each in rounds if each == chosen}
    counts, differing = _counts(chosen, provision_id)
    rows = tuple(
        _row(
            county,
            progress.get(county.pk, Progress(has_round=county.pk in with_round)),
            counts.get((county.pk, chosen), {}),
            counts.get((county.pk, chosen - 1), {}),
            differing.get(county.pk, 0),
        )
        for county in places
    )
    return Nation(chosen, years, rows, invented)


def _rounds() -> tuple[set[tuple[int, int]], int | None]:
    """Every county and year with an opened round, and the year to begin with.

    That is the last one with something accepted: a round just opened must not empty the page.
    """
    stands = Exists(Standing.objects.filter(mapping__round=OuterRef("pk")))
    opened = Round.objects.exclude(status=RoundStatus.DRAFT).annotate(stands=stands)
    found = list(opened.order_by().values_list("county_id", "year", "stands"))
    rounds = {(county_id, year) for county_id, year, _ in found}
    with_answers = [year for _, year, answered in found if answered]
    return rounds, max(with_answers or [year for _, year in rounds], default=None)


def _progress(year: int) -> tuple[dict[int, Progress], bool]:
    """How far each county has come; and whether any of it is made up."""
    sent = Q(status__in=(MappingStatus.SUBMITTED, MappingStatus.ACCEPTED))
    rows = (
        Mapping.objects.filter(round__year=year)
        .values_list("round__county_id")
        .annotate(
            expected=Count("pk"),
            submitted=Count("pk", filter=sent),
            accepted=Count("pk", filter=Q(status=MappingStatus.ACCEPTED)),
            made_up=Count("pk", filter=Q(invented=True)),
        )
        .order_by()
    )
    progress, invented = {}, False
    for county_id, expected, submitted, accepted, made_up in rows:
        progress[county_id] = Progress(
            has_round=True, expected=expected, submitted=submitted, accepted=accepted
        )
        invented = invented or made_up > 0
    return progress, invented


Counts = dict[tuple[int, int], dict[str, int]]


def _counts(year: int, provision_id: int | None) -> tuple[Counts, dict[int, int]]:
    """Accepted answers by county, year and level for two years, and the year's differing."""
    standings = Standing.objects.filter(
        mapping__round__year__in=(year, year - 1), question__kind=QuestionKind.PROVISION
    )
    if provision_id is not None:
        standings = standings.filter(question__provision_id=provision_id)
    unsettled = Count("pk", filter=Q(differs=True, is_joint=False))
    rows = standings.values_list("mapping__round__county_id", "mapping__round__year", "level")
    counts: Counts = {}
    differing: dict[int, int] = defaultdict(int)
    for county_id, each, level, n, differs in rows.annotate(
        n=Count("pk"), unsettled=unsettled
    ).order_by():
        counts.setdefault((county_id, each), {})[level] = n
        if each == year:
            differing[county_id] += differs
    return counts, dict(differing)


def _row(
    county: Place,
    progress: Progress,
    counts: dict[str, int],
    before: dict[str, int],
    differing: int,
) -> CountyRow:
    return CountyRow(
        county=county,
        progress=progress,
        counts=counts,
        differing=differing,
        typical=rules.typical(counts),
        share=rules.share_in_place(counts),
        share_before=rules.share_in_place(before),
    )
