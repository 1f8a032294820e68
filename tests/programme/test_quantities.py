"""Cells that hold amounts, times of day and addresses."""

from datetime import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.programme.quantities import Amount, Email, TimeOfDay

amounts = st.decimals(0, 99_999, places=2, allow_nan=False, allow_infinity=False)


@given(amounts)
def test_an_amount_comes_back_as_it_was(amount):
    assert Amount().parse(Amount().write(amount)) == amount


def test_an_amount_may_be_written_short():
    assert [Amount().parse(text) for text in ("3", "3.5")] == [Decimal("3.00"), Decimal("3.50")]


@given(st.times().map(lambda each: each.replace(second=0, microsecond=0)))
def test_a_time_of_day_comes_back_as_it_was(at):
    assert TimeOfDay().parse(TimeOfDay().write(at)) == at


def test_a_time_of_day_has_hours_and_minutes():
    assert TimeOfDay().parse("08:30") == time(8, 30)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Amount(), "-1"),
        (Amount(), "1,5"),
        (Amount(), "1e3"),
        (Amount(), "٣"),
        (TimeOfDay(), "24:00"),
        (TimeOfDay(), "8:30"),
        (TimeOfDay(), "08:30:00"),
        (Email(), "nobody"),
        (Email(), "Nils@brygga.example"),
        (Email(), "a b@brygga.example"),
        (Email(), "a@b"),
        (Email(), "a@brygga.example, b@brygga.example"),
    ],
)
def test_what_is_none_is_refused(kind, text):
    with pytest.raises(ValueError, match=text.replace("+", r"\+")):
        kind.parse(text)
