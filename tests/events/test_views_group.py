"""Eight people in under a minute: pasted or in a file, whole or not at all."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from brygga.events.models import Registration
from brygga.people.models import Unit
from tests.builders import events as build
from tests.builders import people

pytestmark = pytest.mark.django_db
HEADER = "Namn\tE-post\tKommun\tHuvudman\tEnhet\tYrke"
EIGHT = "\n".join(
    [HEADER]
    + [
        f"Person {n}\tperson{n}@taby.example\tTäby\t{who}\t\t{what}"
        for n, (who, what) in enumerate(
            [("Täby kommun", "Socialsekreterare"), ("Region Stockholm", "sjuksköterska")] * 4
        )
    ]
)


@pytest.fixture
def taby(client):
    client.force_login(people.municipality().user)
    return client


@pytest.fixture
def made():
    return build.gathering(seats=6, mode="coordinators", title="Basutbildning")


def path(made):
    return f"/kalender/{made.slug}/anmal-grupp/"


def text(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def key_in(page):
    return re.search(r'name="key"\s+value="([^"]+)"', page).group(1)


def test_eight_people_from_two_principals_are_looked_at_and_registered(taby, made):
    page = text(taby.post(path(made), {"text": EIGHT, "key": "k1"}))
    assert not Registration.objects.exists()
    assert page.count("@taby.example</span>") == 8
    sent = {"text": EIGHT, "key": key_in(page), "steg": "anmal"}
    answer = taby.post(path(made), sent, follow=True)
    assert answer.redirect_chain[-1][0] == f"/kalender/{made.slug}/deltagare/"
    statuses = list(Registration.objects.order_by("pk").values_list("status", flat=True))
    assert statuses == ["seated"] * 6 + ["waiting"] * 2
    slugs = set(Registration.objects.values_list("principal__slug", flat=True))
    assert slugs == {
        "kommun-0160",
        Registration.objects.get(attendee__email="person1@taby.example").principal.slug,
    }
    assert len(slugs) == 2


def test_a_second_press_of_the_button_registers_nobody_twice(taby, made):
    sent = {"text": EIGHT, "key": "samma", "steg": "anmal"}
    for _ in range(2):
        assert taby.post(path(made), sent).status_code == 302
    assert Registration.objects.count() == 8
    other = text(taby.post(path(made), sent | {"text": EIGHT.replace("Person 1", "Persson")}))
    assert "errors" in other
    assert Registration.objects.count() == 8


def test_every_fault_is_told_by_row_and_nothing_is_registered(taby, made):
    Unit.objects.create(
        slug="beroende-taby",
        name="Beroendemottagningen Täby",
        principal=build.principal(),
        place=people.place("0160"),
        sector="addiction_care",
    )
    build.registered(build.gathering(slug="annan"), build.person("k@b.se"))
    text_sent = "\n".join(
        [
            "Namn;E-post;Kommun;Huvudman;Enhet;Yrke",
            "Bra Person;bra@b.se;Täby kommun;kommunen;Beroendemottagningen Täby;Kurator",
            ";inte en adress;Täby;;;Kurator",
            "Anna;anna@b.se;Danderyd;;;Kurator",
            "Bo;bo@b.se;Täbby;;;Kuratorn",
            "Cia;cia@b.se;Täby;Okänd AB;Beroendemottagning Täby;",
            "Dan;BRA@b.se;0160;;;counsellor",
        ]
    )
    page = text(taby.post(path(made), {"text": text_sent, "key": "k"}))
    table = page.split("<tbody>")[1].split("</tbody>")[0]
    lines = re.findall(r'<td class="number">(\d*)</td>', table)
    assert lines == ["3", "3", "4", "5", "5", "6", "6", "6", "7"]
    for said in ("Danderyd", "”Täby”", "”Kurator”", "Okänd AB", "”Beroendemottagningen Täby”"):
        assert said in table
    assert "Bra Person;bra@b.se" in page  # what was pasted is still there
    assert Registration.objects.filter(gathering=made).count() == 0


def test_one_who_is_registered_already_is_a_fault_of_that_row(taby, made):
    build.registered(build.gathering(of=None, slug="x"), build.person("x@b.se"))
    sent = {"text": "Anna,a@b.se,Täby,,,Kurator\nBo,b@b.se,Täby,,,Kurator", "key": "k"}
    taby.post(path(made), sent | {"steg": "anmal"})
    more = {"text": "Cia,c@b.se,Täby,,,Kurator\nBo,b@b.se,Täby,,,Kurator", "key": "k2"}
    for step in ({}, {"steg": "anmal"}):
        page = text(taby.post(path(made), more | step))
        assert '<td class="number">2</td>' in page
    assert Registration.objects.filter(gathering=made).count() == 2


def test_what_is_left_out_is_the_coordinators_own(taby, made):
    sent = {"text": "Namn,E-post,Yrke\nAnna,a@b.se,Psykolog", "key": "k", "steg": "anmal"}
    assert taby.post(path(made), sent).status_code == 302
    assert Registration.objects.get().place.code == "0160"


def workbook(*rows):
    book, written = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(written)
    return written.getvalue()


ROW = ["Åsa Öberg", "asa@b.se", "Täby", "Täby kommun", "", "Sjuksköterska"]


@pytest.mark.parametrize(
    ("name", "contents"),
    [
        ("a.xlsx", workbook(["Namn", "E-post", "Kommun", "Huvudman", "Enhet", "Yrke"], ROW)),
        ("a.xlsx", workbook(ROW)),
        ("a.csv", ";".join(ROW).encode("utf-8-sig")),
        ("a.csv", ";".join(ROW).encode("cp1252")),
        ("a.txt", "\t".join(ROW).encode()),
    ],
)
def test_a_file_is_put_into_the_box(taby, made, name, contents):
    sent = {"text": "", "key": "k", "file": SimpleUploadedFile(name, contents)}
    page = text(taby.post(path(made), sent))
    assert "Åsa Öberg" in page.split("</textarea>")[0]
    assert "asa@b.se</span>" in page


@pytest.mark.parametrize(
    "contents",
    [b"", b"PK\x03\x04 trasig", b"\x00\x01\x02", workbook(), b"x" * (2 * 1024 * 1024 + 1)],
)
def test_a_file_that_cannot_be_read_is_told_in_words(taby, made, contents):
    sent = {"text": "", "key": "k", "file": SimpleUploadedFile("a.xlsx", contents)}
    page = text(taby.post(path(made), sent))
    assert "errors" in page
    assert not Registration.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"text": ""}, {"text": " \n"}, {"text": "x" * 200_001}])
def test_nothing_and_too_much_are_told_in_words(taby, made, sent):
    assert "errors" in text(taby.post(path(made), sent | {"key": "k"}))


def test_a_closed_gathering_says_why(taby):
    closed = build.gathering(mode="coordinators", closes_at=build.OPENS.replace(year=2021))
    assert "aria-disabled" in text(taby.get(path(closed)))
    sent = {"text": "Anna,a@b.se,Täby,,,Kurator", "key": "k", "steg": "anmal"}
    assert '<td class="number">1</td>' in text(taby.post(path(closed), sent))


@pytest.mark.parametrize(
    ("role", "code", "status"),
    [
        ("county-coordinator", "01", 200),
        ("county-process-leader", "12", 200),
        ("consultation-member", "0160", 403),
    ],
)
def test_who_may_register_a_group(client, made, role, code, status):
    client.force_login(people.person(role, code).user)
    assert client.get(path(made)).status_code == status
    sent = {"text": "Anna,a@b.se,Täby,,,Kurator", "key": "k", "steg": "anmal"}
    client.post(path(made), sent)
    assert Registration.objects.exists() == (code == "01")


def test_a_draft_of_another_place_is_not_there(client):
    draft = build.gathering(status="draft")
    client.force_login(people.outsider().user)
    assert client.get(path(draft)).status_code == 404
