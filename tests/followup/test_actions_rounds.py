"""A county's round and what it asks."""

from datetime import date, timedelta

import pytest

from brygga import clock
from brygga.audit.models import Event
from brygga.followup import actions
from brygga.followup.actions import RoundValues
from brygga.followup.enums import AnswerForm, QuestionKind, RoundStatus
from brygga.followup.models import Mapping, Question, Round
from brygga.followup.rules import QuestionValues
from brygga.kernel.refusal import Refused
from brygga.people.enums import ParticipationStatus
from tests.builders import followup as build
from tests.builders import people
from tests.builders.people import place

pytestmark = pytest.mark.django_db

AUTUMN = RoundValues("Regional uppföljning 2010", date(2010, 9, 1), date(2010, 11, 30))


def kinds():
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


def draft(**fields):
    return build.a_round(status=RoundStatus.DRAFT, **fields)


def keys(round_):
    return list(round_.questions.order_by("position").values_list("key", flat=True))


def test_a_new_round_asks_what_the_visits_asked_in_2010(county):
    round_ = actions.create_round(county=place("01"), year=2010, values=AUTUMN, by=county.actor)
    assert round_.status == RoundStatus.DRAFT
    assert round_.evidence_months == 24
    assert keys(round_) == ["struktur", "rutiner", "prioriteringar"]
    assert round_.questions.get(key="prioriteringar").form == AnswerForm.TEXT
    assert all(round_.questions.values_list("source", flat=True))
    assert kinds() == ["followup.round.saved"]


def test_one_round_a_year(county):
    actions.create_round(county=place("01"), year=2010, values=AUTUMN, by=county.actor)
    with pytest.raises(Refused):
        actions.create_round(county=place("01"), year=2010, values=AUTUMN, by=county.actor)
    actions.create_round(county=place("12"), year=2010, values=AUTUMN, by=county.actor)
    assert Round.objects.count() == 2


def test_the_last_day_does_not_come_first(county):
    wrong = RoundValues("Omgång", date(2010, 11, 30), date(2010, 9, 1))
    with pytest.raises(Refused):
        actions.create_round(county=place("01"), year=2010, values=wrong, by=county.actor)
    round_ = build.a_round()
    with pytest.raises(Refused):
        actions.change_round(round_=round_, values=wrong, by=county.actor)
    assert kinds() == []


def test_the_last_day_can_be_moved(county):
    round_ = build.a_round(year=2010)
    actions.change_round(round_=round_, values=AUTUMN, by=county.actor)
    round_.refresh_from_db()
    assert (round_.title, round_.closes_on) == (AUTUMN.title, AUTUMN.closes_on)


# Opening and closing


def test_opening_gives_each_participant_a_mapping(county):
    people.participation("0160")
    people.participation("0163", ParticipationStatus.INVITED)
    people.participation("0180", ParticipationStatus.LEFT)
    round_ = draft()
    assert actions.open_round(round_=round_, by=county.actor) == 2
    assert set(Mapping.objects.values_list("place__code", flat=True)) == {"0160", "0163"}
    assert Round.objects.get().status == RoundStatus.OPEN
    assert kinds() == ["followup.round.opened"]


@pytest.mark.parametrize(
    "fields",
    [
        {"questions": 0},
        {
            "opens_on": date(2010, 9, 1),
            "closes_on": clock.today() - timedelta(days=1),
        },
    ],
)
def test_a_round_that_is_not_ready_does_not_open(fields, county):
    people.participation("0160")
    with pytest.raises(Refused):
        actions.open_round(round_=draft(**fields), by=county.actor)
    assert not Mapping.objects.exists()
    assert Round.objects.get().status == RoundStatus.DRAFT


def test_a_round_without_participants_does_not_open(county):
    with pytest.raises(Refused):
        actions.open_round(round_=draft(), by=county.actor)


def test_two_who_open_at_once_make_one_set_of_mappings(county):
    people.participation("0160")
    first, second = draft(), Round.objects.get()
    actions.open_round(round_=first, by=county.actor)
    with pytest.raises(Refused):
        actions.open_round(round_=second, by=county.actor)
    assert Mapping.objects.count() == 1
    assert kinds() == ["followup.round.opened"]


def test_a_closed_round_opens_again_with_the_mappings_it_has(county):
    people.participation("0160")
    round_ = draft()
    actions.open_round(round_=round_, by=county.actor)
    actions.close_round(round_=round_, by=county.actor)
    people.participation("0163")
    assert actions.open_round(round_=round_, by=county.actor) == 1
    assert Mapping.objects.count() == 2
    assert kinds() == ["followup.round.opened", "followup.round.closed", "followup.round.opened"]


def test_only_an_open_round_is_closed(county):
    with pytest.raises(Refused):
        actions.close_round(round_=draft(), by=county.actor)


def test_who_joins_later_can_answer_too(county):
    round_ = build.a_round()
    build.mapping(round_)
    people.participation("0160")
    people.participation("0163")
    assert actions.add_places(round_=round_, by=county.actor) == 1
    assert actions.add_places(round_=round_, by=county.actor) == 0


def test_nobody_is_added_to_a_round_being_prepared(county):
    with pytest.raises(Refused):
        actions.add_places(round_=draft(), by=county.actor)


# What is asked


def choose(round_, *numbers, focus=None, by):
    found = {number: build.provision(number) for number in numbers}
    actions.choose_provisions(
        round_=round_,
        provision_ids=[each.pk for each in found.values()],
        focus_id=build.provision(focus).pk if focus else None,
        by=by.actor,
    )
    round_.refresh_from_db()
    return keys(round_)


def test_the_chosen_provisions_are_asked_about(county):
    round_ = draft(questions=0)
    assert choose(round_, "1", "3", by=county) == ["stockholm-policy-1", "stockholm-policy-3"]
    question = round_.questions.get(key="stockholm-policy-3")
    assert question.kind == QuestionKind.PROVISION
    assert question.short == "Rubrik 3"
    assert question.text.endswith("Åtgärd 3 ska göras.")


def test_the_focus_comes_first_with_its_depth(county):
    round_ = draft(questions=1)
    asked = choose(round_, "1", focus="3", by=county)
    assert asked == [
        "stockholm-policy-3",
        "fokus-rutin",
        "fokus-ansvar",
        "fokus-uppfoljning",
        "stockholm-policy-1",
        "fraga-1",
    ]
    in_depth = round_.questions.filter(kind=QuestionKind.FOCUS)
    assert set(in_depth.values_list("provision_id", flat=True)) == {round_.focus_id}
    assert round_.focus.number == "3"


def test_a_question_that_stays_keeps_its_words(county):
    round_ = draft(questions=0)
    choose(round_, "1", "3", by=county)
    round_.questions.filter(key="stockholm-policy-3").update(text="Med våra egna ord?")
    choose(round_, "3", "5", by=county)
    assert set(keys(round_)) == {"stockholm-policy-3", "stockholm-policy-5"}
    assert round_.questions.get(key="stockholm-policy-3").text == "Med våra egna ord?"


def test_a_changed_focus_keeps_the_questions_in_depth(county):
    round_ = draft(questions=0)
    choose(round_, focus="3", by=county)
    round_.questions.filter(key="fokus-rutin").update(text="Egen fördjupning?")
    choose(round_, focus="5", by=county)
    moved = round_.questions.get(key="fokus-rutin")
    assert (moved.text, moved.provision.number) == ("Egen fördjupning?", "5")
    choose(round_, "5", focus="5", by=county)
    assert "fokus-rutin" in keys(round_)


def test_without_a_focus_there_is_no_depth(county):
    round_ = draft(questions=0)
    choose(round_, focus="3", by=county)
    assert choose(round_, "3", by=county) == ["stockholm-policy-3"]
    assert round_.focus is None


def own(kind=QuestionKind.ROUTINE, short="Vårdplan", text="Görs vårdplaner?"):
    return QuestionValues(kind, short, text)


def test_the_county_adds_and_changes_its_own_questions(county):
    round_ = draft(questions=1)
    added = actions.save_question(round_=round_, values=own(), by=county.actor)
    assert added.key == "vardplan"
    actions.save_question(
        round_=round_, question=added, values=own(text="Görs de i tid?"), by=county.actor
    )
    added.refresh_from_db()
    assert (added.key, added.text) == ("vardplan", "Görs de i tid?")
    assert kinds() == ["followup.round.saved"] * 2


def test_questions_with_the_same_heading_get_keys_of_their_own(county):
    round_ = draft(questions=0)
    for _each in range(2):
        actions.save_question(round_=round_, values=own(short="Granska"), by=county.actor)
    assert keys(round_) == ["granska-2", "granska-3"]


def test_depth_needs_a_focus_and_provisions_are_chosen(county):
    round_ = draft()
    for kind in (QuestionKind.FOCUS, QuestionKind.PROVISION):
        with pytest.raises(Refused):
            actions.save_question(round_=round_, values=own(kind), by=county.actor)


def test_questions_are_moved_one_step(county):
    round_ = draft(questions=3)
    last = round_.questions.get(key="fraga-3")
    actions.move_question(question=last, up=True, by=county.actor)
    assert keys(round_) == ["fraga-1", "fraga-3", "fraga-2"]
    actions.move_question(question=last, up=False, by=county.actor)
    actions.move_question(question=last, up=False, by=county.actor)
    assert keys(round_) == ["fraga-1", "fraga-2", "fraga-3"]


def test_a_question_is_taken_away(county):
    round_ = draft(questions=2)
    actions.remove_question(question=round_.questions.get(key="fraga-1"), by=county.actor)
    assert list(round_.questions.values_list("key", "position")) == [("fraga-2", 1)]


def test_what_is_asked_stands_once_the_round_is_open(county):
    round_ = build.a_round()
    question = round_.questions.first()
    tries = [
        lambda: choose(round_, "3", by=county),
        lambda: actions.save_question(round_=round_, values=own(), by=county.actor),
        lambda: actions.save_question(
            round_=round_, question=question, values=own(), by=county.actor
        ),
        lambda: actions.move_question(question=question, up=True, by=county.actor),
        lambda: actions.remove_question(question=question, by=county.actor),
    ]
    for attempt in tries:
        with pytest.raises(Refused):
            attempt()
    assert Question.objects.filter(round=round_).count() == 2
    assert kinds() == []
