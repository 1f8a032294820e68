"""When enough of the staff has the competence: examples that can be worked out on paper.

python -m tests.spec.outlook > docs/outlook.md      prints them
"""

import inspect
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from brygga.competence.rules.forecast import (
    Need,
    Pace,
    Situation,
    forecast,
    is_reached,
    next_course,
)


@dataclass(frozen=True)
class Example:
    """A situation, a pace, the months it takes (None: never), and how one sees it."""

    what: str
    situation: Situation
    pace: Pace
    months: int | None
    because: str


PACE = Pace(rounds_a_year=2, seats=12)
EXAMPLES = (
    Example(
        "Two trainers, each two rounds a year with twelve in each",
        Situation(staff=60, trained=12, trainers=[None, None]),
        PACE,
        9,
        "2 · 2 · 12 / 12 = 4 a month; 80 % of 60 is 48, and (48 − 12) / 4 = 9",
    ),
    Example(
        "… one of whom may teach for three months more",
        Situation(staff=60, trained=12, trainers=[None, 3]),
        PACE,
        15,
        "3 months at 4 give 24; the other 24 take 12 months at 2",
    ),
    Example(
        "… when the certificates of the twelve run out in the sixth month",
        Situation(staff=60, trained=12, trainers=[None, None], expiring=[0, 0, 0, 0, 0, 12]),
        PACE,
        12,
        "after 9 months there are 36 and not 48; 12 more take 3 months",
    ),
    Example(
        "… when a certificate holds for six months",
        Situation(staff=60, trained=12, trainers=[None, None]),
        Pace(rounds_a_year=2, seats=12, validity=6),
        None,
        "after 6 months there are 36, and from then on 4 run out for 4 that are given",
    ),
    Example(
        "… when 24 % of the staff leave in a year",
        Situation(staff=60, trained=12, trainers=[None, None]),
        Pace(rounds_a_year=2, seats=12, turnover=24),
        11,
        "each month 2 % of the trained leave and 4 are added: 46.4 after 10 months, 49.5 after 11",
    ),
    Example(
        "Four of five have it already",
        Situation(staff=60, trained=48, trainers=[]),
        PACE,
        0,
        "48 is 80 % of 60",
    ),
    Example(
        "Nobody may teach",
        Situation(staff=60, trained=12, trainers=[]),
        PACE,
        None,
        "nobody is added",
    ),
)
NEEDS = (
    Need("Täby", staff=40, trained=10, trainers=1),
    Need("Nacka", staff=20, trained=0, trainers=0),
    Need("Sigtuna", staff=30, trained=5, trainers=0),
    Need("Solna", staff=10, trained=10, trainers=0),
)
ORDER = ("Sigtuna", "Nacka", "Täby")


def months(example: Example) -> int | None:
    found = forecast(example.situation, example.pace)
    return found[-1].number if is_reached(found) else None


def paper() -> str:
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# When enough of the staff has the competence"
    yield ""
    yield "Printed from `tests/spec/outlook.py` by `python -m tests.spec.outlook`."
    yield "The page of a course's trainers answers with this rule, and every example is a test."
    yield ""
    yield "## The rule"
    yield ""
    yield inspect.cleandoc(forecast.__doc__)
    yield ""
    yield "## Examples"
    yield ""
    yield "| situation | months | because |"
    yield "| --- | ---: | --- |"
    for example in EXAMPLES:
        number = months(example)
        yield f"| {example.what} | {'never' if number is None else number} | {example.because} |"
    yield ""
    yield "## Where the next trainers' course does most good"
    yield ""
    yield inspect.cleandoc(next_course.__doc__)
    yield ""
    yield "| place | staff | not trained | trainers | comes |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    order = [need.name for need in next_course(NEEDS)]
    for need in NEEDS:
        place = order.index(need.name) + 1 if need.name in order else "–"
        yield f"| {need.name} | {need.staff} | {need.untrained} | {need.trainers} | {place} |"


if __name__ == "__main__":
    sys.stdout.write(paper())
