"""The year of a local consultation, from the first answer to the adopted plan, by keyboard alone.

One long test: each step begins where the last one left the consultation.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import sign_in
from tests.browser.served import served

REASON = "Skriv vilken rutin som gäller för barnen."
WHY = "Vi skriver en gemensam rutin före jul."


@pytest.fixture(scope="module")
def system(tmp_path_factory):
    """One of its own: what Täby answers here, the other journeys find as it was."""
    with served(tmp_path_factory.mktemp("year")) as running:
        yield running


def test_a_year_in_taby(page, hands):
    social_services_answer_what_is_left(page, hands)
    health_care_answers_otherwise(page, hands)
    the_consultation_settles_and_submits(page, hands)
    the_county_returns_it_with_a_reason(page, hands)
    the_consultation_submits_again(page, hands)
    the_county_accepts_and_the_matrix_shows_it(page, hands)
    a_gap_becomes_an_activity_in_an_adopted_plan(page, hands)


def heading(page):
    return page.get_by_role("heading", level=1)


def saved(page):
    return page.locator("#saved")


def social_services_answer_what_is_left(page, hands):
    sign_in(page, hands, "local-process-leader")
    expect(heading(page)).to_have_text("Min sida")
    hands.follow("Svara på 3 frågor som är kvar i Täby 2010")
    hands.follow("Fortsätt svara")
    expect(heading(page)).to_have_text("Fråga 6 av 12")
    hands.choose("Delvis")
    expect(saved(page)).to_contain_text("Sparat")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        hands.write("Kommentar", "Frågan ställs på ett av tre kontor.")
    page.reload()
    expect(page.get_by_role("radio", name="Delvis", exact=True)).to_be_checked()
    expect(page.get_by_role("textbox", name="Kommentar")).to_have_value(re.compile("tre kontor"))
    go_on_to(page, hands, 11)
    hands.choose("Planerat")
    go_on_to(page, hands, 12)
    hands.choose("Ej påbörjat")
    hands.press("Spara och se hela kartläggningen")
    hands.press("Våra svar är klara")
    expect(page.get_by_role("status").first).to_contain_text("markerade som klara")


def go_on_to(page, hands, number):
    while not heading(page).inner_text().startswith(f"Fråga {number} "):
        hands.press("Nästa fråga")


def health_care_answers_otherwise(page, hands):
    sign_in(page, hands, "consultation-member")
    hands.follow("Svara på 2 frågor som är kvar i Täby 2010")
    hands.follow("Fortsätt svara")
    expect(heading(page)).to_have_text("Fråga 10 av 12")
    hands.choose("Ej påbörjat")
    # Social services say that it is in place: the page says so at once, without being loaded anew.
    expect(page.locator("#differs")).to_contain_text("Ni svarar olika.")
    go_on_to(page, hands, 12)
    hands.choose("Ej påbörjat")
    hands.press("Spara och se hela kartläggningen")
    hands.press("Våra svar är klara")
    expect(page.get_by_role("heading", name="Ni svarar olika på 5 frågor")).to_be_visible()


def the_consultation_settles_and_submits(page, hands):
    sign_in(page, hands, "local-process-leader")
    hands.follow("Enas om 5 svar där huvudmännen svarar olika i Täby 2010")
    hands.leave(page.get_by_role("link", name=re.compile("enas.*Barnen ses tidigt")))
    hands.choose("Planerat")
    hands.write("Varför", WHY)
    hands.press("Spara det gemensamma svaret")
    expect(page.locator("main")).to_contain_text("Gemensamt svar: Planerat")
    submit(page, hands)


def submit(page, hands):
    hands.follow("Skicka in till länet")
    hands.press("Skicka in till länet")
    expect(page.get_by_role("status").first).to_contain_text("Kartläggningen är inskickad")


def review(page, hands):
    sign_in(page, hands, "county-process-leader")
    hands.leave(page.get_by_role("link", name=re.compile("^Min sida")))
    hands.leave(page.get_by_role("link", name=re.compile("väntar på din granskning")))
    hands.follow("Täby")
    hands.follow("Granska")
    expect(heading(page)).to_have_text("Granska Täby 2010")


def the_county_returns_it_with_a_reason(page, hands):
    review(page, hands)
    hands.write("Skäl", REASON)
    hands.press("Lämna tillbaka kartläggningen")
    expect(page.get_by_role("row", name=re.compile("^Täby"))).to_contain_text("Tillbakalämnad")


def the_consultation_submits_again(page, hands):
    """Both sides look at what the county wrote, and say anew that they are finished."""
    for persona in ("consultation-member", "local-process-leader"):
        sign_in(page, hands, persona)
        hands.leave(page.get_by_role("link", name=re.compile("Täby 2010")).first)
        expect(page.locator("main")).to_contain_text(REASON)
        hands.press("Våra svar är klara")
    submit(page, hands)


def the_county_accepts_and_the_matrix_shows_it(page, hands):
    review(page, hands)
    hands.press("Godkänn kartläggningen")
    expect(page.get_by_role("row", name=re.compile("^Täby"))).to_contain_text("Godkänd")
    page.goto("/laget/01/?sortera=namn")
    row = page.get_by_role("row", name=re.compile("^Täby"))
    expect(row.get_by_role("cell").first).to_have_text("Planerat")
    # Settled together: no dot for a difference there, while AUDIT still has one.
    expect(row.get_by_role("cell").first).not_to_contain_text("olika svar")
    expect(row).to_contain_text("olika svar, inte enade")


def a_gap_becomes_an_activity_in_an_adopted_plan(page, hands):
    sign_in(page, hands, "local-process-leader")
    page.goto("/laget/0160/")
    gap = page.get_by_role("row", name=re.compile("DUDIT"))
    hands.follow("Börja en aktivitet", within=gap)
    # One click from the gap: the activity knows what it is for, and opens the plan it goes into.
    expect(page.get_by_role("checkbox", name=re.compile("DUDIT"))).to_be_checked()
    hands.write("Vad ska göras?", "Utbilda i DUDIT")
    hands.write("Ansvarig", "Processledaren")
    hands.write("Varför öppnas planen igen?", "Kartläggningen visar ett glapp till.")
    hands.press("Öppna planen igen och lägg in den")
    expect(heading(page)).to_have_text("Utbilda i DUDIT")
    expect(page.get_by_role("status").first).to_contain_text("Planen måste antas på nytt")
    page.goto("/plan/0160/2010/")
    hands.follow("Anta planen")
    hands.press("Anta planen")
    expect(page.get_by_role("status").first).to_contain_text("antagen")
    expect(page.get_by_role("link", name="Utbilda i DUDIT")).to_be_visible()
