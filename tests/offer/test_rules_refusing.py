"""What may not be said of an offer."""

from dataclasses import replace
from datetime import date

import pytest

from brygga.offer.rules.refusing import (
    Said,
    refuse_change,
    refuse_contact_details,
    refuse_end,
    refuse_intervention,
    refuse_offer,
    refuse_responsibility,
    refuse_verification,
    refuse_wait,
)

TODAY, YESTERDAY, TOMORROW = date(2026, 11, 26), date(2026, 11, 25), date(2026, 11, 27)
RIGHT = Said(
    begins_on=YESTERDAY,
    ends_on=None,
    age_from=18,
    age_to=None,
    ways=1,
    places=1,
    texts=("Du som är 18 år och vill sluta",),
    web_page="https://example.org/mottagning",
)


def test_what_is_right_is_not_refused():
    assert refuse_offer(RIGHT) is None


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"ways": 0}, "sätt att komma dit"),
        ({"places": 0}, "minst en plats"),
        ({"ends_on": date(2026, 1, 1)}, "före den första"),
        ({"age_from": 130}, "mellan 0 och 120"),
        ({"age_from": 30, "age_to": 20}, "lägre än"),
        ({"web_page": "javascript:alert(1)"}, "https://"),
        ({"texts": ("Ring 08-123 45 67",)}, "telefonnummer"),
        ({"texts": ("Skriv till anna@example.org",)}, "e-postadresser"),
    ],
)
def test_what_is_wrong_is_refused_with_a_reason(wrong, words):
    refusal = refuse_offer(replace(RIGHT, **wrong))
    assert refusal is not None
    assert words in refusal.reason


@pytest.mark.parametrize(
    "text",
    ["Från 18 år", "Tio frågor, 4–6 gånger", "Öppnade 2009-01-15", "112", "Grupp 7 (vån 3)"],
)
def test_ages_and_days_are_no_telephone_numbers(text):
    assert refuse_contact_details((text,)) is None


@pytest.mark.parametrize("text", ["070-123 45 67", "+46 8 123 456", "0701234567", "a@b.se"])
def test_numbers_and_addresses_are_found(text):
    assert refuse_contact_details(("Hej", text)) is not None


def test_what_has_ended_is_neither_changed_nor_checked():
    assert refuse_change(None, TODAY) is None
    assert refuse_change(TODAY, TODAY) is None
    assert refuse_change(YESTERDAY, TODAY) is not None
    assert refuse_verification(None, YESTERDAY, TODAY) is not None
    assert refuse_verification(TOMORROW, None, TODAY) is not None
    assert refuse_verification(TODAY, TODAY, TODAY) is None


def test_an_offer_ends_after_it_began_and_within_sight():
    assert refuse_end(None, YESTERDAY, TODAY) is None
    assert refuse_end(TODAY, YESTERDAY, TODAY) is not None
    assert refuse_end(None, date(2099, 1, 1), TODAY) is not None


@pytest.mark.parametrize(
    ("days", "on", "begins"),
    [(-1, TODAY, None), (3651, TODAY, None), (7, TOMORROW, None), (7, YESTERDAY, TODAY)],
)
def test_a_wait_that_cannot_be_is_refused(days, on, begins):
    assert refuse_wait(days, on, begins, TODAY) is not None
    assert refuse_wait(7, TODAY, begins, TODAY) is None


def test_who_answers_is_no_hearsay():
    assert refuse_responsibility(TODAY, None, " ") is not None
    assert refuse_responsibility(TODAY, YESTERDAY, "Lag") is not None
    assert refuse_responsibility(None, None, "Lag") is None


def test_an_intervention_is_named_and_explained():
    assert refuse_intervention(" ", "Samtal") is not None
    assert refuse_intervention("MET", "") is not None
    assert refuse_intervention("MET", "Ring 08-123 45 67") is not None
    assert refuse_intervention("MET", "Samtal") is None
