"""The list of attendees, its files and papers, and the queue: who sees whom."""

import csv
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pypdf import PdfReader

from brygga.events import actions
from brygga.events.actions.capacity import change_capacity
from tests.builders import events as build
from tests.builders import people

pytestmark = pytest.mark.django_db
LIST_QUERIES = 11


@pytest.fixture
def organiser(client):
    client.force_login(people.county().user)
    return client


def text(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def listed(made, **query):
    return f"/kalender/{made.slug}/deltagare/", query


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_asks_the_same_however_many_there_are(organiser, many):
    made = build.gathering()
    for _ in range(many):
        build.registered(made)
    organiser.get(f"/kalender/{made.slug}/deltagare/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = text(organiser.get(f"/kalender/{made.slug}/deltagare/"))
    mine = [
        each["sql"] for each in asked if "events_" in each["sql"] or "people_place" in each["sql"]
    ]
    assert page.count("@brygga.example") == many
    assert len(mine) <= LIST_QUERIES, "\n".join(mine)


def test_the_list_is_filtered_by_what_it_holds(organiser):
    made = build.gathering(seats=2)
    build.registered(made, build.person(name="Åsa Öberg", at="0160", profession="nurse"))
    build.registered(made, build.person(name="Bo Ek", at="0114", of=""))
    build.registered(made, build.person(name="Cia Ek", at="0114", of=""))
    path = f"/kalender/{made.slug}/deltagare/"
    for query, names in (
        ({"text": "åsa"}, {"Åsa Öberg"}),
        ({"text": "ek"}, {"Bo Ek", "Cia Ek"}),
        ({"status": "waiting"}, {"Cia Ek"}),
        ({"place": "0160"}, {"Åsa Öberg"}),
        ({"profession": "nurse"}, {"Åsa Öberg"}),
        ({"principal": build.SOCIAL}, {"Åsa Öberg"}),
        ({"text": "finns inte"}, set()),
        ({"status": "hittepå", "place": "9999"}, {"Åsa Öberg", "Bo Ek", "Cia Ek"}),
    ):
        page = text(organiser.get(path, query))
        assert {name for name in ("Åsa Öberg", "Bo Ek", "Cia Ek") if name in page} == names


def test_a_hundred_are_on_a_page(organiser):
    made = build.gathering(seats=None)
    for n in range(101):
        build.registered(made, build.person(name=f"Deltagare {n:03}"))
    assert "Deltagare 100" not in text(organiser.get(f"/kalender/{made.slug}/deltagare/"))
    assert "Deltagare 100" in text(organiser.get(f"/kalender/{made.slug}/deltagare/?page=2"))


def test_the_files_hold_the_rows_asked_for_and_no_formula(organiser):
    made = build.gathering()
    build.registered(made, build.person(name="=1+1", at="0160"))
    build.registered(made, build.person(name="Bo", at="0114"))
    path = f"/kalender/{made.slug}/deltagare/?place=0160&format="
    rows = list(csv.reader(StringIO(organiser.get(f"{path}csv").content.decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == ["'=1+1"]
    book = load_workbook(BytesIO(organiser.get(f"{path}xlsx").content))
    [cell] = [row[0] for row in book.active.iter_rows(min_row=2)]
    assert (cell.value, cell.data_type) == ("'=1+1", "s")


@pytest.mark.parametrize(
    ("role", "code", "sees"),
    [
        ("local-process-leader", "0160", {"Åsa"}),
        ("local-process-leader", "0114", {"Bo"}),
        ("county-coordinator", "01", {"Åsa", "Bo"}),
        ("national-office", "00", {"Åsa", "Bo"}),
        ("county-process-leader", "12", set()),
        ("evaluator", "01", None),
        ("consultation-member", "0160", None),
    ],
)
def test_everybody_sees_their_own_people_and_the_organiser_all(client, role, code, sees):
    made = build.gathering()
    rows = {
        "Åsa": build.registered(made, build.person(name="Åsa", at="0160")),
        "Bo": build.registered(made, build.person(name="Bo", at="0114")),
    }
    client.force_login(people.person(role, code).user)
    answer = client.get(f"/kalender/{made.slug}/deltagare/")
    if sees is None:
        assert answer.status_code == 403
        sees = set()
    else:
        page = text(answer)
        assert {name for name in rows if f"{name}</a>" in page} == sees
    for name, row in rows.items():
        status = client.get(f"/kalender/{made.slug}/deltagare/{row.pk}/").status_code
        assert status == (200 if name in sees else 404)
        deed = client.post(f"/kalender/{made.slug}/deltagare/{row.pk}/slutat/", {"left_on": ""})
        assert deed.status_code == (302 if name in sees else 404)


def test_papers_are_tagged_and_hold_no_address(organiser):
    made = build.gathering()
    build.registered(made, build.person("hemlig@brygga.example", name="Åsa Öberg #strong[x]"))
    for path in ("namnskyltar/", "narvaro/1/lista/"):
        paper = PdfReader(BytesIO(organiser.get(f"/kalender/{made.slug}/{path}").content))
        words = paper.pages[0].extract_text()
        assert "Åsa Öberg #strong[x]" in " ".join(words.split())
        assert "hemlig@" not in words
        assert "/StructTreeRoot" in paper.trailer["/Root"]


def test_papers_of_what_has_no_attendee_are_papers_too(organiser):
    made = build.gathering()
    for path in ("namnskyltar/", "narvaro/1/lista/"):
        answer = organiser.get(f"/kalender/{made.slug}/{path}")
        assert answer.content.startswith(b"%PDF")


def queue_of(course_slug, client):
    return text(client.get(f"/kurser/{course_slug}/ko/"))


def test_the_queue_shows_who_waits_the_offers_and_the_whole_log(organiser):
    course = build.course("audit", queue_rule="need")
    made = build.gathering(of=course, seats=1, title="Omgång ett")
    build.registered(made, build.person(name="Första"))
    build.registered(made, build.person(name="Andra"))
    build.registered(made, build.person(name="Tredje"), need=2, need_reason="Ensam på enheten")
    page = queue_of("audit", organiser)
    assert page.index("Tredje") < page.index("Andra")
    assert "Ensam på enheten" in page
    change_capacity(gathering=made, seats=2, by=people.county().actor)
    actions.promote_all()
    page = queue_of("audit", organiser)
    assert "Omgång ett" in page
    rows = organiser.get("/kurser/audit/ko/?format=csv").content.decode()
    assert "Andra" in rows
    assert "Tredje" not in rows
    log = organiser.get("/kurser/audit/ko/?format=csv&vad=logg").content.decode()
    assert log.count("Tredje") == 2


@pytest.mark.parametrize(
    ("role", "code", "status", "names"),
    [
        ("county-coordinator", "01", 200, {"Åsa", "Bo"}),
        ("national-office", "00", 200, {"Åsa", "Bo"}),
        ("local-process-leader", "0160", 403, set()),
        ("county-process-leader", "12", 403, set()),
        ("evaluator", "01", 403, set()),
    ],
)
def test_who_reads_the_queue(client, role, code, status, names):
    made = build.gathering(of=build.course("audit"), seats=0)
    build.registered(made, build.person(name="Åsa", at="0160"))
    build.registered(made, build.person(name="Bo", at="0114"))
    client.force_login(people.person(role, code).user)
    page = text(client.get("/kurser/audit/ko/"), status)
    assert {name for name in ("Åsa", "Bo") if f"{name}</a>" in page} == names


def test_who_holds_a_round_of_anothers_course_reads_the_queue_with_own_names(client):
    course = build.course("audit", place=people.place("00"))
    build.gathering(of=course, place=people.place("0160"))
    made = build.gathering(of=course, seats=0)
    build.registered(made, build.person(name="Åsa", at="0160"))
    build.registered(made, build.person(name="Bo", at="0114"))
    client.force_login(people.municipality().user)
    page = text(client.get("/kurser/audit/ko/"))
    assert "Åsa</a>" in page
    assert "Bo</a>" not in page
    assert "Bo" not in client.get("/kurser/audit/ko/?format=csv&vad=logg").content.decode()
