"""Eight from Täby take the base course; one misses a day, another becomes a trainer.

From the pasted list to the thread's link about competence, on a demo that is moved through the
days. One long test: each step begins where the last one left the people.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import sign_in
from tests.browser.served import served
from tests.browser.test_registering import OVERFLOW, letter_to

NOVEMBER, DECEMBER = "/kalender/baskurs-2010-november/", "/kalender/baskurs-2010-december/"
TRAINERS = "/kalender/utbildare-audit-2010/"
THREAD = "/laget/0160/nr-2019/1/"
HEADER = "Namn\tE-post\tKommun\tHuvudman\tEnhet\tYrke"
WORK = (
    ("Täby kommun", "Vuxenenheten, Täby", "Socialsekreterare"),
    ("Stockholms läns landsting", "Beroendemottagningen, Täby", "Sjuksköterska"),
)
NAMES = ("Alva", "Bertil", "Cecilia", "David", "Eva", "Farid", "Gunilla", "Hugo")
CERTIFICATE = "Ditt intyg: Baskurs i riskbruk, missbruk och beroende"


@pytest.fixture(scope="module")
def system(tmp_path_factory):
    """One of its own, since its day is moved."""
    with served(tmp_path_factory.mktemp("course")) as running:
        yield running


def test_from_eight_seats_to_the_thread(page, hands, system):
    sign_in(page, hands, "local-process-leader")
    before = trained(page)
    eight_are_registered(page, hands)
    sign_in(page, hands, "county-process-leader")
    hugo_misses_the_third_day(page)
    hugo_takes_it_in_december(page, system)
    more_trainers_are_trained(page, hands)
    the_days_of_december(page, system)
    the_trainer_reports_a_course(page, hands, system)
    # Alva, and the three that she taught.
    assert trained(page) == before + 4


def trained(page):
    """How many in Täby have the training, as the thread says."""
    page.goto(THREAD)
    words = page.get_by_text(re.compile(r"^\d+ av \d+ har utbildningen")).inner_text()
    return int(words.split(" av ")[0])


def pasted(*names):
    rows = [
        "\t".join((f"{name} Ek", address(name), "Täby", *WORK[NAMES.index(name) % 2]))
        for name in names
    ]
    return "\n".join([HEADER, *rows])


def address(name):
    return f"{name.lower()}@taby.example"


def paste(page, hands, path, *names):
    page.goto(f"{path}anmal-grupp/")
    page.get_by_role("textbox", name="En rad för varje person").fill(pasted(*names))
    hands.press("Granska vilka som får plats")
    page.get_by_role("button", name=re.compile("^Anmäl ")).click()
    expect(page.get_by_role("status").first).to_contain_text("Alla har plats")


def eight_are_registered(page, hands):
    paste(page, hands, NOVEMBER, *NAMES)
    expect(page.get_by_role("rowheader")).to_have_count(8)


def move_to(page, day):
    page.goto("/prova/dag/")
    page.locator("main input[type=date]").fill(day)
    page.locator("main").get_by_role("button", name="Flytta dagen").click()
    expect(page.get_by_role("complementary", name="Demons dag")).to_be_visible()


def check_in(page, round_, day, *names):
    page.goto(f"{round_}narvaro/{day}/")
    for name in names:
        here = page.get_by_role("listitem").filter(has_text=f"{name} Ek")
        here.get_by_role("button", name=re.compile("^Här")).click()
        expect(here).to_contain_text("Rätta")


def hugo_misses_the_third_day(page):
    for number, day in enumerate(("18", "19", "24", "25"), 1):
        move_to(page, f"2010-11-{day}")
        check_in(page, NOVEMBER, number, *(("Alva",) if number == 3 else ("Alva", "Hugo")))


def hugo_takes_it_in_december(page, system):
    """By the link in his letter, on a phone."""
    letter = letter_to(system, address("Hugo")).get_body(("plain",)).get_content()
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(re.search(r"http\S+/anmalan/\S+", letter)[0])
    expect(page.locator("main")).to_contain_text("var där kursdag 3")
    page.get_by_role("button", name=re.compile("Ta kursdag 3, onsdag 8 december")).click()
    expect(page.get_by_role("status").first).to_contain_text("Dagen är din")
    expect(page.get_by_text("Ingen har antecknat")).to_have_count(0)
    assert page.evaluate(OVERFLOW) <= 0
    page.set_viewport_size({"width": 1280, "height": 900})


def more_trainers_are_trained(page, hands):
    """The round is full and has a queue: more seats, the queue first, and then Alva."""
    page.goto(f"{TRAINERS}platser/")
    page.get_by_label("Antal platser").fill("20")
    hands.press("Spara platserna")
    expect(page.get_by_role("status").first).to_be_visible()
    sign_in(page, hands, "local-process-leader")
    wait_until_the_queue_has_its_offers(page)
    paste(page, hands, TRAINERS, "Alva")
    sign_in(page, hands, "county-process-leader")


def wait_until_the_queue_has_its_offers(page):
    for _ in range(40):
        page.goto(TRAINERS)
        if not page.get_by_text("väntar i kön").count():
            return
        page.wait_for_timeout(500)
    raise AssertionError("the worker offered nobody a seat")


def the_days_of_december(page, system):
    move_to(page, "2010-12-08")
    check_in(page, DECEMBER, 3, "Hugo")
    for number, day in enumerate(("14", "15"), 1):
        move_to(page, f"2010-12-{day}")
        check_in(page, TRAINERS, number, "Alva")
    move_to(page, "2010-12-17")
    for name in ("Alva", "Hugo"):
        letter = letter_to(system, address(name), CERTIFICATE)
        page.goto(re.search(r"http\S+/intyg/\S+", letter.get_body(("plain",)).get_content())[0])
        expect(page.locator("main")).to_contain_text(f"{name} Ek")
        expect(page.locator("main")).to_contain_text("gäller")


def the_trainer_reports_a_course(page, hands, system):
    letter_to(system, address("Alva"), "Ditt intyg: Utbildning av utbildare i AUDIT")
    sign_in(page, hands, "local-process-leader")
    page.goto("/utbildare/rapportera/")
    page.get_by_label("Vilken kurs, och vem som höll den").select_option(
        label="AUDIT, lokal kurs: Alva Ek"
    )
    page.get_by_label("Dagar").fill("2010-12-16")
    page.get_by_label("En rad för varje person").fill(pasted("Bertil", "Cecilia", "David"))
    hands.press("Rapportera kursen")
    expect(page.get_by_role("status").first).to_be_visible()
    letter_to(system, address("David"), "Ditt intyg: AUDIT, lokal kurs")
