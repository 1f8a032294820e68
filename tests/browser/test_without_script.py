"""Everything that is done is done by plain forms: here the browser runs no script at all."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.hands import Hands
from tests.browser.people import sign_in


@pytest.fixture
def page(browser, system):
    made = browser.new_context(base_url=system.address, locale="sv-SE", java_script_enabled=False)
    yield made.new_page()
    made.close()


@pytest.fixture
def county(page):
    """In a place that nobody has begun, so that the other journeys are left in peace."""
    sign_in(page, Hands(page), "county-process-leader")
    return page


def test_a_mapping_is_answered_and_submitted_by_plain_forms(county):
    place = "/kartlaggning/2010/0184/"
    for side in ("social_services", "health_care"):
        answer_everything(county, place, side)
    county.goto(place)
    county.get_by_role("link", name="Skicka in till länet").click()
    county.get_by_role("button", name="Skicka in till länet").click()
    expect(county.locator("main")).to_contain_text("Kartläggningen är inskickad")


def answer_everything(page, place, side):
    page.goto(f"{place}struktur/?sida={side}")
    for _ in range(20):
        if page.get_by_role("radio").count():
            page.get_by_role("radio", name="Delvis", exact=True).check()
        else:
            page.get_by_role("textbox").first.fill("Vi träffas en gång i månaden.")
        # A click returns before the next page is there, and the next question would be skipped.
        with page.expect_navigation():
            page.get_by_role("button", name=re.compile("Nästa fråga|Spara och se")).last.click()
        if page.url.split("?")[0].endswith(place):
            break
    page.get_by_role("button", name="Våra svar är klara").first.click()
    expect(page.locator("main")).to_contain_text("markerade som klara")
