"""The sample pages in a real browser: every width, light and dark, on paper and by keyboard."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.test import override_settings
from django.utils import translation
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.ui import samples

pytestmark = pytest.mark.browser

HOST = "http://brygga.test"
POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
VIEWS = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 320, "height": 700}},
    "dark-phone": {"viewport": {"width": 320, "height": 700}, "color_scheme": "dark"},
    "zoomed": {"viewport": {"width": 640, "height": 450}},
}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    # Drawn before the browser starts: its event loop would make Django refuse to draw.
    with override_settings(ROOT_URLCONF="tests.ui.urls"), translation.override("sv"):
        return {name: samples.render(name) for name in samples.SAMPLES}


@pytest.fixture(scope="module")
def chromium(pages) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)


@pytest.fixture
def opened(chromium, pages):
    """Opens a sample in a view, under the policy of the real site; complaints are gathered."""

    def open_page(name: str, view: str = "wide", **more: object) -> Page:
        page = chromium.new_context(reduced_motion="reduce", **VIEWS[view], **more).new_page()
        page.on("console", lambda message: note(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.route("**/*", lambda route: answer(route, pages))
        page.goto(f"{HOST}/{name}")
        return page

    def note(text: str) -> None:
        # A request that a test makes fail is told on the console too, and is no complaint.
        if "Content Security Policy" in text:
            complaints.append(text)

    complaints: list[str] = []
    yield open_page
    assert complaints == []


def answer(route: Route, pages: dict[str, str]) -> None:
    path = route.request.url.removeprefix(HOST)
    if path.startswith("/static/"):
        file = Path(str(finders.find(path.removeprefix("/static/"))))
        route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])
        return
    headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
    route.fulfill(body=pages[path.strip("/")], headers=headers)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", samples.SAMPLES)
def test_a_page_is_accessible_and_fits(opened, name, view):
    page = opened(name, view)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    assert Axe().run(page).response["violations"] == []


@pytest.mark.parametrize("name", samples.SAMPLES)
def test_targets_are_large_enough_for_a_thumb(opened, name):
    # A link in running text and a place on the map are as large as what they stand in.
    small = """() => [...document.querySelectorAll("a, button, select, summary, label.choice")]
      .filter(e => !e.closest("p, .map") && e.checkVisibility() && !e.matches(".skip"))
      .filter(e => Math.round(e.getBoundingClientRect().height) < (e.closest(".errors") ? 30 : 44))
      .map(e => e.outerHTML)"""
    assert opened(name, "phone").evaluate(small) == []


def test_the_menu_opens_without_script_and_closes_with_escape(opened):
    page = opened("thread", "phone", java_script_enabled=False)
    link = page.get_by_role("link", name="Läget", exact=True).last
    page.get_by_role("button", name="Meny").click()
    assert page.locator("#menu").is_visible()
    assert link.is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#menu").is_hidden()


def test_arrow_keys_walk_the_matrix(opened):
    page = opened("county")
    page.locator("tbody th a").nth(1).focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    here = page.evaluate(
        "[document.activeElement.closest('tr').rowIndex, document.activeElement.title]"
    )
    assert here[0] == 3
    assert here[1].startswith("S1 Lokalt samråd finns")
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Haninge"


def test_on_a_phone_each_row_names_its_provisions_and_levels_in_words(opened):
    cell = opened("county", "phone").locator("tbody .cell").first
    label = cell.evaluate("e => getComputedStyle(e, '::before').content")
    assert label == '"3 Barnen ses tidigt"'
    assert cell.locator(".cell-words").bounding_box()["width"] > 20


def test_a_form_with_errors_is_answered_from_its_summary(opened):
    page = opened("rest")
    page.wait_for_function("document.activeElement.matches('.errors')")
    page.get_by_role("link", name="Teman").click()
    assert page.evaluate("document.activeElement.id") == "id_themes_0"


def test_a_refusal_to_htmx_is_said_above_the_page(opened):
    page = opened("answer")
    refusal = '<div class="ds-alert"><p>Kartläggningen är stängd.</p></div>'
    page.route("**/prov/answer", lambda route: route.fulfill(status=403, body=refusal))
    page.get_by_label("Delvis").check()
    page.get_by_role("status").get_by_text("Kartläggningen är stängd.").wait_for()
    assert page.get_by_label("Delvis").is_checked()


def test_a_lost_connection_is_said_in_words_and_keeps_what_was_written(opened):
    page = opened("answer")
    page.route("**/prov/answer", lambda route: route.abort())
    page.get_by_label("Vad visar det?").fill("Rutin från 2 september")
    page.get_by_label("Delvis").check()
    page.get_by_role("status").get_by_text("Det gick inte.").wait_for()
    assert page.get_by_label("Vad visar det?").input_value() == "Rutin från 2 september"


def test_what_is_saved_is_said_without_moving_the_cursor(opened):
    page = opened("answer")
    page.route("**/prov/answer", lambda route: route.fulfill(body="Sparat 14.32"))
    page.get_by_label("Delvis").check()
    page.get_by_role("status").get_by_text("Sparat 14.32").wait_for()
    assert page.evaluate("document.activeElement.value") == "2"


def test_paper_drops_the_menus_and_keeps_the_colours(opened):
    page = opened("county")
    page.emulate_media(media="print")
    assert page.locator(".header").is_hidden()
    assert page.get_by_role("link", name="Ladda ner CSV").first.is_hidden()
    cell = page.locator(".cell.tone-l4").first
    assert cell.evaluate("e => getComputedStyle(e).printColorAdjust") == "exact"
    assert cell.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(13, 92, 85)"
