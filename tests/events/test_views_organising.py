"""The organiser's pages: from a course in the autumn to the day itself."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from brygga.events.models import Course, Curriculum, Gathering, Registration
from tests.builders import events as build
from tests.builders import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(client):
    person = people.county()
    client.force_login(person.user)
    return client


def text(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def rows(prefix, *given, **more):
    """What a set of rows sends."""
    sent = {f"{prefix}-TOTAL_FORMS": len(given), f"{prefix}-INITIAL_FORMS": 0}
    for n, row in enumerate(given):
        sent |= {f"{prefix}-{n}-{name}": value for name, value in row.items()}
    return sent | more


def test_the_autumns_round_is_made_opened_moved_and_called_off(organiser):
    course = build.course("basutbildning", days=2, title="Basutbildning")
    made = organiser.post(
        "/kalender/ny/?kurs=basutbildning",
        {
            "what": "course:basutbildning",
            "title": "Basutbildning hösten 2040",
            "venue": "Teatern",
            "mode": "open",
            "capacity": "100",
            "opens_at": "2020-09-01T08:00",
        },
        follow=True,
    )
    gathering = Gathering.objects.get()
    here = f"/kalender/{gathering.slug}"
    assert made.redirect_chain[-1][0] == f"{here}/dagar/"
    assert 'value="2"' in text(made)  # two days, as the course has
    days = [
        {"on": "2040-11-18", "first": "08:30", "last": "16:30", "course_day": "1"},
        {"on": "2040-11-25", "first": "08:30", "last": "16:30", "course_day": "2"},
    ]
    assert organiser.post(f"{here}/dagar/", rows("dag", *days)).status_code == 302
    seats = rows("rad", {"what": "place:0180", "most": "30"}, capacity="100", each="15")
    assert organiser.post(f"{here}/platser/", seats).status_code == 302
    assert gathering.quotas.get(key="0180").most == 30
    assert set(gathering.quotas.exclude(key="0180").values_list("most", flat=True)) == {15}
    organiser.post(f"{here}/publicera/")
    found = build.registered(gathering)
    days[1] |= {"on": "2040-12-02", "id": gathering.sessions.get(number=2).pk}
    days[0] |= {"id": gathering.sessions.get(number=1).pk}
    organiser.post(f"{here}/dagar/", rows("dag", *days))
    assert found.letters.filter(kind="changed").count() == 1
    page = text(organiser.get(f"{here}/stall-in/"))
    assert "1 person" in page or "One person" in page or "En person" in page
    organiser.post(f"{here}/stall-in/", {"reason": "Teatern brann"})
    gathering.refresh_from_db()
    assert gathering.status == "cancelled"
    assert found.letters.filter(kind="called_off").count() == 1
    assert course.registrations.get().status == "waiting"


@pytest.mark.parametrize(
    ("path", "sent", "shown"),
    [
        ("dagar", rows("dag", {"on": "2040-11-18", "first": "16:00", "last": "08:00"}), "dag-0"),
        ("dagar", rows("dag", {"on": "2040-03-25", "first": "02:30", "last": "08:00"}), "dag-0"),
        ("dagar", rows("dag", {"on": "2040-10-28", "first": "02:30", "last": "08:00"}), "dag-0"),
        ("dagar", rows("dag", {"on": "i morgon"}), "dag-0"),
        ("platser", rows("rad", {"what": "place:0160"}, capacity="5"), "rad-0"),
        ("platser", rows("rad", {"what": "place:hittepå", "most": 1}, capacity="5"), "rad-0"),
        ("platser", rows("rad", capacity="-3"), "id_capacity"),
        ("andra", {"title": ""}, "id_title"),
        ("stall-in", {"reason": ""}, "id_reason"),
        ("program", {"sent": "1"}, None),
        ("program", {"day": "x" * 201}, "id_day"),
    ],
)
def test_what_makes_no_sense_is_told_beside_its_field(organiser, path, sent, shown):
    made = build.gathering()
    day = made.sessions.get().pk
    sent = {f"day_{day}" if name == "day" else name: value for name, value in sent.items()}
    answer = organiser.post(f"/kalender/{made.slug}/{path}/", sent)
    if shown is None:
        assert answer.status_code == 302
    else:
        assert shown in text(answer).split("</h2>", 1)[1].split("</ul>", 1)[0]


def test_a_course_and_a_curriculum_are_made_and_changed(organiser):
    course = {
        "title": "MI",
        "kind": "method",
        "days": "2",
        "queue_rule": "even",
        "offer_hours": "48",
        **rows("del", {"title": "Att lyssna", "day": "1"}),
        **rows("for", {"sector": "psychiatry", "profession": "nurse"}, {}),
    }
    organiser.post("/kurser/ny/", course)
    made = Course.objects.get()
    assert (made.place.code, made.queue_rule, made.modules.get().title) == (
        "01",
        "even",
        "Att lyssna",
    )
    assert "Att lyssna" in text(organiser.get(f"/kurser/{made.slug}/andra/"))
    refused = organiser.post(f"/kurser/{made.slug}/andra/", course | {"days": "", "title": "MI 2"})
    assert "dag 1" in text(refused) or "day 1" in text(refused)
    organiser.post(f"/kurser/{made.slug}/andra/", course | {"title": "MI 2"})
    made.refresh_from_db()
    assert made.title == "MI 2"
    plan = {"title": "Länets plan", "kind": "county", **rows("kurs", {"course": made.slug}, {})}
    organiser.post("/fortbildningsplaner/ny/", plan)
    curriculum = Curriculum.objects.get()
    assert curriculum.parts.get().course == made
    organiser.post(f"/fortbildningsplaner/{curriculum.slug}/andra/", plan | {"title": "Plan B"})
    adopted = {"adopter": "Region Stockholm", "adopted_on": "2040-01-01"}
    organiser.post(f"/fortbildningsplaner/{curriculum.slug}/anta/", adopted)
    curriculum.refresh_from_db()
    assert (curriculum.title, curriculum.adoptions.count()) == ("Plan B", 1)


def upload(name, contents, title="Bilder"):
    return {"title": title, "file": SimpleUploadedFile(name, contents)}


def packed(*names):
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return written.getvalue()


def test_a_file_is_kept_fetched_and_removed(organiser, client, settings, tmp_path):
    made = build.gathering()
    here = f"/kalender/{made.slug}/filer/"
    organiser.post(here, upload("Bilder från dagen.pdf", b"%PDF-1.7 hej"))
    kept = made.files.get()
    assert "Bilder" not in kept.file.name
    client.logout()
    fetched = client.get(f"/kalender/{made.slug}/fil/{kept.pk}/")
    assert fetched.content == b"%PDF-1.7 hej"
    assert fetched["Content-Type"] == "application/pdf"
    assert fetched["Content-Disposition"].startswith("attachment")
    assert fetched["X-Content-Type-Options"] == "nosniff"
    for nowhere in (f"/media/{kept.file.name}", f"/{kept.file.name}"):
        assert client.get(nowhere).status_code == 404


@pytest.mark.parametrize(
    ("name", "contents"),
    [
        ("sida.html", b"<script>"),
        ("bild.pdf", b"<script>"),
        ("bild.docx", b"PK\x03\x04 trasig"),
        ("bild.docx", packed("xl/workbook.xml")),
        ("bild.xlsx", packed("xl/workbook.xml", "xl/vbaProject.bin")),
        ("tom.pdf", b""),
    ],
)
def test_a_file_that_is_not_what_it_says_is_not_kept(organiser, name, contents):
    made = build.gathering()
    text(organiser.post(f"/kalender/{made.slug}/filer/", upload(name, contents)))
    assert not made.files.exists()


def test_a_removed_file_is_gone(organiser, django_capture_on_commit_callbacks):
    made = build.gathering()
    organiser.post(f"/kalender/{made.slug}/filer/", upload("a.docx", packed("word/document.xml")))
    kept = made.files.get()
    with django_capture_on_commit_callbacks(execute=True):
        organiser.post(f"/kalender/{made.slug}/filer/{kept.pk}/ta-bort/")
    assert not made.files.exists()
    assert not kept.file.storage.exists(kept.file.name)


def test_the_file_of_a_draft_is_not_for_others(organiser, client):
    made = build.gathering(status="draft")
    organiser.post(f"/kalender/{made.slug}/filer/", upload("a.pdf", b"%PDF-1.7"))
    path = f"/kalender/{made.slug}/fil/{made.files.get().pk}/"
    assert client.get(path).status_code == 200
    client.logout()
    assert client.get(path).status_code == 404


def test_the_programme_comes_back_as_it_was_typed(organiser):
    made = build.gathering()
    [day] = made.sessions.all()
    here = f"/kalender/{made.slug}/program/"
    organiser.post(here, {f"day_{day.pk}": "08.30 Välkomna | Processledaren\nLunch"})
    assert "08.30 Välkomna | Processledaren\nLunch" in text(organiser.get(here))


def test_one_attendee_is_handled_on_a_page_of_their_own(organiser):
    made = build.gathering(of=build.course(queue_rule="need"), seats=1)
    build.registered(made)
    row = build.registered(made)
    here = f"/kalender/{made.slug}/deltagare/{row.pk}/"
    assert row.attendee.name in text(organiser.get(here))
    assert "id_reason" in text(organiser.post(f"{here}behov/", {"need": "2", "reason": ""}))
    organiser.post(f"{here}behov/", {"need": "2", "reason": "Ensam på enheten"})
    organiser.post(f"{here}slutat/", {"left_on": "2020-01-01"})
    details = {"profession": "nurse", "place": "0160", "principal": "kommun-0160", "unit": ""}
    organiser.post(f"{here}uppgifter/", details)
    row = Registration.objects.get(pk=row.pk)
    assert (row.need, row.attendee.left_on.year, row.profession) == (2, 2020, "nurse")
    assert "id_reason" in text(organiser.post(f"{here}avboka/", {"reason": ""}))
    organiser.post(f"{here}avboka/", {"reason": "Dubbelbokad"})
    assert "Dubbelbokad" in text(organiser.get(here))
    other = build.gathering()
    assert organiser.get(f"/kalender/{other.slug}/deltagare/{row.pk}/").status_code == 404


def test_somebody_is_moved_to_a_round_that_has_a_seat(organiser):
    course = build.course()
    made = build.gathering(of=course)
    row = build.registered(made)
    here = f"/kalender/{made.slug}/deltagare/{row.pk}/"
    assert "flytta/" not in text(organiser.get(here))
    full, other = build.gathering(of=course, seats=0), build.gathering(of=course)
    assert "id_to" in text(organiser.post(f"{here}flytta/", {"to": "finns-inte"}))
    assert "errors" in text(organiser.post(f"{here}flytta/", {"to": full.slug}))
    answer = organiser.post(f"{here}flytta/", {"to": other.slug, "reason": "Semester"})
    assert answer.url == f"/kalender/{other.slug}/deltagare/{row.pk}/"
    assert (made.sessions.get().taken, other.sessions.get().taken) == (0, 1)
    assert "Semester" in text(organiser.get(answer.url))


@pytest.mark.parametrize(
    ("role", "code", "status"),
    [
        ("local-process-leader", "0160", 403),
        ("county-coordinator", "01", 200),
        ("national-office", "00", 200),
        ("county-process-leader", "12", 403),
        ("evaluator", "01", 403),
    ],
)
def test_who_may_organise_what_the_county_holds(client, role, code, status):
    made = build.gathering()
    client.force_login(people.person(role, code).user)
    for path in ("ordna", "andra", "dagar", "platser", "program", "filer", "stall-in"):
        assert client.get(f"/kalender/{made.slug}/{path}/").status_code == status
    answer = client.post(f"/kalender/{made.slug}/publicera/")
    assert answer.status_code == 403  # for those who may: it is published already


def test_a_draft_of_the_county_is_hidden_from_a_neighbour(client):
    made = build.gathering(status="draft")
    client.force_login(people.outsider().user)
    assert client.get(f"/kalender/{made.slug}/ordna/").status_code == 404


def test_a_draft_made_by_mistake_is_discarded(client):
    made = build.gathering(status="draft")
    client.force_login(people.person("county-coordinator", "01").user)
    assert "Kasta utkastet" in client.get(f"/kalender/{made.slug}/ordna/").content.decode()
    page = client.get(f"/kalender/{made.slug}/kasta/").content.decode()
    assert "Det går inte att ångra" in page
    answer = client.post(f"/kalender/{made.slug}/kasta/", follow=True)
    assert "Utkastet är kastat" in answer.content.decode()
    assert client.get(f"/kalender/{made.slug}/ordna/").status_code == 404
