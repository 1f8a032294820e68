"""A nurse in Täby gets a tip, registers without account, gets the letter, and gives up the seat.

With the keyboard alone, on a wide screen and on a phone, with script and without.
"""

import time
from email import message_from_string, policy
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import listen
from tests.browser.hands import Hands

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 700}


@pytest.fixture(params=[("wide", WIDE, True), ("phone", PHONE, True), ("no-script", PHONE, False)])
def reader(request, browser, system):
    name, size, script = request.param
    context = browser.new_context(
        base_url=system.address, locale="sv-SE", viewport=size, java_script_enabled=script
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    complaints = listen(page)
    yield name, page
    assert complaints == []
    context.close()


def letter_to(system, email, subject=""):
    """What the worker has sent, the first or that with the subject; files in the home hold it."""
    mail = Path(system.environment["BRYGGA_HOME"]) / "mail"
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        for file in sorted(mail.glob("*.log")) if mail.exists() else []:
            for text in file.read_text(encoding="utf-8").split("-" * 79):
                message = message_from_string(text.strip(), policy=policy.default)
                if message["To"] == email and subject in (message["Subject"] or ""):
                    return message
        time.sleep(0.3)
    raise AssertionError(f"no letter {subject} came to {email}")


def link_in(message):
    body = message.get_body(("plain",)).get_content()
    return next(line for line in body.splitlines() if "/anmalan/" in line)


def test_a_nurse_registers_gets_the_letter_and_gives_up_the_seat(reader, system):
    name, page = reader
    path = system.python("-m", "tests.browser.held", f"baskurs-{name}", "1")
    hands, email = (Hands(page) if name != "no-script" else None), f"nina-{name}@brygga.example"
    page.goto(path)
    expect(page.get_by_text("1 av 1 platser finns kvar.")).to_be_visible()
    go(page, hands, "link", "Anmäl dig")
    fill_in(page, hands, email)
    go(page, hands, "button", "Anmäl dig")
    expect(page.get_by_role("heading", level=1)).to_have_text("Du har en plats")
    assert page.evaluate(OVERFLOW) <= 0
    message = letter_to(system, email)
    assert message["Subject"] == "Din plats: Baskursen våren 2040"
    assert [part.get_content_type() for part in message.iter_attachments()] == ["text/calendar"] * 2
    page.goto(link_in(message))
    expect(page.get_by_role("heading", name="Du har en plats")).to_be_visible()
    assert page.evaluate(OVERFLOW) <= 0
    go(page, hands, "link", "Lämna platsen")
    go(page, hands, "button", "Ja, lämna den")
    expect(page.get_by_text("Du är inte längre anmäld.")).to_be_visible()
    page.goto(path)
    expect(page.get_by_text("1 av 1 platser finns kvar.")).to_be_visible()


def go(page, hands, role, words):
    """By the keyboard; where script is off, Playwright cannot ask where the focus is."""
    target = page.get_by_role(role, name=words, exact=True).first
    if hands is not None:
        hands.leave(target)
        return
    target.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def fill_in(page, hands, email):
    for label, text in (("Ditt namn", "Nina Sköterska"), ("E-post", email)):
        field = page.get_by_label(label, exact=True)
        (hands.walk if hands else type(field).focus)(field)
        page.keyboard.type(text)
    for label, value in (
        ("Var du arbetar", "0160"),
        ("Vem du arbetar för", "region"),
        ("Yrke", "nurse"),
    ):
        field = page.get_by_label(label, exact=True)
        (hands.walk if hands else type(field).focus)(field)
        for _ in range(60):
            if field.input_value() == value:
                break
            page.keyboard.press("ArrowDown")
        expect(field).to_have_value(value)


def test_a_form_that_lacks_something_says_what_and_keeps_the_rest(page, hands, system):
    page.goto(system.python("-m", "tests.browser.held", "baskurs-ofylld", "5") + "anmalan/")
    hands.write("Ditt namn", "Nina Sköterska")
    hands.press("Anmäl dig")
    expect(page.get_by_role("alert")).to_contain_text("att rätta till")
    expect(page.get_by_label("Ditt namn")).to_have_value("Nina Sköterska")
    hands.reach(page.get_by_role("alert").get_by_role("link").first)
