"""Standings in bulk: made in SQL, by the same rules as the pages read answers."""

from datetime import date
from itertools import product

import pytest

from brygga.followup import actions
from brygga.followup.enums import AnswerForm, Level, MappingStatus
from brygga.followup.models import Answer, Question, Standing
from brygga.followup.rules import Shown, differs, evidence_that_counts, standing_level
from tests.builders import followup as build
from tests.builders.followup import HEALTH, JOINT, SOCIAL

pytestmark = pytest.mark.django_db

LEVELS = ["", *Level.values]
OLD, NEW = date(2008, 1, 1), date(2010, 1, 1)
# What may stand behind a level: nothing, something without a day, something old or new.
EVIDENCE = [("", None), ("", NEW), ("Rutin", None), ("Rutin", OLD), ("Rutin", NEW)]


def shown(level, evidence):
    return Shown(level, *evidence) if level else Shown()


def compared(cases):
    """What the database makes of each case, beside what the rules say of it."""
    round_ = build.a_round(questions=0)
    mapping = build.mapping(round_, status=MappingStatus.ACCEPTED)
    asked = Question.objects.bulk_create(
        Question(round=round_, key=f"k{n}", position=n, kind="structure", short="s", text="t")
        for n, _case in enumerate(cases)
    )
    Answer.objects.bulk_create(
        Answer(
            mapping=mapping,
            question=question,
            side=side,
            level=given.level,
            evidence=f"{given.evidence}{side}" if given.evidence else "",
            evidence_on=given.evidence_on,
        )
        for question, case in zip(asked, cases, strict=True)
        for side, given in zip((SOCIAL, HEALTH, JOINT), case, strict=True)
        if given.level
    )
    actions.rebuild_standings(mapping_ids=[mapping.pk])
    made = {standing.question_id: standing for standing in Standing.objects.all()}
    for question, case in zip(asked, cases, strict=True):
        yield case, made.get(question.pk)


def said(given, side):
    return (
        Shown(given.level, f"{given.evidence}{side}", given.evidence_on)
        if given.evidence
        else given
    )


def expected(case):
    social, health, joint = (
        said(given, side) for given, side in zip(case, (SOCIAL, HEALTH, JOINT), strict=True)
    )
    level = standing_level(social.level, health.level, joint.level)
    behind = evidence_that_counts(level or "", (social, health), joint)
    return (
        level,
        social.level,
        health.level,
        bool(joint.level),
        differs(social.level, health.level),
        behind.evidence,
        behind.evidence_on if behind.evidence else None,
    )


def agree(cases):
    for case, standing in compared(cases):
        wanted = expected(case)
        if standing is None:
            assert wanted[0] is None, case
            continue
        assert (
            standing.level,
            standing.social_services,
            standing.health_care,
            standing.is_joint,
            standing.differs,
            standing.evidence,
            standing.evidence_on,
        ) == wanted, case


def test_sql_and_python_agree_on_every_combination_of_levels():
    agree([tuple(Shown(level) for level in case) for case in product(LEVELS, repeat=3)])


@pytest.mark.slow  # a thousand combinations
def test_sql_and_python_agree_on_every_combination_of_evidence():
    levels = ("planned", "partly")
    cases = [
        (shown(one, first), shown(two, second), shown(three, third))
        for one, two in product(levels, repeat=2)
        for three in ("", "partly")
        for first, second, third in product(EVIDENCE, repeat=3)
    ]
    agree(cases)


def test_only_accepted_mappings_have_standings(county):
    accepted = build.accepted(by=county.actor)
    other = build.ready(accepted.round, "0163")
    Standing.objects.all().delete()
    made = actions.rebuild_standings(mapping_ids=[accepted.pk, other.pk, accepted.pk])
    assert made == 2
    assert set(Standing.objects.values_list("mapping_id", flat=True)) == {accepted.pk}


def test_rebuilding_gives_the_same_again(county, monkeypatch):
    monkeypatch.setattr("brygga.followup.actions.standings.CHUNK", 1)
    round_ = build.a_round()
    ids = [
        build.accepted(round_, code, by=county.actor, health="in_place").pk
        for code in ("0160", "0163")
    ]
    names = ("mapping_id", "question_id", "level", "social_services", "health_care", "differs")
    before = set(Standing.objects.values_list(*names))
    assert actions.rebuild_standings(mapping_ids=ids) == 4
    assert set(Standing.objects.values_list(*names)) == before


def test_free_text_makes_no_standing():
    round_ = build.a_round(questions=0)
    asked = build.text_question(round_)
    assert asked.form == AnswerForm.TEXT
    mapping = build.mapping(round_, status=MappingStatus.ACCEPTED)
    build.answer(mapping, asked, level="planned")
    assert actions.rebuild_standings(mapping_ids=[mapping.pk]) == 0


def test_nothing_to_rebuild_is_nothing():
    assert actions.rebuild_standings(mapping_ids=[]) == 0
