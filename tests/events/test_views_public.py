"""The public pages: calendar, gatherings, courses, curricula, feeds."""

import csv
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import icalendar
import pytest
import time_machine

from brygga.events.enums import GatheringStatus, QueueRule, RegistrationMode
from brygga.events.models import (
    CourseAudience,
    CourseModule,
    Curriculum,
    CurriculumAdoption,
    CurriculumCourse,
    GatheringFile,
    ProgrammeItem,
)
from brygga.people.enums import Profession, Sector
from tests.builders import events as build
from tests.builders import people

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(response.content.decode().split())


def rows(response):
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))


# The calendar


def test_the_calendar_shows_what_is_to_come_the_nearest_first(client):
    build.gathering(title="Senare", first=build.FIRST_DAY + timedelta(days=30))
    build.gathering(title="Snart")
    shown = text(client.get("/kalender/"))
    assert shown.index("Snart") < shown.index("Senare")
    assert "18 november 2040" in shown
    assert "Öppen för anmälan" in shown


def test_what_has_been_is_shown_to_who_asks_for_it(client):
    build.gathering(title="Då", first=datetime(2010, 11, 18, 8, tzinfo=UTC))
    assert "Då" not in text(client.get("/kalender/"))
    assert "Då" in text(client.get("/kalender/?nar=tidigare"))
    assert "Då" in text(client.get("/kalender/?nar=2010-11"))
    assert "Då" not in text(client.get("/kalender/?nar=2010-12"))


def test_a_place_sees_its_own_and_what_is_held_for_those_above_it(client):
    build.gathering(title="Länets")
    build.gathering(title="Tåbys", place=people.place("0160"))
    build.gathering(title="Grannens", place=people.place("12"))
    shown = text(client.get("/kalender/?plats=0160"))
    assert "Länets" in shown
    assert "Tåbys" in shown
    assert "Grannens" not in shown


def test_kind_and_course_narrow_the_list(client):
    course = build.course("baskurs")
    build.gathering(of=course, title="Omgången")
    build.gathering(title="Konferensen")
    assert "Konferensen" not in text(client.get("/kalender/?kurs=baskurs"))
    assert "Omgången" not in text(client.get("/kalender/?slag=conference"))


@pytest.mark.parametrize(
    "query", ["plats=99999", "slag=x", "kurs=finns-inte", "nar=2010-13", "sida=9", "nar=0000-00"]
)
def test_a_choice_that_makes_no_sense_falls_away(client, query):
    build.gathering(title="Konferensen")
    assert "Konferensen" in text(client.get(f"/kalender/?{query}"))


def test_a_draft_is_for_those_inside_and_never_in_the_calendar(client):
    draft = build.gathering(title="Utkastet", status=GatheringStatus.DRAFT)
    assert client.get(f"/kalender/{draft.slug}/").status_code == 404
    client.force_login(people.county().user)
    assert "Utkast" in text(client.get(f"/kalender/{draft.slug}/"))
    assert client.get("/kalender/").context["found"] == []
    client.logout()
    assert "Utkastet" not in text(client.get("/kalender/"))


def test_the_calendar_comes_as_a_file(client):
    build.gathering(title="Konferensen", seats=10)
    header, row = rows(client.get("/kalender/?format=csv"))
    assert len(header) == len(row)
    assert row[0] == "Konferensen"
    assert "2040-11-18" in row


@pytest.mark.parametrize("number", [1, 3])
def test_the_calendar_asks_as_much_for_one_as_for_three(client, number, django_assert_num_queries):
    for _ in range(number):
        build.gathering(days=2)
    with django_assert_num_queries(7):
        client.get("/kalender/")


# A gathering


def test_a_gathering_shows_days_programme_speakers_and_seats_left(client):
    held = build.gathering(seats=2, days=2, venue="Södra teatern", address="Mosebacke torg 1")
    item = {"session": held.sessions.get(number=1), "title": "Egen analys", "speaker": "A. Ek"}
    ProgrammeItem.objects.create(position=1, **item)
    build.registered(held)
    shown = text(client.get(f"/kalender/{held.slug}/"))
    assert "1 av 2 platser finns kvar." in shown
    assert "söndag 18 november 2040, 09.00–17.00" in shown
    assert "Egen analys" in shown
    assert "A. Ek" in shown
    assert "Mosebacke torg 1" in shown
    assert 'itemtype="https://schema.org/Event"' in shown
    assert 'content="2040-11-18T09:00+01:00"' in shown


def test_a_full_gathering_leads_to_the_queue_and_says_its_rule(client):
    held = build.gathering(of=build.course(queue_rule=QueueRule.EVEN), seats=1)
    build.registered(held)
    build.registered(held)
    shown = text(client.get(f"/kalender/{held.slug}/"))
    assert "Ställ dig i kön" in shown
    assert "1 väntar i kön" in shown
    assert "fått minst platser" in shown


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"mode": RegistrationMode.COORDINATORS}, "Din samordnare anmäler dig"),
        ({"opens_at": datetime(2040, 1, 1, tzinfo=UTC)}, "Anmälan öppnar"),
        ({"closes_at": datetime(2021, 1, 1, tzinfo=UTC)}, "Anmälan stängde"),
        ({"status": GatheringStatus.CANCELLED}, "inställd"),
        ({"first": datetime(2021, 1, 1, tzinfo=UTC)}, "redan börjat"),
    ],
)
def test_a_button_that_cannot_be_pressed_says_why(client, fields, words):
    held = build.gathering(**fields)
    assert words in text(client.get(f"/kalender/{held.slug}/"))


def test_a_file_is_saved_and_never_shown_as_a_page_of_ours(client, tmp_path, settings):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }
    held = build.gathering()
    (tmp_path / "bilder.pdf").write_bytes(b"%PDF-1.7")
    found = GatheringFile.objects.create(gathering=held, title="Bilder", file="bilder.pdf")
    assert "Bilder" in text(client.get(f"/kalender/{held.slug}/"))
    response = client.get(f"/kalender/{held.slug}/fil/{found.pk}/")
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.content == b"%PDF-1.7"
    assert client.get(f"/kalender/{held.slug}/fil/{found.pk + 1}/").status_code == 404


def test_the_programme_comes_as_a_file(client):
    held = build.gathering(days=2)
    assert len(rows(client.get(f"/kalender/{held.slug}/?format=csv"))) == 3


@pytest.mark.parametrize("number", [1, 3])
def test_a_gathering_asks_as_much_for_one_day_as_for_three(
    client, number, django_assert_num_queries
):
    held = build.gathering(days=number)
    for day in held.sessions.all():
        ProgrammeItem.objects.create(session=day, position=1, title="Inledning")
    with django_assert_num_queries(6):
        client.get(f"/kalender/{held.slug}/")


# Courses and curricula


def test_a_course_says_what_it_holds_for_whom_and_what_it_takes(client):
    course = build.course(
        "baskurs", title="Baskursen", goals="Kunna fråga om alkohol.", validity_months=60
    )
    CourseModule.objects.create(course=course, position=1, title="Bemötande", day=1)
    CourseAudience.objects.create(
        course=course, profession=Profession.NURSE, sector=Sector.PRIMARY_CARE
    )
    build.gathering(of=course, title="Höstens omgång")
    shown = text(client.get("/kurser/baskurs/"))
    for words in (
        "Kunna fråga om alkohol.",
        "Bemötande",
        "Sjuksköterska, Primärvård",
        "alla 4 kursdagar",
        "60 månader",
        "Höstens omgång",
        "En kö för kursens alla omgångar.",
    ):
        assert words in shown


def test_courses_are_listed_and_come_as_a_file(client):
    build.course("baskurs", title="Baskursen")
    assert "Baskursen" in text(client.get("/kurser/"))
    assert rows(client.get("/kurser/?format=csv"))[1][0] == "Baskursen"
    assert client.get("/kurser/finns-inte/").status_code == 404
    assert rows(client.get("/kurser/baskurs/?format=csv"))[1:] == []


@pytest.mark.parametrize("number", [1, 3])
def test_a_course_asks_as_much_for_one_round_as_for_three(
    client, number, django_assert_num_queries
):
    course = build.course("baskurs")
    for position in range(number):
        build.gathering(of=course, days=2)
        CourseModule.objects.create(course=course, position=position, title="Del")
    with django_assert_num_queries(9):
        client.get("/kurser/baskurs/")


def test_a_curriculum_shows_its_courses_in_order_and_who_has_adopted_it(client):
    plan = Curriculum.objects.create(
        slug="lansplan", title="Länsplan", kind="county", place=people.place("01")
    )
    for position, title in enumerate(("Först", "Sedan"), 1):
        CurriculumCourse.objects.create(
            curriculum=plan, course=build.course(title=title), position=position
        )
    CurriculumAdoption.objects.create(
        curriculum=plan,
        place=people.place("01"),
        adopter="Region Stockholm",
        adopted_on=date(2010, 10, 12),
        source="Beslut 2010:7",
    )
    shown = text(client.get("/fortbildningsplaner/lansplan/"))
    assert shown.index("Först") < shown.index("Sedan")
    assert "Region Stockholm, 12 oktober 2010" in shown
    assert "Beslut 2010:7" in shown
    assert "Länsplan" in text(client.get("/fortbildningsplaner/"))
    assert rows(client.get("/fortbildningsplaner/?format=csv"))[1][0] == "Länsplan"
    assert len(rows(client.get("/fortbildningsplaner/lansplan/?format=csv"))) == 3
    assert client.get("/fortbildningsplaner/finns-inte/").status_code == 404


# Feeds


def events_of(response):
    return list(icalendar.Calendar.from_ical(response.content).walk("VEVENT"))


def test_a_feed_holds_each_day_and_follows_the_same_choices(client):
    build.gathering(days=2, title="Länets", venue="Södra teatern")
    build.gathering(title="Grannens", place=people.place("12"))
    response = client.get("/kalender/kalender.ics?plats=0160")
    assert response.headers["Content-Type"].startswith("text/calendar")
    found = events_of(response)
    assert [str(event["SUMMARY"]) for event in found] == ["Länets", "Länets"]
    assert str(found[0]["LOCATION"]) == "Södra teatern"
    assert found[0]["DTSTART"].dt.tzinfo.key == "Europe/Stockholm"


def test_a_course_and_a_place_have_feeds_of_their_own(client):
    course = build.course("baskurs", title="Baskursen")
    build.gathering(of=course, title="Omgången")
    build.gathering(title="Konferensen")
    assert len(events_of(client.get("/kurser/baskurs/kalender.ics"))) == 1
    assert len(events_of(client.get("/kalender/plats/0160/kalender.ics"))) == 2
    assert len(events_of(client.get("/kalender/plats/12/kalender.ics"))) == 0
    assert client.get("/kalender/plats/99999/kalender.ics").status_code == 404


def test_what_is_called_off_stays_in_the_feed_as_cancelled_with_the_same_uid(client):
    held = build.gathering()
    [before] = events_of(client.get("/kalender/kalender.ics"))
    held.status, held.sequence = GatheringStatus.CANCELLED, 1
    held.save()
    [after] = events_of(client.get("/kalender/kalender.ics"))
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert str(after["STATUS"]) == "CANCELLED"


@pytest.mark.parametrize(
    ("night", "hours"),
    [(datetime(2041, 3, 30, 22, tzinfo=UTC), 4), (datetime(2041, 10, 26, 21, tzinfo=UTC), 4)],
)
def test_a_night_when_the_clocks_change_is_as_long_as_it_is(client, night, hours):
    """From before midnight until after the change: what the file says is what really passes."""
    held = build.gathering(days=0)
    build.day(held, 1, night, ends_at=night + timedelta(hours=hours))
    [event] = events_of(client.get("/kalender/kalender.ics"))
    begins, ends = event["DTSTART"].dt, event["DTEND"].dt
    assert ends.astimezone(UTC) - begins.astimezone(UTC) == timedelta(hours=hours)
    assert begins.utcoffset() != ends.utcoffset()


def test_the_zone_in_the_file_knows_both_kinds_of_time(client):
    build.gathering()
    body = client.get("/kalender/kalender.ics").content
    [zone] = icalendar.Calendar.from_ical(body).walk("VTIMEZONE")
    own = zone.to_tz()
    for month, offset in ((1, 1), (7, 2)):
        assert datetime(2040, month, 15, tzinfo=own).utcoffset() == timedelta(hours=offset)
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))


def test_a_day_whose_hours_are_not_known_takes_the_whole_day(client):
    held = build.gathering(days=0)
    build.day(held, 1, times_known=False)
    [event] = events_of(client.get("/kalender/kalender.ics"))
    assert event["DTSTART"].dt == date(2040, 11, 18)
    assert event["DTEND"].dt == date(2040, 11, 19)


def test_what_was_held_long_ago_leaves_the_feed(client):
    build.gathering()
    with time_machine.travel(build.FIRST_DAY + timedelta(days=150), tick=False):
        assert events_of(client.get("/kalender/kalender.ics")) == []


# Doors for those who arrange


def test_whoever_arranges_finds_their_drafts_and_the_ways_to_make_something_new(client):
    draft = build.gathering(title="Utkastet", status=GatheringStatus.DRAFT)
    client.force_login(people.county().user)
    shown = text(client.get("/kalender/"))
    assert "Ny sammankomst" in shown
    assert f'href="/kalender/{draft.slug}/ordna/"' in shown
    assert "Ny kurs" in text(client.get("/kurser/"))
    assert "Ordna" in text(client.get(f"/kalender/{draft.slug}/"))


@pytest.mark.parametrize("who", [None, people.outsider])
def test_others_find_no_such_doors(client, who):
    draft = build.gathering(title="Utkastet", status=GatheringStatus.DRAFT)
    if who is not None:
        client.force_login(who().user)
    shown = text(client.get("/kalender/"))
    assert draft.slug not in shown
    published = build.gathering()
    shown = text(client.get(f"/kalender/{published.slug}/"))
    assert f"/kalender/{published.slug}/ordna/" not in shown
