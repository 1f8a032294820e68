"""Periods, names, sentences and contradictions of the page: plain values."""

from datetime import date

import pytest
from django.utils import translation

from brygga.pathways.engine.sectors import sector_code
from brygga.pathways.enums import BreakKind, Contradiction
from brygga.pathways.rules.beside import Facts, contradictions
from brygga.pathways.rules.breaking import Break, largest
from brygga.pathways.rules.naming import sector_name, sector_title
from brygga.pathways.rules.periods import (
    Days,
    days_of,
    half_years,
    latest_twelve,
    whole_years,
    years_of,
)
from brygga.pathways.rules.told import Told, told
from brygga.pathways.views.words import period_words, short_period

KEPT = {"suppressed": True}


@pytest.mark.parametrize(
    ("last", "since", "until"),
    [
        (date(2010, 11, 14), date(2009, 11, 1), date(2010, 11, 1)),
        (date(2010, 11, 30), date(2009, 12, 1), date(2010, 12, 1)),
        (date(2012, 2, 29), date(2011, 3, 1), date(2012, 3, 1)),
        (date(2010, 12, 31), date(2010, 1, 1), date(2011, 1, 1)),
    ],
)
def test_the_latest_twelve_months_are_whole(last, since, until):
    assert latest_twelve(last) == Days(since, until)


def test_a_delivery_within_a_month_moves_no_period():
    """Else two pages would tell the difference of a few days."""
    assert latest_twelve(date(2010, 11, 14)) == latest_twelve(date(2010, 11, 29))


@pytest.mark.parametrize("asked", ["", "2005", "2011", "tjugotio", "²", "2010.0", "-2010"])
def test_what_is_no_year_of_the_data_is_the_latest_twelve(asked):
    first, last = date(2006, 1, 1), date(2010, 11, 14)
    assert days_of(asked, first, last) == latest_twelve(last)


def test_a_year_of_the_data_is_that_year():
    found = days_of("2008", date(2006, 1, 1), date(2010, 11, 14))
    assert (found.since, found.last, found.year) == (date(2008, 1, 1), date(2008, 12, 31), 2008)
    assert years_of(date(2006, 5, 1), date(2008, 1, 1)) == [2008, 2007, 2006]


def test_half_years_hold_the_first_and_the_last_day():
    found = half_years(date(2009, 8, 1), date(2010, 11, 14))
    assert found == (date(2009, 7, 1), date(2010, 1, 1), date(2010, 7, 1), date(2011, 1, 1))


def test_only_the_latest_periods_are_told():
    first, last = date(1990, 1, 1), date(2010, 6, 30)
    assert half_years(first, last)[0] == date(2005, 7, 1)
    assert half_years(first, last)[-1] == date(2010, 7, 1)
    assert whole_years(first, last) == tuple(date(year, 1, 1) for year in range(2003, 2012))


def test_one_day_of_data_is_one_period():
    assert whole_years(date(2010, 5, 5), date(2010, 5, 5)) == (date(2010, 1, 1), date(2011, 1, 1))


@pytest.mark.parametrize(
    ("days", "long", "short"),
    [
        (Days(date(2010, 1, 1), date(2011, 1, 1)), "2010", "2010"),
        (Days(date(2010, 1, 1), date(2010, 7, 1)), "första halvåret 2010", "2010:1"),
        (Days(date(2010, 7, 1), date(2011, 1, 1)), "andra halvåret 2010", "2010:2"),
        (
            Days(date(2009, 11, 1), date(2010, 11, 1)),
            "1 november 2009 till 31 oktober 2010",
            "2009",
        ),
    ],
)
def test_periods_in_words(days, long, short):
    assert (period_words(days), short_period(days)) == (long, short)


@pytest.mark.parametrize(
    ("word", "key", "name"),
    [
        ("addiction_care", "addiction_care", "beroendevården"),
        ("Beroendevård", "addiction_care", "beroendevården"),
        ("SOCIAL-SERVICES", "social_services", "socialtjänsten"),
        ("akuten", "emergency_care", "akutsjukvården"),
        ("socialforvaltningen", "social_services", "socialtjänsten"),
        ("ideell sektor", "civil_society", "civilsamhället"),
        ("frivillig_org", "", "frivillig org"),
    ],
)
def test_sectors_have_names_whatever_language_delivered_them(word, key, name):
    assert (sector_code(word), sector_name(word)) == (key, name)
    assert sector_title(word)[0].isupper()


def test_sectors_are_said_in_english_too():
    with translation.override("en"):
        assert sector_title("socialtjänst") == "Social services"


@pytest.mark.parametrize(
    ("value", "text", "cell"),
    [(1234, "1\xa0234", 1234), (0, "0", 0), (None, "", None), (KEPT, "visas inte", "visas inte")],
)
def test_a_number_is_known_unknown_or_kept_back(value, text, cell):
    assert (told(value).text, told(value).cell) == (text, cell)


@pytest.mark.parametrize(
    ("value", "days", "percent"),
    [(4.5, "4,5", "450\xa0%"), (12.5, "12", "1\xa0250\xa0%"), (7, "7", "700\xa0%")],
)
def test_days_and_shares_in_words(value, days, percent):
    assert told(value).days == days
    assert told(value).percent.replace(" ", "\xa0") == percent


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        (Facts(is_offered=True, contacts=0), (Contradiction.NOT_GIVEN,)),
        (Facts(is_offered=True, contacts=9), ()),
        (Facts(is_offered=False, contacts=9), (Contradiction.NOT_OFFERED,)),
        (Facts(is_offered=False, contacts=0), ()),
        (Facts(is_offered=True, contacts=None), ()),
        (Facts(is_offered=False, contacts=None, stated_days=1, median_days=99.0), ()),
        (
            Facts(is_offered=True, contacts=9, stated_days=14, median_days=22.0),
            (Contradiction.LONGER_WAIT,),
        ),
        (Facts(is_offered=True, contacts=9, stated_days=14, median_days=21.0), ()),
        (Facts(is_offered=True, contacts=9, stated_days=None, median_days=99.0), ()),
    ],
)
def test_what_contradicts_what(facts, found):
    assert contradictions(facts) == found


def broken(kind, count, source="addiction_care", target="social_services"):
    return Break(BreakKind(kind), source, target, told(count), told(count), 30)


def test_a_break_is_a_sentence_with_its_number():
    assert broken("handover", 318).words == (
        "318 gånger gick någon från beroendevården till socialtjänsten utan att någon kontakt är "
        "känd inom 30 dagar."
    )
    assert broken("handover", KEPT).words == ""


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("unplanned_end", None),
        ("handover", None),
        ("handover", "psychiatry"),
        ("loop", "psychiatry"),
        ("readmission", "addiction_care"),
    ],
)
def test_every_kind_has_its_sentence_and_its_deed(kind, target):
    found = broken(kind, 6, target=target)
    assert found.words.startswith("6 gånger ")
    assert "beroendevården" in found.deed
    assert not any(char.isdigit() for char in found.deed.replace("30", ""))


def test_the_largest_of_each_kind_comes_before_the_next_of_the_same():
    rows = [
        broken("unplanned_end", 300, target=None),
        broken("unplanned_end", 200, "psychiatry", None),
        broken("handover", KEPT),
        broken("handover", 39),
        broken("loop", 30),
    ]
    assert [each.count.value for each in largest(rows)] == [300, 39, 30]
    assert [each.count.value for each in largest(rows[:3])] == [300, 200]
    assert largest([broken("loop", KEPT)]) == []


def test_nothing_kept_back_is_ever_zero():
    assert Told(None, is_kept=True).value is None
