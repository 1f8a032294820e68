"""The hall's pages, the demo's door, and what machines ask for."""

import re
from datetime import UTC, datetime, timedelta
from unittest.mock import patch
from xml.etree import ElementTree as ET

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client

from brygga import clock
from brygga.audit.models import Event
from brygga.kernel.waiting import Waiting
from brygga.people.actions import create_demo_personas
from brygga.portal.personas import PERSONAS
from tests.builders import events, people, plans
from tests.builders.thread import policy

pytestmark = pytest.mark.django_db
# Session, account, second step, rights; what waits in three rooms (1 + 1 + 2); roles, second
# step again.
MY_PAGE = 11


@pytest.fixture
def demo(settings):
    settings.DEMO = True
    create_demo_personas()


def text(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def test_the_front_page_has_its_doors(client):
    page = text(client.get("/"))
    for shown in ("Från kunskap till vardag", "/laget/", "/kunskap/", "/konto/login/"):
        assert shown in page
    assert "Prova Brygga" not in page
    assert "From knowledge to everyday work" in text(client.get("/en/"))


def test_the_demos_front_page_offers_five_to_be(client, demo):
    page = text(client.get("/"))
    assert re.findall(r'name="persona"\s+value="([\w-]+)"', page) == [each.key for each in PERSONAS]
    assert len(PERSONAS) == 5


@pytest.mark.parametrize(
    ("key", "where"),
    [
        ("national-office", "/laget/"),
        ("county-process-leader", "/laget/01/"),
        ("local-process-leader", "/min-sida/"),
        ("consultation-member", "/min-sida/"),
    ],
)
def test_one_button_and_one_is_somebody(client, demo, key, where):
    assert client.post("/prova/", {"persona": key}).url == where
    assert client.get(where).status_code == 200
    assert "Logga ut" in text(client.get("/"))


def test_a_visitor_is_signed_out(client, demo):
    client.post("/prova/", {"persona": "national-office"})
    assert client.post("/prova/", {"persona": "visitor"}).url == "/laget/"
    assert "Logga ut" not in text(client.get("/"))


def test_trying_is_only_for_the_demo_and_for_whom_there_is(client, settings):
    settings.DEMO = True
    create_demo_personas()
    assert client.get("/prova/").url == "/#demo"
    for nobody in ("", "county-coordinator", "\x00"):
        assert client.post("/prova/", {"persona": nobody}).status_code == 404
    settings.DEMO = False
    assert client.get("/prova/").status_code == 404
    assert client.post("/prova/", {"persona": "national-office"}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_trying_needs_a_button_on_our_own_page(demo):
    strict = Client(enforce_csrf_checks=True)
    page = text(strict.post("/prova/", {"persona": "national-office"}), 403)
    assert "Formuläret" in page
    part = strict.post("/prova/", {"persona": "national-office"}, headers={"hx-request": "true"})
    assert "Kopiera det du har skrivit" in text(part, 403)
    assert "<html" not in text(part, 403)


def test_my_page_is_for_those_signed_in(client):
    assert client.get("/min-sida/").url == "/konto/login/?next=/min-sida/"


def test_my_page_tells_what_waits_what_i_may_and_how_i_sign_in(client):
    me = people.municipality(side="social_services")
    today = clock.today()
    plan = plans.plan(year=today.year, adopted=True)
    late = plans.activity(plan, owner_user=me.user, due_on=today - timedelta(days=1))
    client.force_login(me.user)
    page = text(client.get("/min-sida/"))
    for shown in (
        f"Gör klart: {late.title}",
        f"/plan/0160/{today.year}/{late.slug}/",
        "Försenat",
        "Lokal processledare",
        "Socialtjänsten",
        "1 januari 2000, tills vidare",
        "Du loggar in med ett andra steg.",
        "/konto/2fa/",
        "Min sida (1)",
    ):
        assert shown in page


@pytest.mark.parametrize("number", [1, 3])
def test_my_page_asks_as_little_for_three_as_for_one(client, number, django_assert_num_queries):
    me = people.municipality()
    today = clock.today()
    plan = plans.plan(year=today.year, adopted=True)
    for _ in range(number):
        plans.activity(plan, owner_user=me.user, due_on=today)
    client.force_login(me.user)
    with django_assert_num_queries(MY_PAGE):
        text(client.get("/min-sida/"))


def test_my_page_with_nothing_on_it(client):
    client.force_login(people.user())
    page = text(client.get("/min-sida/"))
    assert "Ingenting väntar på dig just nu." in page
    assert "Du har ingen roll än." in page


def test_what_i_wait_for_is_apart(client):
    client.force_login(people.municipality().user)
    blocked = Waiting(text="Svaren", url="/x/", due_on=None, place="Täby", blocked_by="vården")
    with patch("brygga.portal.context.waiting_for", return_value=[blocked]):
        page = text(client.get("/min-sida/"))
    assert "Vad jag väntar på" in page
    assert "Väntar på vården." in page
    assert "Min sida (" not in page


@pytest.mark.parametrize("address", ["/om/", "/tillganglighet/", "/en/om/", "/en/tillganglighet/"])
def test_what_the_site_says_about_itself(client, address):
    page = text(client.get(address))
    assert "mailto:brygga@127.0.0.1" in page
    assert "tdosanmalan" in page or "EUPL" in page


def test_machines_learn_whether_the_site_lives_and_is_ready(client):
    assert text(client.get("/healthz")) == "alive\n"
    assert text(client.get("/readyz")) == "ready\n"
    with patch("brygga.portal.views.machines.not_ready", return_value="no"):
        assert text(client.get("/readyz"), 503) == "not ready: no\n"


def test_being_alive_does_not_depend_on_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        text(client.get("/healthz"))


def test_robots_stay_out_of_what_is_invented(client, settings):
    open_site = text(client.get("/robots.txt"))
    assert "Disallow: /konto/" in open_site
    assert "Disallow: /en/anmalan/" in open_site
    assert "Disallow: /\n" not in open_site
    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in open_site
    settings.DEMO = True
    assert "Disallow: /\n" in text(client.get("/robots.txt"))


def test_the_sitemap_names_every_open_page_in_both_languages(client, settings):
    plans.provision()
    response = client.get("/sitemap.xml")
    assert response.headers["Content-Type"] == "application/xml; charset=utf-8"
    tree = ET.fromstring(text(response))  # noqa: S314 -- our own answer
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    addresses = {each.text for each in tree.iter(f"{space}loc")}
    for path in ("/", "/en/", "/laget/0160/", "/kunskap/policy/3/", "/en/kunskap/policy/3/"):
        assert settings.BASE_URL + path in addresses
    assert len(addresses) == 2 * (312 + 1 + 1 + 5 + 3 + 290 + 2)


def test_the_sitemap_names_courses_and_what_is_held_but_no_drafts(client, settings):
    events.gathering(slug="konferens")
    events.gathering(slug="utkast", status="draft")
    events.course("baskurs")
    found = text(client.get("/sitemap.xml"))
    for path in ("/kalender/konferens/", "/kurser/baskurs/", "/en/fortbildningsplaner/"):
        assert f"<loc>{settings.BASE_URL}{path}</loc>" in found
    assert "utkast" not in found


@pytest.mark.parametrize("number", [1, 3])
def test_the_sitemap_asks_as_little_for_three_as_for_one(client, number, django_assert_num_queries):
    policy(("1", "2", "3")[:number])
    with django_assert_num_queries(8):
        text(client.get("/sitemap.xml"))


def test_whom_to_tell_about_a_weakness(client, settings):
    fields = dict(
        line.split(": ", 1) for line in text(client.get("/.well-known/security.txt")).splitlines()
    )
    assert set(fields) == {"Contact", "Expires", "Preferred-Languages", "Canonical"}
    assert fields["Contact"] == "mailto:brygga@127.0.0.1"
    assert fields["Canonical"] == f"{settings.BASE_URL}/.well-known/security.txt"
    expires = datetime.fromisoformat(fields["Expires"])
    assert timedelta(days=30) < expires - datetime.now(UTC) < timedelta(days=365)


@pytest.mark.parametrize("fault", [OperationalError, InterfaceError])
@pytest.mark.parametrize(
    "where",
    [
        "brygga.portal.views.front.demo_grants",  # in a view
        "brygga.people.middleware.actor_for",  # in a template, drawing the header
        "django.contrib.sessions.backends.db.SessionStore.load",  # in a middleware
    ],
)
def test_without_a_database_the_page_says_wait_and_never_crashes(demo, where, fault):
    client = Client(raise_request_exception=False)
    client.force_login(people.municipality().user)
    with patch(where, side_effect=fault("away")):
        response = client.get("/")
    assert "Försök igen om några minuter" in text(response, 503)
    assert response.headers["Retry-After"] == "60"


def test_a_fault_of_ours_is_another_thing(demo):
    client = Client(raise_request_exception=False)
    with patch("brygga.portal.views.front.demo_grants", side_effect=ValueError("SECRET")):
        page = text(client.get("/"), 500)
    assert "SECRET" not in page
    assert "Försök igen om några minuter" not in page


def test_pages_that_are_not_there(client):
    assert "Här finns ingen sida" in text(client.get("/finns-inte/"), 404)
    assert client.get("/en/finns-inte/").status_code == 404


def test_the_hall_writes_nothing_in_the_log(client, demo):
    before = Event.objects.count()
    client.post("/prova/", {"persona": "national-office"})
    client.get("/min-sida/")
    assert Event.objects.count() == before
