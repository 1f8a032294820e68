"""A coordinator finds where the chain breaks and plans against it; a visitor reads on a phone.

On a demo of its own, which stands on 17 November 2010, with invented contacts until the 14th.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.people import sign_in
from tests.browser.served import served
from tests.browser.test_registering import OVERFLOW

PHONE = {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def system(tmp_path_factory):
    with served(tmp_path_factory.mktemp("care-chain")) as running:
        yield running


def test_a_coordinator_goes_from_a_break_to_an_activity(page, hands):
    sign_in(page, hands, "county-process-leader")
    page.goto("/laget/01/")
    hands.follow("Vårdkedjan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vårdkedjan i Stockholms län")
    first = page.locator(".care-breaks > li").first
    expect(first).to_contain_text("slutade kontakterna med beroendevården utan planerat avslut")
    expect(page.get_by_text("Erbjuds, men ingen kontakt är känd").first).to_be_visible()
    hands.leave(first.get_by_role("link", name="Börja en aktivitet"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ny aktivitet")
    title = page.locator("input[name=title]")
    expect(title).to_have_value("Sök upp dem vars kontakt med beroendevården slutar oplanerat")


def test_a_year_is_chosen_with_the_keyboard(page, hands):
    page.goto("/vardkedjan/01/")
    hands.reach(page.get_by_label("Tid att visa")).select_option("2008")
    hands.press("Visa")
    expect(page.locator(".care-period")).to_contain_text("Siffrorna gäller 2008")


def test_a_visitor_reads_it_on_a_phone(page, hands):
    page.set_viewport_size(PHONE)
    page.goto("/vardkedjan/")
    hands.follow("Stockholms län")
    hands.follow("Täby")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vårdkedjan i Täby")
    expect(page.get_by_text("Kontakterna är påhittade.")).to_be_visible()
    expect(page.locator(".care-narrow .flow")).to_be_visible()
    expect(page.locator(".care-wide .flow")).to_be_hidden()
    assert page.evaluate(OVERFLOW) == 0
    expect(page.get_by_role("link", name="Börja en aktivitet")).to_have_count(0)


def test_it_is_read_without_script_and_on_paper(browser, system):
    context = browser.new_context(base_url=system.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/vardkedjan/0160/?ar=2009")
    expect(page.locator(".care-table table")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".care-wide .flow")).to_be_visible()
    expect(page.locator(".care-wide .waits")).to_be_visible()
    expect(page.get_by_role("link", name="Ladda ner CSV").first).to_be_hidden()
    expect(page.locator(".care-table table")).to_be_visible()
    expect(page.get_by_label("Tid att visa")).to_be_hidden()
    expect(page.get_by_text("Källa: kontaktdata från")).to_be_visible()
    context.close()


def test_the_thread_tells_what_is_given_and_how_it_ends(page, hands):
    page.goto("/laget/0160/stockholm-policy/3/")
    delivered = page.locator(".thread > li").filter(has_text="kontakter för")
    expect(delivered).to_contain_text("personer")
    expect(page.locator(".thread > li").filter(has_text="avslut var planerade")).to_be_visible()
    hands.leave(delivered.get_by_role("link", name="Se vårdkedjan"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Vårdkedjan i Täby")
