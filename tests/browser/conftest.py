"""One system and one browser; a page that complains about anything fails its test."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    sync_playwright,
)

from tests.browser.hands import Hands
from tests.browser.served import Served, served

# Chromium itself calls home unless told not to; the network of the tests cannot stop it.
QUIET = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("served")) as running:
        yield running


# For one module at a time: while Playwright runs, Django takes its loop for ours and refuses
# the database to every other test in the process.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


def launch(playwright: Playwright) -> Browser:
    path = shutil.which("chromium")
    assert path, "Chromium is missing: tools/system-packages browser"
    return playwright.chromium.launch(
        executable_path=path, args=QUIET, chromium_sandbox=os.geteuid() != 0
    )


@pytest.fixture
def context(browser: Browser, system: Served) -> Iterator[BrowserContext]:
    made = browser.new_context(
        base_url=system.address, locale="sv-SE", viewport={"width": 1280, "height": 900}
    )
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    opened = context.new_page()
    complaints = listen(opened)
    yield opened
    assert complaints == []


# What htmx says when a save on its way gives room for a newer one, or for the next page.
REPLACED = ("htmx:afterRequest", "htmx:sendAbort")


def listen(page: Page) -> list[str]:
    """What the console complains of, among it every breach of the content security policy."""
    complaints: list[str] = []

    def hear(said: ConsoleMessage) -> None:
        if said.type == "error" and not said.text.startswith(REPLACED):
            complaints.append(said.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


@pytest.fixture
def hands(page: Page) -> Hands:
    return Hands(page)
