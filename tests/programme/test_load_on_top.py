"""Loading on top of what is there: what changes, what stays, and which rules hold."""

import pytest

from brygga import clock
from brygga.access.actor import SYSTEM
from brygga.followup.actions import catch_up
from brygga.followup.models import Answer, Mapping, Question, Round, Standing, TakenEdition
from brygga.followup.queries import untaken_editions
from brygga.guidance.actions import publish_edition
from brygga.guidance.models import Edition
from brygga.plans.models import Activity, PlanStep, Priority
from tests.builders.programme import faults, folder, load


@pytest.mark.usefixtures("demo")
def test_accepted_answers_are_what_everybody_sees_after_loading():
    accepted = Mapping.objects.filter(status="accepted")
    assert Standing.objects.filter(mapping__in=accepted).values("mapping").distinct().count() == 45
    assert not Standing.objects.exclude(mapping__in=accepted).exists()


@pytest.mark.usefixtures("demo")
def test_a_mapping_that_is_loaded_as_open_shows_nothing(tmp_path):
    load(folder(tmp_path, mappings="0162,2010,open,,,,,yes"))
    assert not Standing.objects.filter(
        mapping__place__code="0162", mapping__round__year=2010
    ).exists()


@pytest.mark.usefixtures("demo")
def test_what_is_invented_is_marked_as_the_folder_says():
    assert not Mapping.objects.filter(invented=False).exists()
    assert not Priority.objects.filter(invented=False).exists()


@pytest.mark.usefixtures("demo")
def test_an_activity_gets_the_provisions_it_names_and_loses_the_others(tmp_path):
    activity = Activity.objects.get(slug="taby-2010-fraga-om-barn")
    row = "taby-2010-fraga-om-barn,0160,2010,T,nr-2019/1; nr-2019/3,P,2010-11-30,ongoing,,"
    load(folder(tmp_path, activities=row))
    assert {str(one.number) for one in activity.provisions.all()} == {"1", "3"}


@pytest.mark.usefixtures("demo")
def test_a_plan_gets_its_history_once_and_keeps_who_made_it(tmp_path, django_user_model):
    user = django_user_model.objects.create(email="a@b.example", name="A")
    PlanStep.objects.filter(plan__place__code="0160").update(by=user)
    rows = (
        "0160,2010,2010-08-26T14:30:00Z,adopted,\n"
        '0160,2010,2010-11-01T09:00:00Z,draft,"Fel dag, enligt protokollet"'
    )
    assert load(folder(tmp_path, plan_steps=rows)).changed == {"plan_steps": 1}
    assert load(folder(tmp_path, plan_steps=rows)).changed == {"plan_steps": 0}
    first, second = PlanStep.objects.filter(plan__place__code="0160")
    assert (first.status, first.by) == ("adopted", user)
    assert (second.status, second.reason, second.by) == (
        "draft", "Fel dag, enligt protokollet", None
    )  # fmt: skip


@pytest.mark.usefixtures("demo")
def test_the_order_of_priorities_that_change_places_does_not_matter(tmp_path):
    rows = (
        "a-ny,0160,2010,stockholm-policy/3,lokala-samradet-0160,2010-09-01,Därför,,yes\n"
        "taby-2010-riktlinje-3,0160,2010,stockholm-policy/3,lokala-samradet-0160,"
        "2010-08-26,Därför,2010-09-01,yes"
    )
    assert faults(folder(tmp_path, priorities=rows)) == []


@pytest.mark.parametrize(
    ("table", "rows", "expected"),
    [
        (
            "places",
            "a,district,A,b,,,\nb,district,B,a,,,",
            ["2:4: lies in itself", "3:4: lies in itself"],
        ),
        ("places", "a,district,A,01,,,", ["2:4: a district lies in a municipality"]),
        ("places", "0160,municipality,Täby,03,,,", ["2:4: lies in 01; a place is not moved"]),
        ("places", "a,district,A,0160,2011-01-01,2010-01-01,", ["2:6: the period ends before"]),
        (
            "rounds",
            "0160,2011,R,open,2011-09-01,2011-11-30,,,",
            ["2:1: a round is held in a county"],
        ),
        ("rounds", "01,2011,R,open,2011-09-01,2011-08-30,,,", ["2:6: the round closes before"]),
        (
            "questions",
            "01,2010,x,1,provision,text,,X,X?,",
            ["2:6: a question of kind provision", "2:7: a question of kind provision"],
        ),
        ("wordings", "nr-2019,1,1,A,,A,both,4,should,", ["2:9: priority 4 lies in the class can"]),
        (
            "mappings",
            "0162,2010,accepted,,,,,",
            ["2:4: a mapping that is accepted", "2:5: a mapping", "2:7: an accepted mapping"],
        ),
        ("mappings", "0162,2011,open,,,,,", ["2:2: no rounds '01, 2011'"]),
        (
            "answers",
            "0162,2010,audit,joint,planned,text,,,,,2010-09-01T10:00:00Z,",
            ["2:6: expected nothing"],
        ),
        (
            "answers",
            "0162,2010,struktur,joint,planned,,,,,,2010-09-01T10:00:00Z,",
            ["2:5: expected nothing"],
        ),
        (
            "answers",
            "0162,2010,audit,joint,planned,,,,2011-01-01,,2010-09-01T10:00:00Z,",
            ["2:9: evidence from the future"],
        ),
        (
            "answers",
            "0162,2010,finns-inte,joint,planned,,,,,,2010-09-01T10:00:00Z,",
            ["2:3: no questions '01, 2010, finns-inte'"],
        ),
        (
            "answers",
            "9999,2010,audit,joint,planned,,,,,,2010-09-01T10:00:00Z,",
            ["2:1: no places '9999'"],
        ),
        (
            "plan_steps",
            "0160,2011,2010-08-26T14:30:00Z,adopted,\n0160,2010,2010-08-26T14:30:00Z,open,",
            ["2:2: no plans '0160, 2011'", "3:4: 'open'; expected one of draft, adopted"],
        ),
        (
            "standings",
            "0114,2010,audit,planned,planned,planned,no,no,,",
            ["2:1: expected nothing: the mapping is accepted"],
        ),
        ("plans", "0160,2011,adopted,,,,", ["2:4: an adopted plan", "2:5: an adopted plan"]),
        ("plans", "0160,2011,draft,2011-01-01,,,", ["2:4: expected nothing"]),
        (
            "priorities",
            "ny,0160,2010,stockholm-policy/3,lokala-samradet-0160,2010-09-01,D,,",
            ["2:4: the provision is prioritised there"],
        ),
        (
            "activities",
            "x,0160,2010,T,nr-2019/99,P,2010-11-30,planned,,",
            ["2:5: no provisions 'nr-2019/99'"],
        ),
    ],
)
@pytest.mark.usefixtures("demo")
def test_a_rule_that_is_broken_is_told_where(table, rows, expected, tmp_path):
    found = faults(folder(tmp_path, **{table: rows}))
    assert len(found) == len(expected)
    for told, begins in zip(found, expected, strict=True):
        assert told.startswith(f"{table}.csv:{begins}")


REOPENED = {"mappings": "0114,2010,open,,,,,yes"}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("audit,planned,planned,partly,no,yes,,", []),
        ("audit,partly,planned,partly,no,yes,,", ["2:4: the two said planned"]),
        ("audit,partly,planned,partly,yes,yes,,", []),
        ("audit,partly,,,no,no,,", ["2:4: the two said nothing"]),
        ("audit,planned,planned,planned,no,yes,,", ["2:8: expected no"]),
        ("audit,planned,planned,partly,no,no,,", ["2:8: expected yes"]),
        ("audit,planned,planned,dont_know,no,no,,", []),
        ("audit,planned,planned,,,no,,", ["2:7: is empty"]),
        ("finns-inte,planned,planned,,no,no,,", ["2:3: no questions '01, 2010, finns-inte'"]),
    ],
)
@pytest.mark.usefixtures("demo")
def test_what_stands_must_be_what_somebody_said(cells, expected, tmp_path):
    found = faults(folder(tmp_path, standings=f"0114,2010,{cells}", **REOPENED))
    assert len(found) == len(expected)
    for told, begins in zip(found, expected, strict=True):
        assert told.startswith(f"standings.csv:{begins}")


@pytest.mark.usefixtures("demo")
def test_only_levels_stand(tmp_path):
    Question.objects.filter(round__year=2010, key="audit").update(
        form="text", kind="priorities", provision=None
    )
    rows = "0114,2010,audit,planned,planned,planned,no,no,,"
    assert faults(folder(tmp_path, standings=rows, **REOPENED)) == [
        "standings.csv:2:3: the question is answered with text; only levels stand"
    ]


def standing_in_vasby():
    rows = Standing.objects.filter(mapping__place__code="0114", mapping__round__year=2010)
    return dict(rows.values_list("question__key", "level"))


@pytest.mark.usefixtures("demo")
def test_a_mapping_that_is_opened_again_keeps_what_the_folder_says_and_no_more(tmp_path):
    assert len(standing_in_vasby()) > 1
    rows = "0114,2010,audit,planned,planned,planned,no,no,,"
    load(folder(tmp_path, standings=rows, **REOPENED))
    assert standing_in_vasby() == {"audit": "planned"}


@pytest.mark.usefixtures("demo")
def test_an_answer_alone_takes_down_nothing_that_stands(tmp_path):
    rows = "0114,2010,audit,planned,planned,planned,no,no,,"
    load(folder(tmp_path, standings=rows, **REOPENED))
    answer = "0114,2010,audit,social_services,partly,,,,,,2010-09-15T10:00:00Z,"
    load(folder(tmp_path / "answer", answers=answer))
    assert standing_in_vasby() == {"audit": "planned"}
    accepted = "0162,2010,audit,social_services,not_begun,,,,,,2010-09-15T10:00:00Z,"
    Mapping.objects.filter(place__code="0162", round__year=2010).update(
        status="accepted", accepted_at=clock.now()
    )
    load(folder(tmp_path / "accepted", answers=accepted))
    found = Standing.objects.get(mapping__place__code="0162", question__key="audit",
                                 mapping__round__year=2010)  # fmt: skip
    assert found.level == "not_begun"


@pytest.mark.usefixtures("demo")
def test_a_mapping_accepted_and_opened_again_since_shows_nothing_after_a_load(tmp_path):
    """Only its history tells that it was: status and answers are as before."""
    rows = "0114,2010,audit,planned,planned,planned,no,no,,"
    load(folder(tmp_path, standings=rows, **REOPENED))
    steps = (
        "0114,2010,2010-11-01T10:00:00Z,accepted,\n0114,2010,2010-11-02T10:00:00Z,open,Fel person"
    )
    load(folder(tmp_path / "later", mapping_steps=steps, **REOPENED))
    assert standing_in_vasby() == {}


@pytest.mark.usefixtures("demo")
def test_answers_keep_who_answered_when_they_are_loaded_again(tmp_path, django_user_model):
    user = django_user_model.objects.create(email="a@b.example", name="A")
    answer = Answer.objects.get(
        mapping__place__code="0160",
        mapping__round__year=2010,
        question__key="riktlinje-3",
        side="social_services",
    )
    Answer.objects.filter(pk=answer.pk).update(answered_by=user)
    row = "0160,2010,riktlinje-3,social_services,partly,,,,,,2010-09-15T10:00:00Z,"
    load(folder(tmp_path, answers=row))
    answer.refresh_from_db()
    assert (answer.level, answer.answered_by) == ("partly", user)


SECOND_EDITION = {
    "editions": "stockholm-policy,2,Utgåva 2,published,2010-11-01,",
    "wordings": "stockholm-policy,3,2,Nytt,,Görs på nytt sätt,both,,unknown,",
}


@pytest.mark.usefixtures("demo")
def test_an_edition_that_is_loaded_reopens_nothing(tmp_path):
    Round.objects.update(closes_on=clock.today())
    before = sorted(Mapping.objects.values_list("pk", "status"))
    load(folder(tmp_path, **SECOND_EDITION))
    assert catch_up(by=SYSTEM) == 0
    assert sorted(Mapping.objects.values_list("pk", "status")) == before
    assert not Answer.objects.exclude(needs_review="").exists()
    assert TakenEdition.objects.count() == Edition.objects.filter(status="published").count()


@pytest.mark.usefixtures("demo")
def test_the_same_edition_published_here_would_reopen(tmp_path):
    """The control: it is the loading that keeps them closed, not that nothing is touched."""
    Round.objects.update(closes_on=clock.today())
    load(folder(tmp_path, **SECOND_EDITION))
    TakenEdition.objects.filter(edition__number=2).delete()
    assert catch_up(by=SYSTEM) > 0


@pytest.mark.usefixtures("demo")
def test_an_edition_that_waits_to_be_taken_in_goes_on_waiting_when_it_is_loaded_again(tmp_path):
    Round.objects.update(closes_on=clock.today())
    load(folder(tmp_path, **SECOND_EDITION))
    TakenEdition.objects.filter(edition__number=2).delete()
    load(folder(tmp_path, **SECOND_EDITION))
    assert [each.number for each in untaken_editions()] == [2]


@pytest.mark.usefixtures("demo")
def test_a_draft_that_is_loaded_is_taken_in_when_it_is_published_here(tmp_path):
    Round.objects.update(closes_on=clock.today())
    draft = SECOND_EDITION["editions"].replace("published,2010-11-01", "draft,")
    load(folder(tmp_path, **{**SECOND_EDITION, "editions": draft}))
    assert not TakenEdition.objects.filter(edition__number=2).exists()
    edition = Edition.objects.get(number=2)
    publish_edition(edition=edition, on=clock.today(), by=SYSTEM)
    assert catch_up(by=SYSTEM) > 0
