"""The demo's day: one calm line, moved by keyboard, and a way back to the page one came from.

It moves one day only: the other journeys share this demo, and on the day after everything else
still is as they expect.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_accessibility import EVERYTHING, NARROW, OVERFLOW, WIDE

PAGE = "/laget/0160/?ar=2010"


def line(page):
    return page.get_by_role("complementary", name="Demons dag")


def opened(page, hands):
    hands.walk(line(page).locator("summary"))
    page.keyboard.press("Enter")
    return line(page).locator("input[type=date]")


def test_the_day_moves_forward_and_never_back(page, hands):
    page.goto(PAGE)
    expect(line(page)).to_contain_text("Demons dag: 17 november 2010")
    opened(page, hands).fill("2010-11-01")
    hands.press("Flytta dagen", within=line(page))
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Demons dag går bara framåt")
    # The form of the page knows the way back as well; what was wrong is still there to mend.
    expect(line(page)).to_have_count(0)
    page.locator("input[type=date]").fill("2010-11-18")
    hands.press("Flytta dagen")
    assert page.url.endswith(PAGE)
    expect(page.get_by_role("status").first).to_contain_text("nu den 18 november 2010")
    expect(line(page)).to_contain_text("Demons dag: 18 november 2010")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_open_line_and_its_page_can_be_used_by_everybody(page, hands, size, scheme):
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(PAGE)
    opened(page, hands)
    assert Axe().run(page, options=EVERYTHING).response["violations"] == []
    assert line(page).bounding_box()["height"] < 250
    assert page.evaluate(OVERFLOW) <= 0
    page.goto("/prova/dag/")
    assert Axe().run(page, options=EVERYTHING).response["violations"] == []
    assert page.evaluate(OVERFLOW) <= 0


def test_the_line_is_large_enough_for_a_thumb_and_stays_off_paper(page):
    page.set_viewport_size(NARROW)
    page.goto(PAGE)
    assert line(page).locator("summary").bounding_box()["height"] >= 44
    assert line(page).bounding_box()["height"] < 80
    page.emulate_media(media="print")
    assert line(page).is_hidden()
