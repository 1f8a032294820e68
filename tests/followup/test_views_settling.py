"""Joint answers, finishing a side and submitting a mapping."""

from datetime import timedelta

import pytest

from brygga import clock
from brygga.followup import actions
from brygga.followup.enums import MappingStatus
from brygga.followup.models import Answer, Mapping
from tests.builders import followup as build
from tests.builders.followup import HEALTH, JOINT, SOCIAL
from tests.followup.pages import HTMX, MAPPING, QUESTION, ROUND, rows, text

pytestmark = pytest.mark.django_db


# Text, age, locks


def test_priorities_are_answered_in_words(visit, send, social):
    round_ = build.a_round(questions=0)
    build.text_question(round_)
    mapping = build.mapping(round_)
    url = f"{MAPPING}prioriteringar/"
    assert 'type="radio"' not in text(visit(social, url))
    send(social, url, {"sida": "social_services", "text": "Barnen först", "level": "planned"})
    kept = mapping.answers.get()
    assert (kept.text, kept.level) == ("Barnen först", "")
    assert "Barnen först" in text(visit(social, MAPPING))


def test_in_place_with_old_evidence_says_its_year(visit, social):
    round_ = build.a_round()
    mapping = build.mapping(round_)
    old = round_.closes_on - timedelta(days=1100)
    build.answer(mapping, build.questions(mapping)[0], HEALTH, "in_place", evidence_on=old)
    words = f"På plats, underlag från {old.year}"
    assert words in text(visit(social, QUESTION))
    assert words in text(visit(social, MAPPING))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"status": MappingStatus.SUBMITTED}, "inskickad och låst"),
        ({"status": MappingStatus.ACCEPTED}, "godkänd och låst"),
        ({"social_services_finished_at": clock.now()}, "markerade som klara"),
    ],
)
def test_a_lock_is_said_in_words_and_to_a_forged_post(fields, words, visit, send, social):
    build.mapping(**fields)
    assert words in text(visit(social, QUESTION))
    data = {"sida": "social_services", "level": "planned"}
    assert words in text(send(social, QUESTION, data))
    assert words in text(send(social, QUESTION, data, headers=HTMX))
    assert not Answer.objects.exists()


def test_an_answer_to_look_at_again_says_why_and_next_says_it_holds(mapping, visit, send, social):
    asked = build.questions(mapping)[0]
    build.answer(mapping, asked, needs_review="Lydelsen har ändrats", answered_by=social.user)
    assert "Lydelsen har ändrats" in text(visit(social, QUESTION))
    stored = Answer.objects.get()
    data = {
        "sida": "social_services",
        "level": "planned",
        "seen": stored.answered_at.isoformat(),
    }
    send(social, QUESTION, data | {"go": "skip"})
    assert Answer.objects.get().needs_review
    send(social, QUESTION, data | {"go": "next"})
    assert Answer.objects.get().needs_review == ""


# Settling


def test_a_joint_answer_is_settled_beside_both_originals(visit, send, social):
    mapping = build.answer_all(build.mapping(), "planned", "in_place")
    page = text(visit(social, f"{QUESTION}ena/"))
    assert "Planerat" in page
    data = {"level": "partly", "comment": "Vi prövar i vår"}
    assert send(social, f"{QUESTION}ena/", data).url == MAPPING
    assert mapping.answers.get(side=JOINT).comment == "Vi prövar i vår"
    assert "Vi prövar i vår" in text(visit(social, QUESTION))
    send(social, f"{QUESTION}ta-tillbaka/")
    assert not mapping.answers.filter(side=JOINT).exists()


def test_a_joint_answer_says_why(mapping, send, social):
    build.answer_all(mapping, "planned", "in_place")
    assert send(social, f"{QUESTION}ena/", {"level": "partly"}).status_code == 200
    assert not mapping.answers.filter(side=JOINT).exists()


def test_what_cannot_be_settled_yet_says_so(mapping, visit, send, social):
    assert "Först svarar båda huvudmännen" in text(visit(social, f"{QUESTION}ena/"))
    data = {"level": "partly", "comment": "Ändå"}
    assert send(social, f"{QUESTION}ena/", data).status_code == 200
    assert not Answer.objects.exists()


def test_two_settlements_that_meet_are_both_shown(mapping, send, social, health):
    build.answer_all(mapping, "planned", "in_place")
    data = {"level": "planned", "comment": "Det lägre"}
    send(social, f"{QUESTION}ena/", data)
    other = send(health, f"{QUESTION}ena/", {"level": "in_place", "comment": "Det högre"})
    assert other.status_code == 409
    assert "Det lägre" in text(other)
    chosen = mapping.answers.get(side=JOINT).answered_at.isoformat()
    both = {"level": "in_place", "comment": "Det högre", "chosen": chosen}
    assert send(health, f"{QUESTION}ena/", both).status_code == 302
    assert mapping.answers.get(side=JOINT).level == "in_place"


def test_the_day_of_the_consultation(mapping, send, social):
    assert send(social, f"{MAPPING}motesdag/", {"settles_on": "2010-10-12"}).url == MAPPING
    assert Mapping.objects.get().settles_on.isoformat() == "2010-10-12"
    assert send(social, f"{MAPPING}motesdag/", {"settles_on": "snart"}).status_code == 200


# A place's mapping


def test_the_mapping_says_what_to_do_next(mapping, visit, social):
    build.answer(mapping, build.questions(mapping)[0], SOCIAL)
    page = text(visit(social, MAPPING))
    assert "Fortsätt svara" in page
    assert f'href="{MAPPING}fraga-2/"' in page
    assert "Våra svar är klara" not in page


def test_differing_answers_come_first_with_the_way_to_settle_them(visit, leader):
    build.answer_all(build.mapping(), "planned", "in_place")
    page = text(visit(leader, MAPPING))
    assert page.index("Ni svarar olika på 2 frågor") < page.index("Alla frågor")
    assert f'href="{QUESTION}ena/"' in page


def test_once_submitted_nobody_is_asked_to_settle_anything(visit, county):
    build.submitted(by=county.actor, social="planned", health="in_place")
    page = text(visit(county, MAPPING))
    assert "Samrådet enas" not in page
    assert "Olika svar, inte enade" in page


def test_a_side_is_finished_and_taken_up_again(visit, send, social):
    mapping = build.answer_all(build.mapping())
    send(social, f"{MAPPING}klar/", {"sida": "social_services"})
    mapping.refresh_from_db()
    assert mapping.social_services_finished_at
    assert "Ta upp svaren igen" in text(visit(social, MAPPING))
    send(social, f"{MAPPING}klar/", {"sida": "social_services", "igen": "1"})
    mapping.refresh_from_db()
    assert mapping.social_services_finished_at is None


def test_a_side_with_work_left_is_not_finished_by_a_forged_post(mapping, send, social):
    answer = send(social, f"{MAPPING}klar/", {"sida": "social_services"})
    assert answer.status_code == 403
    assert "2 frågor är kvar" in text(answer)


def test_a_mapping_is_submitted_with_its_differences_said(visit, send, leader):
    build.ready(social="planned", health="in_place")
    assert "2 frågor där ni svarar olika" in text(visit(leader, f"{MAPPING}skicka-in/"))
    assert send(leader, f"{MAPPING}skicka-in/").url == MAPPING
    assert Mapping.objects.get().status == MappingStatus.SUBMITTED
    assert "Inskickad" in text(visit(leader, MAPPING))


def test_the_button_and_a_forged_post_give_the_same_reason(mapping, visit, send, leader):
    reason = "Socialtjänsten: 2 frågor är kvar att besvara."
    assert reason in text(visit(leader, MAPPING))
    answer = send(leader, f"{MAPPING}skicka-in/")
    assert answer.status_code == 403
    assert reason in text(answer)


def test_the_mapping_as_a_file(visit, social):
    mapping = build.mapping(settles_on=None)
    asked = build.questions(mapping)[0]
    build.answer(mapping, asked, SOCIAL, evidence="=HYPERLINK(1)", evidence_kind="routine")
    build.answer(mapping, asked, HEALTH, "in_place")
    build.answer(mapping, asked, JOINT, "partly")
    table = rows(visit(social, f"{MAPPING}?format=csv"))
    assert [row[2] for row in table[1:]] == [
        "Socialtjänsten",
        "Hälso- och sjukvården",
        "Gemensamt svar",
    ]
    assert table[1][6] == "'=HYPERLINK(1)"
    assert table[1][-1] == "Ja"


def test_invented_answers_are_said_to_be_so(visit, social):
    build.mapping(invented=True)
    for url in (MAPPING, QUESTION, f"{QUESTION}ena/", ROUND):
        assert "påhittade" in text(visit(social, url))


# Review


@pytest.fixture
def waiting(county):
    return build.submitted(by=county.actor, social="planned", health="in_place")


def test_the_county_reads_all_answers_with_what_shows_them(waiting, visit, county):
    Answer.objects.update(evidence="Rutin 7", comment="Sedan länge")
    page = text(visit(county, f"{MAPPING}granska/"))
    assert page.count("Rutin 7") == 4
    assert page.count("Sedan länge") == 4
    assert "svarar olika på 2 frågor" in page


def test_the_county_accepts(waiting, send, county):
    assert send(county, f"{MAPPING}granska/", {"go": "accept"}).url == ROUND
    assert Mapping.objects.get().status == MappingStatus.ACCEPTED


def test_the_county_returns_with_a_reason_that_those_who_answer_read(
    waiting, visit, send, county, social
):
    assert send(county, f"{MAPPING}granska/", {"reason": " "}).status_code == 200
    assert send(county, f"{MAPPING}granska/", {"reason": "Underlag saknas"}).url == ROUND
    page = text(visit(social, MAPPING))
    assert "Länet har lämnat tillbaka kartläggningen: Underlag saknas" in page


def test_a_second_reviewer_is_told_that_it_is_decided(waiting, send, county):
    send(county, f"{MAPPING}granska/", {"reason": "Underlag saknas"})
    answer = send(county, f"{MAPPING}granska/", {"go": "accept"})
    assert answer.status_code == 403
    assert "Bara en inskickad" in text(answer)


def test_the_first_opening_is_no_reopening(mapping, visit, social):
    mapping.steps.create(status="open")
    assert "öppnats igen" not in text(visit(social, MAPPING))


def test_the_ways_on_from_a_mapping_and_a_round(mapping, visit, county):
    page = text(visit(county, MAPPING))
    assert 'href="/laget/0160/?ar=2010"' in page
    assert 'href="/plan/0160/2010/"' in page
    assert 'href="/laget/01/?ar=2010"' in text(visit(county, ROUND))


def test_an_accepted_mapping_is_reopened_with_a_reason(waiting, visit, send, county, social):
    actions.accept_mapping(mapping=waiting, by=county.actor)
    assert send(county, f"{MAPPING}oppna-igen/").status_code == 200
    assert send(county, f"{MAPPING}oppna-igen/", {"reason": "Fel plats"}).url == MAPPING
    page = text(visit(social, MAPPING))
    assert "Kartläggningen har öppnats igen: Fel plats" in page
    assert page.index("Vad som har hänt") < page.rindex("Fel plats")
