"""The forecast is what its examples say, and the paper is fresh."""

import pytest

from brygga.competence.rules.forecast import next_course
from tests.house import source
from tests.spec.outlook import EXAMPLES, NEEDS, ORDER, months, paper


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.what)
def test_it_takes_so_many_months(example):
    assert months(example) == example.months


def test_the_next_trainers_course_is_held_where_it_does_most_good():
    assert tuple(need.name for need in next_course(NEEDS)) == ORDER


def test_the_paper_is_printed_from_the_examples():
    said = (source.ROOT / "docs" / "outlook.md").read_text(encoding="utf-8")
    assert said == paper(), "run: python -m tests.spec.outlook > docs/outlook.md"
