"""Answering a question, one side at a time, and a saving that comes late."""

from datetime import timedelta

import pytest
from django.utils import timezone

from brygga import clock
from brygga.followup.models import Answer
from tests.builders import followup as build
from tests.builders import people
from tests.builders.followup import HEALTH, SOCIAL
from tests.followup.pages import HTMX, MAPPING, QUESTION, text

pytestmark = pytest.mark.django_db


# One question at a time


def test_a_question_shows_ones_own_side_to_write_and_the_other_to_read(mapping, visit, social):
    asked = build.questions(mapping)[0]
    build.answer(mapping, asked, HEALTH, "in_place", evidence="Rutin 7", comment="Sedan länge")
    page = text(visit(social, QUESTION))
    assert "Fråga 1 av 2" in page
    assert "Socialtjänsten" in page
    assert "Täby kommun" in page
    assert page.count('type="radio"') == 6
    assert page.index("Ej påbörjat") < page.index("Vet ej")
    assert "Rutin 7" in page
    assert "Sedan länge" in page


def test_an_answer_is_saved_and_the_next_question_comes(mapping, send, social):
    data = {
        "sida": "social_services",
        "level": "planned",
        "evidence_kind": "document",
        "evidence": "Förslag till rutin",
        "evidence_on": "2010-09-02",
        "comment": "Tas upp i oktober",
        "go": "next",
    }
    answer = send(social, QUESTION, data)
    assert answer.headers["Location"] == f"{MAPPING}fraga-2/"
    kept = Answer.objects.get()
    assert (kept.side, kept.level, kept.evidence) == (SOCIAL, "planned", "Förslag till rutin")


@pytest.mark.parametrize(
    ("where", "go", "leads_to"),
    [
        ("fraga-1", "skip", f"{MAPPING}fraga-2/"),
        ("fraga-1", "back", MAPPING),
        ("fraga-2", "back", QUESTION),
        ("fraga-2", "next", MAPPING),
        ("fraga-1", "", QUESTION),
        ("fraga-1", "nonsense", QUESTION),
    ],
)
@pytest.mark.usefixtures("mapping")
def test_every_way_on_saves_what_is_new(where, go, leads_to, send, social):
    data = {"sida": "social_services", "level": "partly", "go": go}
    assert send(social, f"{MAPPING}{where}/", data).headers["Location"] == leads_to
    assert Answer.objects.get().level == "partly"


def test_skipping_what_is_empty_leaves_nothing(mapping, send, social):
    send(social, QUESTION, {"sida": "social_services", "go": "skip"})
    assert not Answer.objects.exists()


def test_saving_while_typing_answers_with_the_time_and_what_differs(mapping, send, social):
    build.answer(mapping, build.questions(mapping)[0], HEALTH, "in_place")
    data = {"sida": "social_services", "level": "planned"}
    answer = send(social, QUESTION, data, headers=HTMX)
    part = text(answer)
    assert "<html" not in part
    assert f"Sparat {timezone.localtime():%H}" in part
    assert "1 besvarad" in part
    assert "Ni svarar olika" in part
    stored = Answer.objects.get(side=SOCIAL)
    assert timezone.localtime(stored.answered_at).isoformat() in part


def test_the_consultations_day_stands_beside_what_differs(visit, social):
    day = clock.today().replace(month=10, day=12)
    mapping = build.answer_all(build.mapping(settles_on=day), "planned", "in_place")
    assert "den 12 oktober" in text(visit(social, QUESTION))
    assert mapping.settles_on == day


def test_a_wrong_date_is_told_and_nothing_is_saved(mapping, send, social):
    data = {"sida": "social_services", "level": "planned", "evidence_on": "2010-13-40"}
    page = send(social, QUESTION, data | {"go": "next"})
    assert page.status_code == 200
    assert "En sak att rätta" in text(page) or "errors" in text(page)
    assert "Inte sparat" in text(send(social, QUESTION, data, headers=HTMX))
    tomorrow = clock.today() + timedelta(days=1)
    later = data | {"evidence_on": tomorrow.isoformat()}
    assert "Den dagen har inte varit än" in text(send(social, QUESTION, later))
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {"level": "excellent"},
        {"evidence_kind": "hearsay"},
        {"evidence": "x" * 301},
        {"comment": "a\x00b"},
    ],
)
def test_forged_values_are_told_never_an_error(data, mapping, send, social):
    assert send(social, QUESTION, {"sida": "social_services"} | data).status_code == 200
    assert not Answer.objects.exists()


@pytest.mark.parametrize("seen", ["nonsense", "2010-09-02", "\x00", "9" * 400])
def test_a_forged_time_counts_as_having_seen_nothing(seen, mapping, send, social, colleague):
    build.answer(mapping, build.questions(mapping)[0], level="in_place", answered_by=colleague.user)
    data = {"sida": "social_services", "level": "partly", "seen": seen}
    assert send(social, QUESTION, data).status_code == 409
    assert Answer.objects.get().level == "in_place"


# The other side's answers


@pytest.mark.parametrize("path", [QUESTION, f"{QUESTION}som-forra-aret/", f"{MAPPING}klar/"])
def test_health_care_cannot_write_for_social_services(path, mapping, send, health):
    answer = send(health, path, {"sida": "social_services", "level": "planned"})
    assert answer.status_code == 403
    assert not Answer.objects.exists()


def test_health_care_is_shown_its_own_side_whatever_is_asked_for(mapping, visit, health):
    page = visit(health, f"{QUESTION}?sida=social_services")
    assert page.context["desk"].side == HEALTH


@pytest.mark.parametrize("side", ["", "joint", "nonsense"])
def test_a_post_without_a_side_is_turned_away(side, mapping, send, leader):
    data = {"sida": side, "level": "planned"}
    assert send(leader, QUESTION, data).status_code == 403
    assert not Answer.objects.exists()


def test_who_answers_for_both_chooses_by_links(mapping, visit, send, leader):
    page = text(visit(leader, f"{QUESTION}?sida=health_care"))
    assert f'href="{QUESTION}?sida=social_services"' in page
    assert 'aria-current="true"' in page
    data = {"sida": "health_care", "level": "partly", "go": "next"}
    answer = send(leader, QUESTION, data)
    assert answer.headers["Location"] == f"{MAPPING}fraga-2/?sida=health_care"
    assert Answer.objects.get().side == HEALTH


def test_who_only_reads_has_nothing_to_press(mapping, visit):
    build.answer_all(mapping, "planned", "in_place")
    page = text(visit(people.person("evaluator", "01"), QUESTION))
    assert "<textarea" not in page
    assert "Planerat" in page
    assert "Ena er" not in page


# A saving that comes late


def collide(mapping, send, social, colleague, **rest):
    asked = build.questions(mapping)[0]
    stored = build.answer(
        mapping, asked, level="in_place", evidence="Kajsas rutin", answered_by=colleague.user
    )
    data = {"sida": "social_services", "level": "partly", "comment": "Mitt eget"}
    return stored, send(social, QUESTION, data, **rest)


def test_two_answers_that_meet_are_both_shown(mapping, send, social, colleague):
    _stored, page = collide(mapping, send, social, colleague)
    assert page.status_code == 409
    shown = text(page)
    assert "Två svar möts" in shown
    assert "Kajsa" in shown
    assert "Kajsas rutin" in shown
    assert "Mitt eget" in shown
    assert Answer.objects.get().level == "in_place"


def test_while_typing_too(mapping, send, social, colleague):
    _stored, part = collide(mapping, send, social, colleague, headers=HTMX)
    assert part.status_code == 200
    assert "Inte sparat" in text(part)
    assert "Två svar möts" in text(part)
    assert "<html" not in text(part)
    assert 'id="id_seen"' not in text(part)


def test_ones_own_is_saved_once_chosen(mapping, send, social, colleague):
    stored, _page = collide(mapping, send, social, colleague)
    data = {
        "sida": "social_services",
        "level": "partly",
        "chosen": stored.answered_at.isoformat(),
    }
    assert send(social, QUESTION, data).status_code == 302
    assert Answer.objects.get().level == "partly"


# Last year


@pytest.fixture
def last_year():
    provision = build.provision()
    earlier = build.a_round(year=2009, questions=0)
    build.about(earlier, provision, "fraga-1")
    before = build.mapping(earlier)
    build.answer(before, build.questions(before)[0], level="planned", evidence="Förslag")
    now = build.a_round(questions=0)
    build.about(now, provision, "fraga-1")
    return build.mapping(now)


def test_last_years_answer_helps(last_year, visit, send, social):
    page = text(visit(social, QUESTION))
    assert "Svar 2009:" in page
    assert send(social, f"{QUESTION}som-forra-aret/", {"sida": "social_services"}).url == QUESTION
    kept = last_year.answers.get()
    assert (kept.level, kept.evidence, kept.answered_by) == ("planned", "Förslag", social.user)


def test_without_a_last_year_nothing_is_filled_in(mapping, send, social):
    send(social, f"{QUESTION}som-forra-aret/", {"sida": "social_services"})
    assert not Answer.objects.exists()


def test_the_same_again_waits_its_turn_when_somebody_was_first(last_year, send, social, colleague):
    build.answer(
        last_year, build.questions(last_year)[0], level="in_place", answered_by=colleague.user
    )
    send(social, f"{QUESTION}som-forra-aret/", {"sida": "social_services"})
    assert last_year.answers.get().level == "planned"


def reword(last_year, *, days_after):
    """A second edition changes what was answered about last year."""
    provision = build.questions(last_year)[0].provision
    given = clock.now() - timedelta(days=30)
    Answer.objects.update(answered_at=given)
    build.reword(provision, timezone.localdate(given) + timedelta(days=days_after))


def test_what_was_said_about_another_wording_is_not_said_again_unread(
    last_year, visit, send, social
):
    reword(last_year, days_after=1)
    page = text(visit(social, QUESTION))
    assert "Svar 2009:" in page
    assert "Lydelsen har ändrats sedan dess, i Policyn, Utgåva 2." in page
    assert f"{QUESTION}som-forra-aret/" not in page
    refused = send(social, f"{QUESTION}som-forra-aret/", {"sida": "social_services"})
    assert refused.status_code == 403
    assert "Lydelsen har ändrats sedan dess" in text(refused)
    assert not last_year.answers.exists()


def test_an_answer_given_since_the_edition_may_be_said_again(last_year, visit, send, social):
    reword(last_year, days_after=0)
    assert f"{QUESTION}som-forra-aret/" in text(visit(social, QUESTION))
    send(social, f"{QUESTION}som-forra-aret/", {"sida": "social_services"})
    assert last_year.answers.get().level == "planned"
