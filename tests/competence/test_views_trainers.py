"""The pages about trainers: who sees whose name, who enters, ends and reports."""

import csv
import re
from datetime import date
from io import StringIO

import pytest

from brygga.competence.models import Certificate, StaffCount, Teaching, Trainer
from brygga.events.models import Gathering
from brygga.people.models import Unit
from tests.builders import competence_days as days
from tests.builders import events as build
from tests.builders import people
from tests.builders.people import place

pytestmark = pytest.mark.django_db
NEW = {
    "name": "Anna Berg",
    "email": "anna@brygga.example",
    "place": "0160",
    "profession": "nurse",
    "valid_from": "2009-01-01",
    "source": "Länets lista",
}
ROWS = """Namn;E-post;Plats;Huvudman;Yrke
Bo Ek;bo@brygga.example;Täby;kommunen;Socionom
Cia Falk;cia@brygga.example;Nacka;regionen;Sjuksköterska"""


def sign_in(client, person):
    client.force_login(person.user)
    return client


def text(answer):
    return " ".join(answer.content.decode().split())


def cascade():
    """Anna (Täby, from the beginning) trained Bo (Nacka), who held a round with two in it."""
    method = build.course("audit", days=1, title="AUDIT", place=place("00"))
    trainers = build.course(days=1, teaches=method, validity_months=None, place=place("00"))
    anna = days.trainer(method, build.attendee(name="Anna Berg", place=place("0160")))
    first = days.held_round(trainers)
    days.teaches(anna, first)
    bo = build.attendee(name="Bo Ek", place=place("0182"))
    days.certified(trainers, bo, round_=first)
    local = days.held_round(method, first=days.HELD.replace(year=2011))
    days.teaches(Trainer.objects.get(attendee=bo), local)
    for _ in range(2):
        days.there_all_days(build.attendee(), local)
    return method


class TestCascade:
    def test_those_inside_see_names_generations_and_reach(self, client):
        cascade()
        shown = text(sign_in(client, people.county()).get("/utbildare/audit/"))
        assert "Anna Berg" in shown
        assert "Bo Ek" in shown
        assert 'class="cascade"' in shown
        assert "Led 2" in shown

    def test_each_person_is_reached_once(self, client):
        cascade()
        answer = sign_in(client, people.county()).get("/utbildare/audit/?format=csv")
        rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))[1:]
        found = [(row[0], row[2], row[5], row[6], row[7], row[8]) for row in rows]
        assert found == [
            ("1", "Anna Berg", "1", "1", "3", ""),
            ("2", "Bo Ek", "1", "2", "2", "Anna Berg"),
        ]

    @pytest.mark.parametrize("person", [people.outsider, None], ids=["outsider", "visitor"])
    def test_others_see_no_name_and_no_small_number(self, client, person):
        cascade()
        if person:
            sign_in(client, person())
        shown = text(client.get("/utbildare/audit/"))
        assert "Anna Berg" not in shown
        assert "Bo Ek" not in shown
        assert "visas inte" in shown
        assert "får hålla kursen i dag." not in shown
        assert "Bo Ek" not in text(client.get("/utbildare/audit/?format=csv"))

    def test_numbers_that_are_large_enough_are_told(self, client):
        method = build.course("dudit", place=place("00"))
        for code, count in (("0160", 5), ("1280", 6)):
            for _ in range(count):
                days.trainer(method, build.attendee(place=place(code)))
        shown = text(client.get("/utbildare/dudit/"))
        assert "11 utbildare får hålla kursen i dag." in shown

    def test_somebody_who_works_in_a_municipality_sees_those_there(self, client):
        cascade()
        shown = text(sign_in(client, people.municipality()).get("/utbildare/audit/"))
        assert "Anna Berg" in shown
        assert "Bo Ek" not in shown

    def test_who_trained_somebody_is_not_named_to_those_who_do_not_work_with_them(self, client):
        cascade()
        sign_in(client, people.person("local-process-leader", "0182"))
        shown = text(client.get("/utbildare/audit/"))
        assert "Bo Ek" in shown
        assert "någon på annat håll" in shown
        assert "Anna Berg" not in shown

    def test_a_right_that_has_ended_is_not_active(self, client):
        method = cascade()
        Trainer.objects.update(valid_to=date(2012, 1, 1))
        shown = text(sign_in(client, people.county()).get("/utbildare/audit/"))
        assert "Avslutad" in shown
        assert "Ingen får hålla kursen i dag." in shown
        assert method.title in shown

    def test_it_takes_the_same_queries_with_one_trainer_and_with_three(
        self, client, django_assert_num_queries
    ):
        method = cascade()
        sign_in(client, people.county())
        client.get("/utbildare/audit/")
        with django_assert_num_queries(25):
            client.get("/utbildare/audit/")
        for _ in range(2):
            days.trainer(method)
        with django_assert_num_queries(25):
            client.get("/utbildare/audit/")

    def test_an_unknown_course_is_404(self, client):
        assert client.get("/utbildare/ingen/").status_code == 404


class TestWhatIf:
    ASKED = "?personal=100&utbildade=0&utbildare=2&omgangar=3&platser=20&omsattning=0"

    def test_anybody_may_work_it_out(self, client, time_machine):
        time_machine.move_to("2011-01-15T12:00:00Z")
        build.course("audit", place=place("00"))
        shown = text(client.get(f"/utbildare/audit/{self.ASKED}"))
        assert "september 2011" in shown

    def test_a_pace_that_never_gets_there_says_so(self, client):
        build.course("audit", place=place("00"))
        shown = text(
            client.get(f"/utbildare/audit/{self.ASKED.replace('omgangar=3', 'omgangar=0')}")
        )
        assert "inom tio år" in shown

    def test_what_makes_no_sense_comes_back_with_words(self, client):
        build.course("audit", place=place("00"))
        answer = client.get("/utbildare/audit/?personal=många&utbildade=-1")
        assert answer.status_code == 200
        assert "ds-error-summary" in text(answer)

    def test_it_is_filled_in_with_what_is_known_inside(self, client):
        method = cascade()
        unit = Unit.objects.create(
            slug="mottagningen",
            name="Mottagningen",
            principal=build.principal(),
            place=place("0160"),
            sector="social_services",
        )
        for heads, day in ((12, date(2010, 1, 1)), (9, date(2011, 1, 1))):
            StaffCount.objects.create(unit=unit, profession="nurse", counted_on=day, heads=heads)
        who = Certificate.objects.get().attendee
        Certificate.objects.create(
            uid="c" * 32, attendee=who, course=method, name="", issued_on=date(2011, 1, 1)
        )
        shown = text(sign_in(client, people.county()).get("/utbildare/audit/"))
        assert re.search(r'name="personal"[^>]*value="9"|value="9"[^>]*name="personal"', shown)
        assert "Var nästa utbildarkurs gör mest nytta" in shown
        assert "Var nästa utbildarkurs" not in text(client_out(client))


def client_out(client):
    client.logout()
    return client.get("/utbildare/audit/")


class TestEntering:
    def test_whoever_looks_after_competence_enters_their_own_people(self, client):
        build.course("audit", place=place("00"))
        sign_in(client, people.county())
        answer = client.post("/utbildare/audit/ny/", NEW)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/utbildare/audit/")
        assert Trainer.objects.get().attendee.name == "Anna Berg"

    def test_nobody_is_entered_in_another_county(self, client):
        build.course("audit", place=place("00"))
        sign_in(client, people.outsider())
        assert client.post("/utbildare/audit/ny/", NEW).status_code == 200
        assert not Trainer.objects.exists()

    @pytest.mark.parametrize(
        ("role", "status"), [("consultation-member", 403), ("local-process-leader", 200)]
    )
    def test_it_takes_the_right_to(self, client, role, status):
        build.course("audit", place=place("00"))
        sign_in(client, people.person(role, "0160"))
        assert client.get("/utbildare/audit/ny/").status_code in {status, 403}


class TestEnding:
    @pytest.mark.parametrize(
        ("role", "code", "status"),
        [
            ("county-process-leader", "01", 200),
            ("consultation-member", "0160", 403),
            ("county-process-leader", "12", 404),
        ],
    )
    def test_inside_beside_and_outside(self, client, role, code, status):
        row = days.trainer(build.course("audit", place=place("00")))
        sign_in(client, people.person(role, code))
        assert client.get(f"/utbildare/audit/{row.pk}/avsluta/").status_code == status

    def test_it_ends_with_its_reason(self, client):
        row = days.trainer(build.course("audit", place=place("00")))
        sign_in(client, people.county())
        client.post(f"/utbildare/audit/{row.pk}/avsluta/", {"on": "2020-01-01", "reason": "Slut"})
        row.refresh_from_db()
        assert (row.valid_to, row.ended_reason) == (date(2020, 1, 1), "Slut")


class TestWhoHeldIt:
    def test_the_organiser_says_who_held_the_round(self, client):
        course = build.course("audit", days=1)
        row, held = days.trainer(course), days.held_round(course)
        sign_in(client, people.county())
        page = text(client.get(f"/utbildare/omgang/{held.slug}/"))
        assert row.attendee.name in page
        answer = client.post(f"/utbildare/omgang/{held.slug}/", {"trainers": [row.pk]})
        assert answer.status_code == 302
        assert Teaching.objects.get().trainer == row

    def test_others_may_not(self, client):
        held = days.held_round(build.course(days=1))
        sign_in(client, people.outsider())
        assert client.get(f"/utbildare/omgang/{held.slug}/").status_code == 404
        sign_in(client, people.person("consultation-member", "01", side="health_care"))
        assert client.get(f"/utbildare/omgang/{held.slug}/").status_code == 403

    def test_a_conference_has_no_such_page(self, client):
        sign_in(client, people.county())
        answer = client.get(f"/utbildare/omgang/{build.gathering().slug}/")
        assert answer.status_code in {403, 404}


class TestReporting:
    @pytest.fixture
    def trainer(self):
        account = people.user("anna@brygga.example")
        who = build.attendee("anna@brygga.example", name="Anna Berg", user=account)
        return days.trainer(build.course("audit", days=1, title="AUDIT"), who)

    def sent(self, right, **changed):
        fields = {
            "trainer": right.pk,
            "place": "0160",
            "venue": "Kommunhuset",
            "days": "2011-03-01",
            "text": ROWS,
            "key": "k" * 20,
        }
        return fields | changed

    def test_a_trainer_without_a_role_reports_what_they_held(
        self, client, trainer, django_capture_on_commit_callbacks
    ):
        client.force_login(trainer.attendee.user)
        assert "AUDIT: Anna Berg" in text(client.get("/utbildare/rapportera/"))
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post("/utbildare/rapportera/", self.sent(trainer))
        held = Gathering.objects.get()
        assert answer.headers["Location"] == f"/kalender/{held.slug}/"
        assert sorted(Certificate.objects.values_list("name", flat=True)) == ["Bo Ek", "Cia Falk"]

    def test_a_double_click_makes_one(self, client, trainer):
        client.force_login(trainer.attendee.user)
        first, second = (
            client.post("/utbildare/rapportera/", self.sent(trainer)) for _ in range(2)
        )
        assert first.headers["Location"] == second.headers["Location"]
        assert Gathering.objects.count() == 1

    def test_the_same_form_for_something_else_is_told(self, client, trainer):
        client.force_login(trainer.attendee.user)
        client.post("/utbildare/rapportera/", self.sent(trainer))
        answer = client.post("/utbildare/rapportera/", self.sent(trainer, days="2011-03-02"))
        assert "redan skickat" in text(answer)
        assert Gathering.objects.count() == 1

    def test_every_fault_is_told_by_its_row_and_nothing_is_made(self, client, trainer):
        client.force_login(trainer.attendee.user)
        wrong = "Bo Ek;bo@;Täbi;kommunen;;Socionom\n;cia@brygga.example;Nacka;regionen;;Trollkarl"
        shown = text(client.post("/utbildare/rapportera/", self.sent(trainer, text=wrong)))
        assert "4 saker att rätta. Inget är rapporterat." in shown
        assert not Gathering.objects.exists()

    def test_a_day_in_the_future_and_one_that_is_none_are_refused(self, client, trainer):
        client.force_login(trainer.attendee.user)
        for said in ("2040-01-01", "i förrgår"):
            shown = text(client.post("/utbildare/rapportera/", self.sent(trainer, days=said)))
            assert "ds-error-summary" in shown
        assert not Gathering.objects.exists()

    def test_another_trainers_right_is_no_choice(self, client, trainer):
        other = days.trainer(build.course())
        client.force_login(trainer.attendee.user)
        client.post("/utbildare/rapportera/", self.sent(trainer, trainer=other.pk))
        assert not Gathering.objects.exists()

    def test_whoever_looks_after_competence_reports_for_their_trainers(self, client, trainer):
        sign_in(client, people.county())
        assert client.post("/utbildare/rapportera/", self.sent(trainer)).status_code == 302

    def test_whoever_has_no_right_is_told_how_one_gets_it(self, client):
        sign_in(client, people.outsider())
        assert "Du har ingen rätt att hålla en kurs än" in text(
            client.get("/utbildare/rapportera/")
        )
        assert client.post("/utbildare/rapportera/", {"x": 1}).status_code == 200


class TestList:
    def test_it_leads_to_each_course_that_trainers_hold(self, client):
        cascade()
        build.course("utan")
        shown = text(client.get("/utbildare/"))
        assert "/utbildare/audit/" in shown
        assert "/utbildare/utan/" not in shown

    def test_one_sees_what_one_may_teach_oneself(self, client):
        account = people.user()
        days.trainer(build.course(title="AUDIT"), build.attendee(user=account))
        client.force_login(account)
        assert "Det du får hålla" in text(client.get("/utbildare/"))
