"""The same over the years: a county's places for one provision, a place's provisions."""

from dataclasses import dataclass

from brygga.followup.enums import QuestionKind
from brygga.followup.models import Question, Round, Standing
from brygga.guidance.models import Provision
from brygga.guidance.queries import label
from brygga.kernel.sorting import swedish_key
from brygga.people.models import Place
from brygga.thread.queries.matrix import EMPTY, Cell, opened_rounds


@dataclass(frozen=True, slots=True)
class YearRow:
    """One line over the years. `place` or `provision` says of what, the other is the page's."""

    place: Place
    provision: Provision
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Years:
    """Accepted answers over the years; `choices` are the provisions one may look at instead."""

    years: tuple[int, ...]
    rows: tuple[YearRow, ...]
    choices: tuple[tuple[Provision, str], ...]
    provision: Provision | None
    invented: bool


def years_of(place: Place, ref: str = "") -> Years:
    """Over the years: a county by places for one provision, any other place by provision.

    Three queries. An unknown `ref` falls back on the latest focus.
    """
    rounds = list(opened_rounds(place.county_code))
    years = tuple(each.year for each in rounds)
    choices = _choices(rounds)
    is_county = place.code == place.county_code
    chosen = _chosen(choices, ref, rounds) if is_county else None
    standings = _standings(place, chosen, is_county=is_county)
    grouped: dict[int, dict[int, Standing]] = {}
    for standing in standings:
        key = standing.mapping.place_id if is_county else standing.question.provision_id or 0
        grouped.setdefault(key, {})[standing.mapping.round.year] = standing
    names = {provision.pk: name for provision, name in choices}
    rows = [_row(by_year, years, names, is_county=is_county) for by_year in grouped.values()]
    rows.sort(key=lambda row: swedish_key(row.name) if is_county else _position(row))
    invented = any(standing.mapping.invented for standing in standings)
    return Years(years, tuple(rows), choices, chosen, invented)


def _position(row: YearRow) -> tuple[int, tuple[str, str]]:
    return row.provision.position, (row.provision.document.slug, row.provision.number)


def _choices(rounds: list[Round]) -> tuple[tuple[Provision, str], ...]:
    """Every provision asked about, under the newest heading it had."""
    questions = Question.objects.filter(round__in=rounds, kind=QuestionKind.PROVISION)
    found: dict[int, tuple[Provision, str]] = {}
    for question in questions.select_related("provision__document").order_by("round__year"):
        provision = question.provision
        if provision is not None:
            found[provision.pk] = (provision, f"{label(provision)}: {question.short}")
    return tuple(sorted(found.values(), key=lambda pair: (pair[0].document.slug, pair[0].position)))


def _chosen(
    choices: tuple[tuple[Provision, str], ...], ref: str, rounds: list[Round]
) -> Provision | None:
    for provision, _name in choices:
        if f"{provision.document.slug}/{provision.number}" == ref:
            return provision
    focus = next((each.focus_id for each in reversed(rounds) if each.focus_id), None)
    provisions = [provision for provision, _name in choices]
    preferred = [provision for provision in provisions if provision.pk == focus]
    return next(iter(preferred or provisions), None)


def _standings(place: Place, chosen: Provision | None, *, is_county: bool) -> list[Standing]:
    found = Standing.objects.filter(question__kind=QuestionKind.PROVISION)
    if is_county:
        found = found.filter(mapping__round__county=place, question__provision=chosen)
    else:
        found = found.filter(mapping__place=place)
    return list(
        found.select_related(
            "mapping__round", "mapping__place", "question__provision__document"
        ).order_by("mapping__round__year")
    )


def _row(
    by_year: dict[int, Standing],
    years: tuple[int, ...],
    names: dict[int, str],
    *,
    is_county: bool,
) -> YearRow:
    any_year = next(iter(by_year.values()))
    place, provision = any_year.mapping.place, any_year.question.provision
    if provision is None:  # the database holds provision questions to having one
        raise LookupError(any_year.question_id)
    name = place.name if is_county else names[provision.pk]
    return YearRow(place, provision, name, tuple(_cell(by_year.get(year)) for year in years))


def _cell(standing: Standing | None) -> Cell:
    if standing is None:
        return EMPTY
    return Cell(standing.level, standing.differs and not standing.is_joint)
