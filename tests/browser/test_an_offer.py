"""Somebody looks for help at night; a process leader keeps the list true; a gap becomes a plan.

On a demo of its own, which stands on 17 November 2010.
"""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.people import sign_in
from tests.browser.served import served
from tests.browser.test_registering import OVERFLOW

PHONE = {"width": 320, "height": 640}
OLD = "Ett liv som är värt mer (CRA)"
GAP = "IPS"


@pytest.fixture(scope="module")
def system(tmp_path_factory):
    with served(tmp_path_factory.mktemp("offer")) as running:
        yield running


def test_somebody_finds_help_on_a_phone_without_an_account(page, hands, system):
    page.set_viewport_size(PHONE)
    page.goto("/")
    hands.follow("Hitta stöd i din kommun")
    hands.reach(page.get_by_label("Var bor du?")).select_option(label="Täby")
    hands.press("Visa stödet")
    expect(page).to_have_url(f"{system.address}/stod/0160/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Stöd i Täby")
    expect(page.get_by_role("heading", name="Ring 112")).to_be_in_viewport()
    first = page.get_by_role("listitem").filter(has_text="Stöd till anhöriga")
    expect(first).to_contain_text("Du behöver inte berätta vem den andra är.")
    expect(first).to_contain_text("ingen väntan")
    expect(first).to_contain_text("Senast kontrollerat 4 oktober 2010")
    assert page.evaluate(OVERFLOW) == 0


def test_nobody_sees_who_looked(page, system):
    """No cookie, and no line in the server's own log; the control leaves one there."""
    page.context.clear_cookies()
    for path in ("/stod/", "/stod/?kommun=0162", "/stod/0160/", "/stod/ingenstans/"):
        page.goto(path)
    assert page.context.cookies() == []
    log = Path(system.environment["BRYGGA_HOME"], "served.log")
    page.request.get("/utbud/ingenstans/")
    told = log.read_text(encoding="utf-8")
    assert "/utbud/ingenstans/" in told
    assert "stod" not in told
    assert "0160" not in told


def test_it_is_read_without_script_and_on_paper(browser, system):
    context = browser.new_context(base_url=system.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/stod/")
    page.get_by_label("Var bor du?").select_option("0160")
    page.get_by_role("button", name="Visa stödet").click()
    page.emulate_media(media="print")
    expect(page.get_by_text("Vuxenenheten, Täby").first).to_be_visible()
    expect(page.get_by_role("link", name="Välj en annan kommun")).to_be_hidden()
    context.close()


def test_one_press_keeps_it_true_and_a_gap_becomes_an_activity(page, hands):
    sign_in(page, hands, "local-process-leader")
    page.goto("/min-sida/")
    hands.leave(page.get_by_role("link", name="Kontrollera 2 erbjudanden").first)
    old = page.locator("#kontrollera").get_by_role("listitem").filter(has_text=OLD)
    expect(old).to_contain_text("För gammal uppgift")
    hands.press(f"Stämmer fortfarande {OLD}, Vuxenenheten, Täby")
    expect(page.get_by_role("status").first).to_contain_text("är kontrollerat i dag")
    expect(page.locator("#kontrollera").get_by_text(OLD)).to_have_count(0)
    hands.follow("Vad som fattas")
    gap = page.get_by_role("row").filter(has_text=f"Rekommendation 29: {GAP}")
    expect(gap).to_contain_text("Erbjuds inte")
    hands.leave(gap.get_by_role("link", name="Börja en aktivitet"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ny aktivitet")
    expect(page.get_by_role("checkbox", name="Rekommendation 29")).to_be_checked()
