"""Reads: the right answers, at the same cost for one row as for three."""

from datetime import date, timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from brygga import clock
from brygga.access.actor import VISITOR
from brygga.followup import queries
from brygga.followup.enums import QuestionKind, RoundStatus
from brygga.followup.models import ReportText, Round
from brygga.followup.queries.board import board
from brygga.followup.queries.overview import overview
from brygga.followup.queries.question import last_time, mapping_of, principals_of
from brygga.followup.queries.reminders import due_reminders, last_reminded, reminders_for
from brygga.followup.queries.round_pages import askable, round_page
from tests.builders import followup as build
from tests.builders import people
from tests.builders.followup import HEALTH, JOINT, PLACES, SOCIAL
from tests.builders.people import place

pytestmark = pytest.mark.django_db

# Rounds


def test_questions_come_as_they_are_asked():
    round_ = build.a_round(questions=2)
    build.about(round_, build.provision())
    assert [each.key for each in queries.questions_of(round_)] == [
        "fraga-1",
        "fraga-2",
        "riktlinje-3",
    ]


# What has been accepted


@pytest.mark.parametrize("n", [1, 3])
def test_standings_are_one_query_however_many(n, county, django_assert_num_queries):
    round_ = build.a_round(questions=1)
    build.about(round_, build.provision())
    for code in PLACES[:n]:
        build.accepted(round_, code, by=county.actor, social="planned", health="in_place")
    with django_assert_num_queries(1):
        rows = queries.standings([round_.pk])
    assert len(rows) == 2 * n
    assert {(row.level, row.social_services, row.health_care, row.differs) for row in rows} == {
        ("planned", "planned", "in_place", True)
    }


def test_a_standing_names_its_provision_only_for_the_provisions_own_question(county):
    provision = build.provision()
    round_ = build.a_round(questions=0)
    build.about(round_, provision)
    build.question(round_, "djup", kind=QuestionKind.FOCUS, provision=provision)
    build.accepted(round_, by=county.actor)
    found = {row.kind: row.provision_id for row in queries.standings([round_.pk])}
    assert found == {"provision": provision.pk, "focus": None}


def test_standings_of_no_rounds_are_none():
    assert queries.standings([]) == []


# The sheet


@pytest.mark.parametrize("n", [1, 3])
def test_a_sheet_costs_three_queries(n, django_assert_num_queries):
    mapping = build.again(build.answer_all(build.mapping(build.a_round(questions=n))))
    with django_assert_num_queries(3):
        sheet = queries.sheet_of(mapping)
        assert len(sheet.lines) == n
        assert sheet.progress(SOCIAL).answered == n
        assert sheet.refusal_to_submit


def test_a_sheet_tells_what_differs_and_what_is_settled(social):
    mapping = build.mapping(build.a_round(questions=4))
    same, settled, doubted, unsettled = build.questions(mapping)
    for asked, other in ((same, "planned"), (settled, "partly"), (doubted, "partly")):
        build.answer(mapping, asked, SOCIAL, "planned", answered_by=social.user)
        build.answer(mapping, asked, HEALTH, other)
    build.answer(mapping, unsettled, SOCIAL, "planned")
    build.answer(mapping, unsettled, HEALTH, "followed_up")
    build.answer(mapping, settled, JOINT, "partly")
    build.answer(mapping, doubted, JOINT, "partly", needs_review="Ändrat")
    sheet = queries.sheet_of(mapping)
    assert [line.differs for line in sheet.lines] == [False, True, True, True]
    assert [line.question for line in sheet.to_settle] == [doubted, unsettled]
    assert [line.standing for line in sheet.lines] == ["planned", "partly", "partly", "planned"]
    assert sheet.to_review == 1
    assert sheet.lines[0].social_services.by == "Sanna"
    assert sheet.lines[0].health_care.by == ""
    assert sheet.lines[1].joint.level == "partly"


def test_old_evidence_is_known_on_the_sheet():
    mapping = build.mapping()
    asked = build.questions(mapping)[0]
    long_ago = mapping.round.closes_on - timedelta(days=900)
    build.answer(mapping, asked, SOCIAL, "in_place", evidence="Rutin", evidence_on=long_ago)
    sheet = queries.sheet_of(build.again(mapping))
    assert sheet.is_old(sheet.lines[0].social_services)
    assert not sheet.is_old(sheet.lines[0].health_care)


# The board


@pytest.mark.parametrize("n", [1, 3])
def test_the_board_costs_the_same_for_one_place_as_for_three(n, county, django_assert_num_queries):
    round_ = build.a_round(focus=build.provision())
    for code in PLACES[:n]:
        people.participation(code)
        build.answer_all(build.mapping(round_, code), "planned", "partly")
    people.participation("0181")
    round_ = Round.objects.select_related("county", "focus").get(pk=round_.pk)
    with django_assert_num_queries(6):
        rows = board(round_, county.actor)
        shown = round_page(round_, rows, county.actor)
    assert len(rows) == n
    assert shown.counted.begun == n
    assert shown.differing == 2 * n
    assert [each.code for each in shown.joined] == ["0181"]


def test_the_board_says_whose_move_it_is(county):
    round_ = build.a_round()
    build.mapping(round_, "0160")
    half = build.mapping(round_, "0163")
    build.answer(half, build.questions(half)[0], SOCIAL)
    build.answer_all(build.mapping(round_, "0180"))
    build.ready(round_, "0181")
    build.submitted(round_, "0182", by=county.actor)
    build.accepted(round_, "0183", by=county.actor)
    doubted = build.ready(round_, "0184", social="planned", health="partly")
    build.answer(doubted, build.questions(doubted)[0], JOINT, "partly", needs_review="Ändrat")
    said = {row.mapping.place.code: row.waits_for for row in board(round_, county.actor)}
    assert said["0160"] == "Ingen har börjat"
    assert said["0163"] == "Socialtjänsten: 1 kvar; Hälso- och sjukvården: 2 kvar"
    assert "inte markerat som klart" in said["0180"]
    assert said["0181"] == "Platsen skickar in"
    assert said["0182"] == "Länet granskar"
    assert said["0183"] == ""
    assert "gemensamt svar" in said["0184"]


def test_the_board_of_a_closed_round_says_so(county):
    round_ = build.a_round(status=RoundStatus.CLOSED)
    build.mapping(round_)
    assert "stängd" in board(round_, county.actor)[0].waits_for


def test_the_board_is_sorted_as_asked_and_by_name_otherwise(county):
    round_ = build.a_round()
    build.mapping(round_, "0180")
    build.answer_all(build.mapping(round_, "0160"), "planned", "partly")
    build.submitted(round_, "0163", by=county.actor)

    def order(sort):
        return [row.mapping.place.code for row in board(round_, county.actor, sort)]

    assert order("place") == order("nonsense") == ["0163", "0180", "0160"]
    assert order("left")[0] == "0180"
    assert order("differing")[0] == "0160"
    assert order("status")[0] == "0163"


def test_the_board_shows_only_the_places_one_reaches(leader):
    round_ = build.a_round()
    for code in PLACES:
        build.mapping(round_, code)
    assert [row.mapping.place.code for row in board(round_, leader.actor)] == ["0160"]
    assert board(round_, VISITOR) == []


# One question


def test_an_earlier_answer_is_found_by_provision_or_key():
    provision = build.provision()
    years = {}
    for year in (2008, 2009, 2010):
        round_ = build.a_round(year=year, questions=0)
        build.about(round_, provision, f"nyckel-{year}")
        build.question(round_, "struktur")
        build.text_question(round_)
        years[year] = build.mapping(round_)
    for year, level in ((2008, "not_begun"), (2009, "planned")):
        for asked in build.questions(years[year]):
            is_text = asked.form == "text"
            build.answer(
                years[year],
                asked,
                level="" if is_text else level,
                text=f"Vi prioriterar {year}" if is_text else "",
            )
    now = years[2010]
    found = [last_time(now, asked, SOCIAL) for asked in build.questions(now)]
    assert [each.year for each in found] == [2009, 2009, 2009]
    assert [each.given.level for each in found] == ["planned", "planned", ""]
    assert found[2].given.text == "Vi prioriterar 2009"
    assert last_time(now, build.questions(now)[0], HEALTH) is None


def test_questions_in_depth_are_told_apart_by_their_key():
    provision = build.provision()
    for year in (2009, 2010):
        round_ = build.a_round(year=year, questions=0)
        for key in ("djup-1", "djup-2"):
            build.question(round_, key, kind=QuestionKind.FOCUS, provision=provision)
        mapping = build.mapping(round_)
        if year == 2009:
            build.answer(mapping, build.questions(mapping)[1], level="partly")
    first, second = build.questions(mapping)
    assert last_time(mapping, first, SOCIAL) is None
    assert last_time(mapping, second, SOCIAL).given.level == "partly"


@pytest.fixture
def reworded():
    """A mapping whose question has other words since today's noon, and last year's answer."""
    provision = build.provision()
    years = {year: build.a_round(year=year, questions=0) for year in (2009, 2010)}
    for each in years.values():
        build.about(each, provision)
    before, now = (build.mapping(each) for each in years.values())
    noon = timezone.localtime(clock.now()).replace(hour=12)
    answer = build.answer(before, build.questions(before)[0], answered_at=noon)
    build.reword(provision, noon.date())
    return now, answer


def test_last_time_says_whether_the_words_have_changed_since(reworded):
    now, answer = reworded
    asked = build.questions(now)[0]
    assert last_time(now, asked, SOCIAL).refusal is None
    answer.answered_at -= timedelta(days=1)
    answer.save()
    assert "Policyn, Utgåva 2" in last_time(now, asked, SOCIAL).refusal.reason


def test_an_answer_asked_about_again_and_never_given_anew_is_about_the_words_before(reworded):
    now, answer = reworded
    answer.needs_review = "Lydelsen har ändrats."
    answer.save()
    assert last_time(now, build.questions(now)[0], SOCIAL).refusal


def test_words_that_belong_to_nothing_do_not_change(django_assert_num_queries):
    for year in (2009, 2010):
        mapping = build.mapping(build.a_round(year=year, questions=1))
        build.answer(mapping, build.questions(mapping)[0])
    asked = build.questions(mapping)[0]
    with django_assert_num_queries(1):
        assert last_time(mapping, asked, SOCIAL).refusal is None


def test_rounds_that_run_and_rounds_just_over():
    today = clock.today()
    yesterday = today - timedelta(days=1)
    runs = build.a_round("01", 2010)
    before = build.a_round("01", 2009, closes_on=yesterday)
    over = build.a_round("12", 2010, closes_on=yesterday)
    build.a_round("12", 2009, closes_on=yesterday)
    build.a_round("12", 2011, status=RoundStatus.DRAFT)
    closed = build.a_round("14", 2010, status=RoundStatus.CLOSED)
    late = build.a_round("14", 2009)
    assert queries.running_rounds(today) == [runs, late]
    assert {each.pk for each in queries.rounds_just_over(today)} == {before.pk, over.pk, closed.pk}


def test_a_mapping_outside_is_not_there(leader, outsider):
    build.mapping()
    assert mapping_of(leader.actor, 2010, "0160").place.code == "0160"
    for actor, year, code in (
        (outsider.actor, 2010, "0160"),
        (leader.actor, 2009, "0160"),
        (leader.actor, 2010, "nowhere"),
    ):
        with pytest.raises(Http404):
            mapping_of(actor, year, code)


def test_each_side_is_named_by_its_principal():
    names = principals_of(place("0160"), clock.today())
    assert names[SOCIAL] == "Täby kommun"
    assert set(names) == {SOCIAL, HEALTH}


def test_the_overview_shows_what_one_may_do(county, social, django_assert_num_queries):
    mapping = build.again(build.answer_all(build.mapping()))
    with django_assert_num_queries(5):
        shown = overview(mapping, social.actor)
    assert [view.is_own for view in shown.sides] == [True, False]
    assert (shown.may_settle, shown.may_submit, shown.may_review) == (True, False, False)
    assert not shown.both_own
    assert overview(mapping, county.actor).both_own


# Reminders


@pytest.mark.parametrize("n", [1, 3])
def test_whom_to_remind_costs_two_queries(n, django_assert_num_queries):
    round_ = build.a_round()
    for code in PLACES[:n]:
        build.mapping(round_, code)
        people.person("consultation-member", code, side="social_services")
    tallies = queries.tallies(round_.mappings.order_by("place__path"))
    with django_assert_num_queries(2):
        found = reminders_for(tallies, clock.today())
    assert [len(each.users) for each in found] == [1] * n
    assert all(each.names for each in found)


def test_no_round_near_its_end_reminds_nobody(django_assert_num_queries):
    build.mapping()
    with django_assert_num_queries(1):
        assert due_reminders(clock.today()) == []


def test_the_last_reminder_of_each_mapping(social):
    mapping = build.mapping()
    for day in (date(2010, 11, 1), date(2010, 11, 8)):
        mapping.reminders.create(user=social.user, for_day=day)
    assert last_reminded([mapping.pk]) == {mapping.pk: date(2010, 11, 8)}


# What the county can ask about


def test_what_holds_in_the_county_can_be_asked_about():
    round_ = build.a_round(status=RoundStatus.DRAFT)
    build.provision("3")
    build.provision("14.A07", document="nr-2019", code="00")
    build.provision("1", document="skane-policy", code="12")
    found = askable(round_)
    numbers = [each.provision.number for wordings in found.values() for each in wordings]
    assert numbers == ["3", "14.A07"]


def test_written_sections_are_found(county):
    for section, text in (("introduction", "Ett år."), ("focus", "")):
        ReportText.objects.create(place=place("01"), year=2010, section=section, text=text)
    assert queries.report_texts(place("01"), 2010) == {"introduction": "Ett år."}


def test_rounds_one_reaches(leader, outsider):
    own = build.a_round()
    build.a_round(year=2011, status=RoundStatus.DRAFT)
    assert queries.rounds_for(leader.actor) == [own]
    assert queries.rounds_for(outsider.actor) == []
