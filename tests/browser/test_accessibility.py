"""axe on every page of the access table: both colour schemes, a wide screen and a narrow one."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Response

from tests.browser.conftest import listen

PERSONAS = ("visitor", "local", "county", "national")
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 800}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
# Between two colour schemes only colours differ.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
STATES = (
    ("wide, light", WIDE, "light", EVERYTHING),
    ("wide, dark", WIDE, "dark", COLOURS),
    ("narrow, dark", NARROW, "dark", EVERYTHING),
    ("narrow, light", NARROW, "light", COLOURS),
)
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# A colour on its way from one scheme to the other has no contrast worth measuring.
# A child that inherits it sets out when its parent has arrived, so one quiet frame is not enough.
AT_REST = """async () => {
  for (let quiet = 0; quiet < 3; quiet += 1) {
    await new Promise(requestAnimationFrame);
    if (document.getAnimations().length) quiet = -1;
  }
}"""
SAMPLE = 6
DOWNLOAD = "Download is starting"


@pytest.fixture(scope="session")
def furnished(system):
    """Once for a system: there cannot be two drafts of the same."""
    return system.addresses()


@pytest.fixture
def page(browser, system, furnished, persona):
    context = browser.new_context(base_url=system.address, locale="sv-SE", viewport=WIDE)
    if persona in furnished["cookies"]:
        value = furnished["cookies"][persona]
        context.add_cookies([{"name": furnished["cookie"], "value": value, "url": system.address}])
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("persona", PERSONAS)
def test_every_page_can_be_used_by_everybody(page, furnished, persona):
    assert troubles(page, furnished["sv"][persona]) == {}


@pytest.mark.parametrize("persona", PERSONAS)
def test_the_english_pages_too(page, furnished, persona):
    paths = [path for path in furnished["en"][persona] if path.startswith("/en/")]
    assert troubles(page, paths[::SAMPLE]) == {}


def troubles(page, paths) -> dict[str, list[str]]:
    complaints = listen(page)
    found = {}
    for path in paths:
        answer = look(page, path)
        # What machines read has nothing to look at, and no mark to show in the browser's tab.
        if answer and answer.headers["content-type"].startswith("text/html"):
            wrong = [*complaints, *faults(page)]
            wrong += [] if answer.status == 200 else [f"answered {answer.status}"]
            found |= {path: wrong} if wrong else {}
        complaints.clear()
    return found


def look(page, path) -> Response | None:
    """The page's answer; None for a file that the browser saves."""
    try:
        return page.goto(path)
    except Error as error:
        if DOWNLOAD not in str(error):
            raise
        return None


def faults(page) -> Iterator[str]:
    for name, size, scheme, rules in STATES:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        page.evaluate(AT_REST)
        for violation in Axe().run(page, options=rules).response["violations"]:
            nodes = [node["html"][:120] for node in violation["nodes"][:3]]
            yield f"{name}: {violation['id']} in {nodes}"
        if size == NARROW and page.evaluate(OVERFLOW) > 0:
            yield f"{name}: {page.evaluate(OVERFLOW)} px wider than the screen"
