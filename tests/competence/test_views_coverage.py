"""Pages of coverage and of staff in post."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from brygga.competence.models import StaffCount
from brygga.people.models import Unit
from tests.builders import coverage as build
from tests.builders import events, people
from tests.builders.thread import policy

pytestmark = pytest.mark.django_db
ADDRESS, STAFF = "/kompetens/0160/", "/kompetens/0160/personal/"


@pytest.fixture
def course():
    return events.course("audit", title="AUDIT i vardagen")


@pytest.fixture
def unit(course):
    made = build.unit("Vuxenenheten")
    build.staff(made, 32)
    build.trained(course, 14, at=made)
    return made


@pytest.fixture
def leader(client):
    client.force_login(people.municipality().user)
    return client


def text_of(response):
    return " ".join(response.content.decode().split())


def test_a_visitor_reads_how_many_have_the_training(client, unit):
    page = text_of(client.get(ADDRESS))
    assert "14 av 32 har utbildningen (44 %)" in page
    assert "Personalsystemet" in page
    assert "1 september 2010" in page
    assert "Över åren" in page


def test_small_numbers_are_words_to_a_visitor_and_numbers_to_those_inside(client, course):
    small = build.unit("Liten")
    build.staff(small, 10)
    build.trained(course, 3, at=small)
    page = text_of(client.get(ADDRESS))
    assert "visas inte" in page
    assert "3 av 10" not in page
    client.force_login(people.municipality().user)
    assert "3 av 10 har utbildningen" in text_of(client.get(ADDRESS))


def test_the_file_keeps_back_what_the_page_keeps_back(client, course):
    small, large = build.unit("Liten"), build.unit("Stor")
    for where, heads, trained in ((small, 10, 3), (large, 30, 20)):
        build.staff(where, heads)
        build.trained(course, trained, at=where)
    answer = client.get(ADDRESS, {"format": "csv"}).content.decode("utf-8-sig")
    rows = {row[2]: row for row in csv.reader(StringIO(answer))}
    assert rows["Liten"][3:6] == ["visas inte", "10", "visas inte"]
    assert rows["Stor"][3] == "visas inte"


def test_a_provision_is_chosen_by_its_reference(client, unit, course):
    course.provisions.add(policy()["3"])
    page = text_of(client.get(ADDRESS, {"riktlinje": "policy/3"}))
    assert "14 av 32 har utbildningen (44 %)" in page


@pytest.mark.parametrize(
    "query", [{"kurs": "finns-inte"}, {"riktlinje": "policy/99"}, {"riktlinje": "x"}]
)
def test_what_does_not_exist_is_not_found(client, unit, query):
    assert client.get(ADDRESS, query).status_code == 404


def test_nothing_known_is_told_with_what_to_do(client, leader, course):
    page = text_of(leader.get(ADDRESS))
    assert "Ange hur många de är" in page
    assert STAFF in page


def test_more_trained_than_staff_is_a_signal(client, course):
    where = build.unit()
    build.staff(where, 5)
    build.trained(course, 7, at=where)
    page = text_of(client.get(ADDRESS))
    assert "7 av 5 har utbildningen (140 %)" in page
    assert "Fler utbildade än personal: se över uppgifterna" in page


@pytest.mark.parametrize("n", [1, 3])
def test_the_page_of_a_county_asks_twelve_questions_at_most(
    client, course, n, django_assert_num_queries
):
    for code in ("0160", "0162", "0180")[:n]:
        where = build.unit(at=code, of=f"kommun-{code}")
        build.staff(where, 20)
        build.trained(course, 6, at=where)
    with django_assert_num_queries(10):
        assert client.get("/kompetens/01/").status_code == 200


def typed(unit, **fields):
    given = {"counted_on": "2010-12-31", "source": "HR", f"h-{unit.pk}-nurse": "12"}
    return given | fields


def test_staff_is_typed_in_one_table(leader, unit):
    answer = leader.post(STAFF, typed(unit, **{f"f-{unit.pk}-nurse": "9,5"}), follow=True)
    assert "1 tal är sparat" in text_of(answer)
    count = StaffCount.objects.get(profession="nurse")
    assert (count.heads, str(count.full_time), count.counted_on, count.source) == (
        12, "9.50", date(2010, 12, 31), "HR",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"source": ""}, "Källa"),
        ({"counted_on": "2999-01-01"}, "Dagen har inte kommit än"),
        ({"h": "tolv"}, "ett heltal"),
        ({"h": ""}, "minst ett antal"),
    ],
)
def test_what_is_wrong_in_the_table_is_told_and_nothing_saved(leader, unit, wrong, says):
    data = typed(unit)
    for name, value in wrong.items():
        data[f"h-{unit.pk}-nurse" if name == "h" else name] = value
    assert says in text_of(leader.post(STAFF, data))
    assert not StaffCount.objects.filter(profession="nurse").exists()


def pasted(text="", **fields):
    return {
        "steg": "rader", "rader-counted_on": "2010-12-31", "rader-source": "HR",
        "rader-text": text,
    } | fields  # fmt: skip


def test_rows_are_pasted(leader, unit):
    text = "Vuxenenheten;Sjuksköterska;12;9,5;2010-10-01\nVuxenenheten;Läkare;2"
    answer = leader.post(STAFF, pasted(text), follow=True)
    assert "2 tal är sparade" in text_of(answer)
    days = dict(StaffCount.objects.exclude(heads=32).values_list("profession", "counted_on"))
    assert days == {"nurse": date(2010, 10, 1), "physician": date(2010, 12, 31)}


def test_all_faults_are_told_by_row_and_nothing_is_half_done(leader, unit):
    text = "Vuxenenheten;Sjuksköterska;12\nOkänd;Snickare;tolv\nVuxenenheten;sjuksköterska;13"
    page = text_of(leader.post(STAFF, pasted(text)))
    for says in ("4 saker att rätta", "”Okänd” är ingen enhet", "”Snickare” är inget yrke",
                 "står också på rad 1"):  # fmt: skip
        assert says in page
    assert StaffCount.objects.count() == 1


def test_a_workbook_is_loaded(leader, unit):
    book, file = Workbook(), BytesIO()
    book.active.append(["Enhet", "Yrke", "Antal"])
    book.active.append(["Vuxenenheten", "Kurator", 4])
    book.save(file)
    upload = SimpleUploadedFile("personal.xlsx", file.getvalue())
    leader.post(STAFF, pasted(**{"rader-file": upload}))
    assert StaffCount.objects.get(profession="counsellor").heads == 4


def test_the_history_is_a_file_too(leader, unit):
    answer = leader.get(STAFF, {"format": "csv"}).content.decode("utf-8-sig")
    assert "Vuxenenheten,Socialsekreterare,32,,2010-09-01,Personalsystemet" in answer


@pytest.mark.parametrize(
    ("who", "status"),
    [("national", 200), ("county", 200), ("municipality", 200), ("outsider", 404)],
)
def test_who_may_say_how_many_there_are(client, unit, who, status):
    client.force_login(getattr(people, who)().user)
    assert client.get(STAFF).status_code == status


def test_a_neighbour_may_not_say_how_many_there_are(client, unit):
    client.force_login(people.municipality().user)
    assert client.get("/kompetens/0162/personal/").status_code == 404


def test_a_unit_is_made_on_the_way(leader, course):
    data = {"name": "Mottagningen", "principal": "kommun-0160", "sector": "social_services"}
    answer = leader.post("/kompetens/0160/ny-enhet/", data, follow=True)
    assert "Enheten är sparad" in text_of(answer)
    unit = Unit.objects.get()
    leader.post(f"/enhet/{unit.slug}/andra/", data | {"name": "Nya mottagningen"})
    assert Unit.objects.get().name == "Nya mottagningen"


def test_a_unit_that_ends_before_it_begins_is_refused(leader, course):
    data = {"name": "M", "principal": "kommun-0160", "sector": "social_services",
            "valid_from": "2011-01-01", "valid_to": "2010-01-01"}  # fmt: skip
    assert "före den första" in text_of(leader.post("/kompetens/0160/ny-enhet/", data))
    assert not Unit.objects.exists()
