"""Rounds: the board, planning, opening, reminders, and the pages in English."""

import pytest
from django.core import mail

from brygga import clock
from brygga.followup.enums import QuestionKind, RoundStatus
from brygga.followup.models import Mapping, Question, Round
from tests.builders import followup as build
from tests.builders import people
from tests.builders.followup import SOCIAL
from tests.followup.pages import MAPPING, QUESTION, ROUND, rows, text

pytestmark = pytest.mark.django_db


# Rounds


def test_the_list_of_rounds(mapping, visit, leader):
    page = text(visit(leader, "/kartlaggning/"))
    assert "Stockholms län 2010" in page
    assert "Svara på 2 frågor som är kvar" in page
    assert rows(visit(leader, "/kartlaggning/?format=csv"))[1][:2] == ["Stockholms län", "2010"]


def test_somebody_without_a_round_is_told_so(visit, outsider):
    assert "Ingen omgång har öppnats" in text(visit(outsider, "/kartlaggning/"))


def test_the_board_shows_each_place_and_what_it_waits_for(mapping, visit, county):
    build.answer(mapping, build.questions(mapping)[0], SOCIAL)
    page = text(visit(county, ROUND))
    assert "1/2" in page
    assert "0/2" in page
    assert "Påminn dem som har något kvar" in page
    for sort in ("left", "differing", "status", "nonsense", "'; drop"):
        assert visit(county, ROUND, data={"sortera": sort}).status_code == 200
    table = rows(visit(county, f"{ROUND}?format=csv"))
    assert table[1][:5] == ["Täby", "0160", "1", "0", "2"]


def test_a_local_leader_sees_their_own_place_on_the_board(mapping, visit, leader):
    build.mapping(mapping.round, "0163")
    page = text(visit(leader, ROUND))
    assert "Täby" in page
    assert "Sollentuna" not in page
    assert "Påminn" not in page


def test_a_round_is_planned_prepared_and_opened(visit, send, county):
    people.participation("0160")
    provision = build.provision()
    year = clock.today().year
    own = f"/kartlaggning/01/{year}/"
    days = {
        "opens_on": f"{year}-01-01",
        "closes_on": f"{year}-12-31",
        "title": "Årets omgång",
        "evidence_months": "24",
    }
    made = send(county, "/kartlaggning/ny/", {"county": "01", "year": year, **days})
    assert made.url == f"{own}forbered/riktlinjer/"
    assert "Rubrik 3" in text(visit(county, made.url))
    chosen = {"provisions": [provision.pk], "focus": provision.pk}
    assert send(county, made.url, chosen).url == f"{own}forbered/"
    page = text(visit(county, f"{own}forbered/"))
    assert "Öppna omgången" in page
    assert "i fokus" in page
    assert send(county, f"{own}oppna/").url == own
    assert Mapping.objects.get().place.code == "0160"
    assert "frågorna ligger fast" in text(visit(county, f"{own}forbered/"))
    assert send(county, f"{own}stang/").url == own
    assert Round.objects.get().status == RoundStatus.CLOSED
    assert "öppen igen" in text(send(county, f"{own}oppna/", follow=True))


def test_a_round_in_somebody_elses_county_is_not_planned(send, county):
    data = {
        "county": "12",
        "year": 2010,
        "title": "Omgång",
        "opens_on": "2010-09-01",
        "closes_on": "2010-11-30",
        "evidence_months": 24,
    }
    assert send(county, "/kartlaggning/ny/", data).status_code == 200
    assert not Round.objects.exists()


def test_the_national_office_chooses_a_county(visit):
    page = text(visit(people.national(), "/kartlaggning/ny/"))
    assert "Skåne län" in page
    assert 'type="hidden" name="county"' not in page


def test_a_second_round_in_a_year_is_refused_in_the_form(mapping, send, county):
    data = {
        "county": "01",
        "year": 2010,
        "title": "Omgång",
        "opens_on": "2010-09-01",
        "closes_on": "2010-11-30",
        "evidence_months": 24,
    }
    assert "redan en omgång" in text(send(county, "/kartlaggning/ny/", data))


def test_days_are_changed(mapping, send, county):
    data = {
        "title": "Ny titel",
        "opens_on": "2010-09-01",
        "closes_on": "2010-08-01",
        "evidence_months": 12,
    }
    url = f"{ROUND}forbered/"
    assert "Sista dagen kan inte" in text(send(county, url, data))
    assert send(county, url, data | {"closes_on": "2010-12-01"}).url == url
    assert Round.objects.get().title == "Ny titel"


def test_questions_are_written_moved_and_taken_away(visit, send, county):
    round_ = build.a_round(status=RoundStatus.DRAFT)
    url = f"{ROUND}forbered/"
    new = {"kind": "routine", "form": "level", "short": "Vårdplan", "text": "Görs vårdplan?"}
    assert send(county, f"{url}ny-fraga/", new).url == url
    assert "Vårdplan" in text(visit(county, url))
    words = {"short": "Vårdplan", "text": "Görs den i tid?"}
    assert send(county, f"{url}fraga/vardplan/", words).url == url
    assert round_.questions.get(key="vardplan").text == "Görs den i tid?"
    send(county, f"{url}fraga/vardplan/flytta/", {"go": "up"})
    assert round_.questions.get(key="vardplan").position == 2
    send(county, f"{url}fraga/vardplan/ta-bort/")
    assert not round_.questions.filter(key="vardplan").exists()
    in_depth = new | {"kind": QuestionKind.FOCUS}
    assert "Välj först vad som är i fokus" in text(send(county, f"{url}ny-fraga/", in_depth))


def test_what_was_asked_last_time_is_ticked_until_something_is_chosen(visit, county):
    again, fresh = build.provision("3"), build.provision("4")
    build.about(build.a_round(year=2009, questions=0), again)
    made = build.a_round(status=RoundStatus.DRAFT, questions=0)
    url = f"{ROUND}forbered/riktlinjer/"
    page = text(visit(county, url))
    assert "redan ikryssat" in page
    assert page.count(" checked") == 1
    build.about(made, again)
    build.about(made, fresh)
    page = text(visit(county, url))
    assert "redan ikryssat" not in page
    assert page.count(" checked") == 2


def test_a_forged_choice_of_provision_is_told(send, county):
    build.a_round(status=RoundStatus.DRAFT, questions=0)
    answer = send(county, f"{ROUND}forbered/riktlinjer/", {"provisions": ["99999", "x"]})
    assert answer.status_code == 200
    assert not Question.objects.exists()


def test_places_that_joined_are_let_in(mapping, visit, send, county):
    people.participation("0160")
    people.participation("0163")
    assert "har kommit till sedan omgången öppnades: Sollentuna" in text(visit(county, ROUND))
    assert send(county, f"{ROUND}lagg-till-platser/").url == ROUND
    assert Mapping.objects.count() == 2


def test_in_a_closed_round_nobody_is_let_in(visit, county):
    build.mapping(build.a_round(status=RoundStatus.CLOSED))
    people.participation("0163")
    page = text(visit(county, ROUND))
    assert "har kommit till" not in page
    assert "Stängd" in page


# Reminding


@pytest.fixture
def mailing(send, settings, django_capture_on_commit_callbacks):
    """Send a form, and let the letters that wait for the commit go out."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

    def post(person, url):
        with django_capture_on_commit_callbacks(execute=True):
            return send(person, url)

    return post


def test_who_gets_mail_is_shown_before_it_is_sent(mapping, visit, mailing, county, social):
    build.mapping(mapping.round, "0163")
    page = text(visit(county, f"{ROUND}paminn/"))
    assert social.user.email in page
    assert "Sollentuna" in page
    assert "Skicka 1 påminnelse" in page
    assert mailing(county, f"{ROUND}paminn/").url == ROUND
    assert [letter.to for letter in mail.outbox] == [[social.user.email]]
    assert "Påmind" in text(visit(county, ROUND))
    assert "Ingen med konto kan påminnas" in text(visit(county, f"{ROUND}paminn/"))
    assert mailing(county, f"{ROUND}paminn/").status_code == 403


def test_one_place_is_reminded_alone(mapping, visit, county, social):
    build.mapping(mapping.round, "0163")
    page = text(visit(county, f"{ROUND}paminn/?plats=0160"))
    assert social.user.email in page
    assert "Sollentuna" not in page


# English


@pytest.mark.parametrize("url", [MAPPING, QUESTION, ROUND, "/kartlaggning/", f"{MAPPING}granska/"])
def test_the_same_page_in_english(url, mapping, visit, county):
    page = visit(county, f"/en{url}")
    assert page.status_code == 200
    assert 'lang="en"' in text(page)
