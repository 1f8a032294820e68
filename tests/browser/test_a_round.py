"""A round from the county's desk to the door: made, filled by pasting, and checked in on a phone.

The round is today, late in the evening: one can still register, and the day has come.
"""

import re

from playwright.sync_api import expect

from tests.browser.people import sign_in

HEADER = "Namn\tE-post\tKommun\tHuvudman\tEnhet\tYrke"
PRINCIPALS = (("Täby kommun", "Socialsekreterare"), ("Region Stockholm", "Sjuksköterska"))
NAMES = ("Alva", "Bertil", "Cecilia", "David", "Eva", "Farid", "Gunilla", "Hugo")
TITLE = "Kvällens basutbildning"


def heading(page):
    return page.get_by_role("heading", level=1)


def pasted(**wrong):
    rows = []
    for number, name in enumerate(NAMES):
        principal, profession = PRINCIPALS[number % 2]
        place = wrong.get(name, "Täby")
        email = f"{name.lower()}@taby.example"
        rows.append("\t".join((f"{name} Ek", email, place, principal, "", profession)))
    return "\n".join([HEADER, *rows])


def test_a_round_is_made_filled_and_checked_in(page, hands, browser, system):
    slug = the_county_makes_a_round(page, hands, today_there(system))
    eight_people_are_registered_by_pasting(page, hands, slug)
    they_are_checked_in_on_a_phone(page, hands, browser, system)


def today_there(system):
    """The system's own day: a demo stands on one that is long past."""
    ask = "import django; django.setup(); from brygga import clock; print(clock.today())"
    return system.python("-c", ask).strip()


def the_county_makes_a_round(page, hands, today):
    sign_in(page, hands, "county-process-leader")
    page.goto("/kalender/ny/?kurs=baskurs")
    hands.write("Titel", TITLE)
    page.get_by_label("Antal platser").fill("100")
    hands.write("Lokal", "Teatern")
    hands.press("Spara utkastet")
    expect(heading(page)).to_have_text("Dagar")
    for field, value in (("on", today), ("first", "23:58"), ("last", "23:59")):
        page.locator(f"#id_dag-0-{field}").fill(value)
    hands.press("Spara dagarna")
    page.get_by_label("Högst från varje kommun").fill("15")
    hands.press("Spara platserna")
    hands.press("Publicera")
    expect(page.get_by_role("status").first).to_contain_text("publicerad")
    return re.search(r"/kalender/([^/]+)/", page.url).group(1)


def eight_people_are_registered_by_pasting(page, hands, slug):
    sign_in(page, hands, "local-process-leader")
    page.goto(f"/kalender/{slug}/")
    hands.follow("Anmäl en grupp")
    box = page.get_by_role("textbox", name="En rad för varje person")
    hands.reach(box)
    box.fill(pasted(David="Täbyy"))
    hands.press("Granska vilka som får plats")
    expect(page.get_by_role("alert")).to_contain_text("Ingen är anmäld")
    expect(page.get_by_role("row", name=re.compile("5 Plats .*Är det ”Täby”"))).to_be_visible()
    expect(box).to_have_value(re.compile("Hugo Ek"))
    box.fill(pasted())
    hands.press("Granska vilka som får plats")
    expect(page.get_by_role("heading", name="8 personer: 8 får plats, 0 till kön")).to_be_visible()
    hands.press("Anmäl 8 personer")
    expect(page.get_by_role("status").first).to_contain_text("8 personer är anmälda")
    expect(page.get_by_role("rowheader")).to_have_count(8)


def they_are_checked_in_on_a_phone(page, hands, browser, system):
    sign_in(page, hands, "county-process-leader")
    hands.leave(page.get_by_role("link", name=re.compile("Min sida")))
    expect(heading(page)).to_have_text("Min sida")
    door = page.get_by_role("link", name=f"Checka in i dag: {TITLE}").get_attribute("href")
    narrow = browser.new_context(
        base_url=system.address,
        locale="sv-SE",
        viewport={"width": 320, "height": 640},
        storage_state=page.context.storage_state(),
    )
    with narrow:
        phone = narrow.new_page()
        phone.goto(door)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 320
        expect(phone.locator("#tally")).to_have_text("0 av 8 är här")
        for number, name in enumerate(NAMES, 1):
            phone.get_by_role("button", name=f"Här : {name} Ek", exact=True).click()
            expect(phone.locator("#tally")).to_have_text(f"{number} av 8 är här")
        put_right(phone, "Hugo Ek")
    page.goto(door)
    expect(page.locator("#tally")).to_have_text("7 av 8 är här")


def put_right(phone, name):
    """A mark that was wrong is changed only with the reason."""
    row = phone.get_by_role("listitem").filter(has_text=name)
    row.get_by_text("Rätta").click()
    wrong = row.get_by_role("button", name=re.compile("Var inte här"))
    wrong.click()
    expect(row.get_by_role("alert")).to_contain_text("Skriv varför")
    row.get_by_role("textbox").fill("Fel person")
    row.get_by_role("button", name=re.compile("Var inte här")).click()
    expect(phone.locator("#tally")).to_have_text("7 av 8 är här")
