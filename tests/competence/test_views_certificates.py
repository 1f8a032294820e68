"""A certificate for whoever holds its code."""

from io import BytesIO

import pytest
import time_machine
from pypdf import PdfReader

from brygga.access.actor import SYSTEM
from brygga.competence.actions.certificates import issue_due, revoke
from brygga.competence.models import Certificate
from tests.builders import competence_days as days
from tests.builders import events as build
from tests.builders import people
from tests.builders.people import place

pytestmark = pytest.mark.django_db


def url(certificate, rest=""):
    return f"/intyg/{certificate.uid}/{rest}"


def shown(client, certificate):
    return client.get(url(certificate)).content.decode()


class TestPage:
    def test_it_says_that_it_holds_for_whom_in_what_and_on_which_days(self, client):
        course = build.course(title="Nationell baskurs", validity_months=24)
        with time_machine.travel("2011-01-01"):
            found = days.certified(course, build.attendee(name="Anna Berg"))
            text = shown(client, found)
        assert "Intyget gäller" in text
        assert "Anna Berg" in text
        assert "Nationell baskurs" in text
        assert "18 november 2010" in text
        assert "21 november 2010" in text
        assert "Stockholms län" in text
        assert found.attendee.email not in text

    def test_it_says_that_it_has_run_out(self, client):
        found = days.certified(build.course(days=1, validity_months=12))
        text = shown(client, found)
        assert "Intyget har gått ut" in text
        assert "18 november 2011" in text

    def test_it_says_that_it_is_revoked_and_why(self, client):
        found = days.certified()
        revoke(certificate=found, reason="Fel person stod på listan", by=SYSTEM)
        text = shown(client, found)
        assert "Intyget är återkallat" in text
        assert "Fel person stod på listan." in text
        assert "intyg.pdf" not in text

    def test_one_that_was_renewed_leads_to_the_newer(self, client):
        course = build.course(days=1, validity_months=12)
        first = days.certified(course)
        second = days.held_round(course, first=days.HELD.replace(year=2011))
        days.there_all_days(first.attendee, second)
        issue_due()
        newer = Certificate.objects.get(revoked_on=None)
        assert url(newer) in shown(client, first)

    def test_an_unknown_code_is_told_in_plain_words(self, client):
        answer = client.get(f"/intyg/{'0' * 32}/")
        assert answer.status_code == 404
        assert "Det finns inget intyg med den här koden" in answer.content.decode()

    def test_search_robots_and_caches_keep_nothing(self, client):
        answer = client.get(url(days.certified()))
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert "no-store" in answer.headers["Cache-Control"]
        assert '<meta name="robots" content="noindex">' in answer.content.decode()

    def test_one_that_came_from_elsewhere_has_no_days(self, client):
        course, who = build.course(), build.attendee()
        made = Certificate.objects.create(
            uid="b" * 32, attendee=who, course=course, name=who.name, issued_on="2009-01-01"
        )
        assert "dagarna är inte kända" in shown(client, made)

    def test_invented_ones_say_so(self, client):
        assert "påhittat" in shown(client, days.certified(build.course(invented=True)))


class TestPaper:
    def test_it_is_a_tagged_pdf_with_the_same_words(self, client):
        course = build.course(title="Nationell baskurs", goals="– Kunna A\n\n– Kunna B")
        found = days.certified(course, build.attendee(name="Anna Berg"))
        answer = client.get(url(found, "intyg.pdf"))
        assert answer.headers["Content-Type"] == "application/pdf"
        reader = PdfReader(BytesIO(answer.content))
        text = reader.pages[0].extract_text()
        for words in ("Intyg", "Anna Berg", "Nationell baskurs", "18 november 2010", "Kunna B"):
            assert words in text
        assert found.uid in text.replace("\n", "")
        assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert b"pdfuaid" in answer.content
        assert len(reader.pages) == 1

    def test_the_same_certificate_gives_the_same_bytes(self, client):
        found = days.certified()
        first, second = (client.get(url(found, "intyg.pdf")).content for _ in range(2))
        assert first == second

    def test_signs_of_typst_are_only_text(self, client):
        found = days.certified(who=build.attendee(name='#panic("x") $ @a *b* <c> \\'))
        answer = client.get(url(found, "intyg.pdf"))
        text = PdfReader(BytesIO(answer.content)).pages[0].extract_text()
        assert '#panic("x")' in text.replace("“", '"').replace("”", '"')

    def test_one_that_is_taken_back_is_not_printed(self, client):
        found = days.certified()
        revoke(certificate=found, reason="Fel", by=SYSTEM)
        answer = client.get(url(found, "intyg.pdf"))
        assert (answer.status_code, answer.headers["Location"]) == (302, url(found))


class TestRevoking:
    def sign_in(self, client, person):
        client.force_login(person.user)
        return client

    def certificate(self):
        course = build.course(place=place("01"))
        return days.certified(course, build.attendee(place=place("0160")))

    @pytest.mark.parametrize(
        ("role", "code", "status"),
        [
            ("county-process-leader", "01", 200),
            ("national-office", "00", 200),
            ("consultation-member", "0160", 403),
            ("county-process-leader", "12", 404),
        ],
    )
    def test_whoever_looks_after_competence_there_may_revoke(self, client, role, code, status):
        found = self.certificate()
        self.sign_in(client, people.person(role, code, side=""))
        assert client.get(url(found, "aterkalla/")).status_code == status
        assert ("aterkalla" in shown(client, found)) == (status == 200)

    def test_it_is_revoked_with_the_reason(self, client):
        found = self.certificate()
        self.sign_in(client, people.county())
        answer = client.post(url(found, "aterkalla/"), {"reason": "Fel person"})
        assert answer.status_code == 302
        found.refresh_from_db()
        assert found.revoked_reason == "Fel person"

    def test_without_a_reason_the_page_comes_back(self, client):
        found = self.certificate()
        self.sign_in(client, people.county())
        assert client.post(url(found, "aterkalla/"), {"reason": ""}).status_code == 200
        found.refresh_from_db()
        assert found.revoked_on is None


def test_a_page_takes_the_same_queries_however_many_certificates_there_are(
    client, django_assert_num_queries
):
    course = build.course(days=1)
    first = days.certified(course)
    with django_assert_num_queries(3):
        client.get(url(first))
    for _ in range(2):
        days.certified(course)
    with django_assert_num_queries(3):
        client.get(url(first))
