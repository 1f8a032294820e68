"""Places, or counties, against what was asked."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from brygga.followup.enums import QuestionKind
from brygga.followup.queries import StandingRow
from brygga.people.models import Place
from brygga.thread import rules
from brygga.thread.queries.matrix import Matrix
from brygga.thread.queries.nation import CountyRow, Nation
from brygga.thread.report.facts import Facts
from brygga.thread.report.parts import (
    Completeness,
    CountyLine,
    Grid,
    GridCell,
    GridRow,
    Line,
    Spot,
)
from brygga.thread.report.tallies import name_of, percent

EMPTY = GridCell("", differs=False)


def spot_of(place: Place) -> Spot:
    return Spot(place.code, place.name, place.kind)


def grid_of(facts: Facts, lines: tuple[Line, ...]) -> Grid:
    """A county's or a place's own matrix; the nation by county, each cell its middle level."""
    if facts.nation is not None:
        return _counties(facts, facts.nation, lines)
    return _places(facts, facts.matrix, lines) if facts.matrix else Grid((), (), None)


def _places(facts: Facts, matrix: Matrix, lines: tuple[Line, ...]) -> Grid:
    """Columns as the county's page has them, so that the two tell the same."""
    known = {line.subject: line for line in lines}
    columns = tuple(known[column.subject] for column in matrix.columns)
    rows = tuple(
        GridRow(
            spot=spot_of(row.place),
            mapping=row.status,
            cells=tuple(GridCell(cell.level, cell.differs) for cell in row.cells),
            change=row.change,
        )
        for row in facts.rows
    )
    return Grid(columns, rows, (matrix.focus or 0) if columns else None)


def _counties(facts: Facts, nation: Nation, lines: tuple[Line, ...]) -> Grid:
    columns = tuple(line for line in lines if line.kind == QuestionKind.PROVISION)
    levels = _levels_by_county(facts, facts.now)
    rows = tuple(
        GridRow(
            spot=spot_of(row.county),
            mapping="",
            cells=tuple(
                GridCell(rules.typical(levels[row.county.pk, line.subject]), differs=False)
                for line in columns
            ),
            change=None,
        )
        for row in nation.rows
        if row.progress.has_round
    )
    return Grid(columns, rows, None)


def _levels_by_county(
    facts: Facts, answers: tuple[StandingRow, ...]
) -> Mapping[tuple[int, str], Counter[str]]:
    levels: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    for row in answers:
        question = facts.questions.get(row.question_id)
        if question is not None and row.provision_id is not None:
            county = facts.rounds[question.round_id].county_id
            levels[county, f"p:{row.provision_id}"][row.level] += 1
    return levels


def counties_of(facts: Facts) -> tuple[CountyLine, ...]:
    """Every county of the nation, those without a round too: unknown is said as unknown."""
    if facts.nation is None:
        return ()
    focus = {
        each.county_id: name_of(facts, each.focus) if each.focus else ""
        for each in facts.rounds.values()
        if each.year == facts.year
    }
    return tuple(_county(row, focus.get(row.county.pk, "")) for row in facts.nation.rows)


def _county(row: CountyRow, focus: str) -> CountyLine:
    return CountyLine(
        spot=spot_of(row.county),
        completeness=Completeness(
            row.progress.expected, row.progress.submitted, row.progress.accepted
        ),
        has_round=row.progress.has_round,
        focus=focus,
        typical=row.typical,
        share=percent(row.share),
        share_before=percent(row.share_before),
        unsettled=row.differing,
    )
