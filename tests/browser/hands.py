"""A reader who has a keyboard and no mouse."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

MOST_STEPS = 600
FOCUSED = "element => element === document.activeElement"


@dataclass(frozen=True, slots=True)
class Hands:
    """Everything is done by pressing keys, beginning where the page put the focus."""

    page: Page

    def walk(self, target: Locator, key: str = "Tab") -> Locator:
        """Press a key until the target has the focus, which must then be visible."""
        element = target.element_handle()
        for _ in range(MOST_STEPS):
            if element.evaluate(FOCUSED):
                expect(target).to_be_in_viewport()
                return target
            self.page.keyboard.press(key)
        raise AssertionError(f"the keyboard never came to {target}")

    def reach(self, target: Locator) -> Locator:
        return self.walk(target)

    def follow(self, name: str, *, within: Locator | None = None) -> None:
        """Go where a link leads."""
        self.leave((within or self.page).get_by_role("link", name=name, exact=True).first)

    def press(self, name: str, *, within: Locator | None = None) -> None:
        """Press a button that leads on to another page."""
        self.leave((within or self.page).get_by_role("button", name=name, exact=True).first)

    def leave(self, target: Locator) -> None:
        self.walk(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, label: str, text: str) -> None:
        """Replace what a field holds."""
        self.walk(self.page.get_by_role("textbox", name=label))
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, label: str) -> None:
        """Choose among radio buttons, which the Tab key enters and the arrows walk."""
        wanted = self.page.get_by_role("radio", name=label, exact=True)
        group = self.page.locator(f"input[type=radio][name='{wanted.get_attribute('name')}']")
        entered = group.and_(self.page.locator(":checked"))
        self.walk(entered if entered.count() else group.first)
        if not wanted.evaluate(FOCUSED):
            self.walk(wanted, "ArrowDown")
        self.page.keyboard.press("Space")
        expect(wanted).to_be_checked()
