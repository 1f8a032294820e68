"""Somebody who is not signed in reads their way from the front page to one guideline's thread."""

import csv

from playwright.sync_api import expect


def heading(page):
    return page.get_by_role("heading", level=1)


def test_a_visitor_reads_from_the_country_down_to_the_thread(page, hands):
    page.goto("/")
    hands.follow("Se läget")
    expect(heading(page)).to_have_text("Läget i Sverige 2010")
    hands.follow("Stockholms län", within=page.get_by_role("table"))
    expect(heading(page)).to_have_text("Stockholms län 2010")
    walk_the_matrix_to(page, hands, "Täby")
    expect(heading(page)).to_have_text("Täby 2010")
    hands.follow("Riktlinje 3: Barnen ses tidigt")
    expect(heading(page)).to_have_text("Riktlinje 3 i Täby")
    thread = page.get_by_role("region", name="Den röda tråden")
    expect(thread).to_contain_text("Prioriterad för 2010 av Täby lokala samråd")
    # What is being answered is not for visitors: the mapping says so, and no level is told.
    expect(thread).to_contain_text("Inget godkänt svar ännu")
    rows = download_csv(page, hands)
    assert rows[0][0].endswith("Länk")
    assert [row[0] for row in rows[1:5]] == ["Kartläggning", "Glapp", "Prioritering", "Aktivitet"]


def walk_the_matrix_to(page, hands, name):
    """Tab comes to the first place; the arrow keys walk on from there."""
    table = page.get_by_role("table", name="Nivå för varje samråd")
    hands.reach(table.get_by_role("rowheader").first.get_by_role("link"))
    wanted = table.get_by_role("link", name=name, exact=True)
    hands.walk(wanted, "ArrowDown")
    hands.leave(wanted)


def download_csv(page, hands):
    hands.reach(page.get_by_role("link", name="Ladda ner CSV"))
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    with waiting.value.path().open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_the_first_tab_leads_past_the_menu(page):
    page.goto("/laget/01/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_the_page_can_be_had_in_english(page, hands):
    page.goto("/laget/0160/stockholm-policy/3/")
    hands.follow("English")
    assert page.url.endswith("/en/laget/0160/stockholm-policy/3/")
    assert page.locator("html").get_attribute("lang") == "en"
    expect(page.get_by_role("region", name="The red thread")).to_be_visible()
