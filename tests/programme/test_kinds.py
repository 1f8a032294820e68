"""What one cell may hold."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.followup.enums import Level
from brygga.programme import kinds

WRONG = (ValueError, LookupError)

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)
days = st.dates(date(1800, 1, 1), date(2200, 12, 31))


@given(texts)
def test_text_comes_back_as_it_was(text):
    kind = kinds.Text()
    assert kind.parse(kind.write(text)) == text


@given(texts)
def test_no_text_is_written_as_a_formula(text):
    assert kinds.Text().write(text)[0] not in "=+-@\t\r|%"


@given(days)
def test_a_day_comes_back(day):
    assert kinds.Day().parse(kinds.Day().write(day)) == day


@given(st.datetimes(datetime(1900, 1, 1), datetime(2199, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 -- bounds are naive
def test_an_instant_comes_back(instant):
    assert kinds.Instant().parse(kinds.Instant().write(instant)) == instant


@given(st.decimals(0, 9_999_999_999, places=2))
def test_money_comes_back(amount):
    assert kinds.Money().parse(kinds.Money().write(amount)) == amount


@given(st.frozensets(st.from_regex(r"[a-z]{1,5}/[0-9]{1,3}", fullmatch=True), min_size=1))
def test_provisions_come_back_sorted(refs):
    kind = kinds.Provisions()
    assert kind.parse(kind.write(tuple(refs))) == tuple(sorted(refs))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (kinds.Text(3), "fyra"),
        (kinds.Text(), "noll\0"),
        (kinds.Text(), "inte utf-8 \udce5"),
        (kinds.Slug(), "två"),
        (kinds.Slug(3), "abcd"),
        (kinds.Number(), "../1"),
        (kinds.Choice(Level), "Planned"),
        (kinds.Day(), "20100630"),
        (kinds.Day(), "2010-06-31"),
        (kinds.Day(), "2010-W26-3"),
        (kinds.Day(), "0210-06-30"),
        (kinds.Instant(), "2010-06-30T10:00:00"),
        (kinds.Instant(), "2010-06-30"),
        (kinds.Instant(), "2010-06-30 10:00:00Z"),
        (kinds.Whole(1, 10), "11"),
        (kinds.Whole(1, 10), "01"),
        (kinds.Whole(1, 10), "1.0"),
        (kinds.Year(), "1989"),
        (kinds.Money(), "-1"),
        (kinds.Money(), "1,50"),
        (kinds.YesNo(), "ja"),
        (kinds.Provisions(), "nr-2019"),
        (kinds.Provisions(), "nr-2019/1; nr-2019/1"),
    ],
)
def test_what_is_wrong_is_not_read(kind, text):
    with pytest.raises(WRONG):
        kind.parse(text)


def test_an_instant_may_be_written_in_local_time():
    written = kinds.Instant().parse("2010-06-30T15:05:00+02:00")
    assert kinds.Instant().write(written) == "2010-06-30T13:05:00Z"


def test_money_has_two_decimals():
    assert kinds.Money().parse("1250") == Decimal("1250.00")
