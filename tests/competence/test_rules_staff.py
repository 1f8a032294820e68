"""Rows of staff, as they are pasted."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.competence.rules import staff as rules


def test_rows_are_read_with_and_without_a_header():
    with_header = rules.staff_sheet("Antal;Enhet;Yrke\n12;Vuxen;Sjuksköterska\n")
    without = rules.staff_sheet("Vuxen\tSjuksköterska\t12\n\n")
    for sheet in (with_header, without):
        (row,) = sheet.rows
        assert [row.cell(each) for each in ("unit", "profession", "heads")] == [
            "Vuxen", "Sjuksköterska", "12",
        ]  # fmt: skip
    assert [sheet.rows[0].line for sheet in (with_header, without)] == [2, 1]


@pytest.mark.parametrize(
    "text", ["", "enhet;yrke\nA;B", 'A;"B', "x" * (rules.MOST_LETTERS + 1), "Enhet;Yrke;Antal"]
)
def test_what_cannot_be_read_says_why(text):
    sheet = rules.staff_sheet(text)
    assert sheet.rows == ()
    assert len(sheet.faults) == 1


@pytest.mark.parametrize(
    ("text", "heads"),
    [("12", 12), ("1 200", 1200), ("0", 0), ("-1", None), ("1,5", None), ("", None), ("²", None),
     ("9" * 30, None)],
)  # fmt: skip
def test_persons_are_a_whole_number(text, heads):
    assert rules.heads_in(text) == heads


@pytest.mark.parametrize(
    ("text", "number"),
    [("9,5", Decimal("9.50")), ("9.25", Decimal("9.25")), ("9,555", None), ("NaN", None),
     ("-1", None), ("1e9", None), ("åtta", None)],
)  # fmt: skip
def test_full_time_has_two_decimals_at_most(text, number):
    assert rules.full_time_in(text) == number


def test_a_day_may_come_from_a_spreadsheet():
    assert rules.day_in("2010-12-31 00:00:00") == rules.day_in("2010-12-31") == date(2010, 12, 31)
    assert rules.day_in("31/12 2010") is None


@given(st.text(max_size=200))
def test_no_text_brings_it_down(text):
    rules.staff_sheet(text)
    rules.heads_in(text)
    rules.full_time_in(text)
    rules.day_in(text)
