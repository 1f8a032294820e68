"""What several journeys do: sign in as somebody of the demo."""

from playwright.sync_api import Page

from tests.browser.hands import Hands


def sign_in(page: Page, hands: Hands, persona: str) -> None:
    """By the front page, after leaving whoever one was."""
    page.goto("/")
    out = page.get_by_role("button", name="Logga ut")
    if out.count():
        hands.leave(out)
        page.goto("/")
    hands.leave(page.locator(f"button[name=persona][value={persona}]"))
