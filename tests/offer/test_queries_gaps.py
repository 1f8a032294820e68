"""Provisions × places: what is missing, for one place and for 290."""

from datetime import date, timedelta

import pytest

from brygga.guidance.enums import PriorityClass
from brygga.guidance.models import Wording
from brygga.offer.enums import Answering, GapKind
from brygga.offer.queries.gaps import cells_of
from brygga.offer.queries.link import offered_at
from brygga.offer.queries.matrix import by_county, gap_matrix, recommended, rows_below
from brygga.people.queries import counties
from tests.builders import guidance, people
from tests.builders import offer as build
from tests.builders.thread import policy

pytestmark = pytest.mark.django_db
TODAY = build.TODAY
STALE = TODAY - timedelta(days=500)


@pytest.fixture
def provision():
    return policy()["3"]


def cell(provision, code="0160", on=TODAY, longest=30):
    place = people.place(code)
    return cells_of([place], [provision.pk], on, longest)[place.pk, provision.pk]


def test_without_an_intervention_nothing_can_be_said(provision):
    found = cell(provision)
    assert (found.is_known, found.gaps) == (False, ())


def test_all_is_well(provision):
    what = build.intervention(provisions=[provision])
    build.responsibility(what)
    build.offer(what, verified=TODAY, wait=7)
    found = cell(provision)
    assert (found.gaps, found.days, found.verified_on) == ((), 7, TODAY)


def test_offered_next_door_is_not_offered_here(provision):
    what = build.intervention(provisions=[provision])
    build.responsibility(what)
    build.offer(what, at="0162", verified=TODAY)
    assert cell(provision).gaps == (GapKind.NOT_OFFERED,)
    assert cell(provision, "0162").gaps == ()


def test_every_kind_of_gap(provision):
    what = build.intervention(provisions=[provision])
    assert cell(provision).gaps == (GapKind.NOT_OFFERED, GapKind.NOBODY_ANSWERS)
    build.offer(what, verified=STALE, wait=50)
    build.responsibility(what)
    build.responsibility(what, kind="region", sector="addiction_care")
    assert cell(provision).gaps == (GapKind.TWO_ANSWER, GapKind.STALE, GapKind.LONG_WAIT)
    assert cell(provision, longest=50).gaps == (GapKind.TWO_ANSWER, GapKind.STALE)


def test_one_fresh_and_quick_offer_mends_what_another_lacks(provision):
    what, other = (build.intervention(provisions=[provision]) for _ in range(2))
    for each in (what, other):
        build.responsibility(each)
    build.offer(what, verified=STALE, wait=50)
    build.offer(other, verified=TODAY, wait=3, serves=["01"])
    found = cell(provision)
    assert (found.gaps, len(found.offers)) == ((), 2)


def test_the_nearest_place_says_who_answers(provision):
    what = build.intervention(provisions=[provision])
    build.offer(what, serves=["01"], verified=TODAY)
    build.responsibility(what, at="00")
    build.responsibility(what, at="00", kind="region", sector="psychiatry")
    build.responsibility(what, at="0160", kind="region", sector="psychiatry")
    assert cell(provision).answers == Answering.ONE
    assert cell(provision, "0162").answers == Answering.BOTH


def test_who_answers_follows_the_day(provision):
    what = build.intervention(provisions=[provision])
    build.offer(what, verified=[TODAY, date(2028, 1, 1)])
    build.responsibility(what, valid_to=date(2026, 12, 31))
    assert cell(provision).answers == Answering.ONE
    assert cell(provision, on=date(2028, 1, 1)).answers == Answering.NOBODY


@pytest.mark.parametrize("number", [1, 3])
def test_as_few_questions_for_three_as_for_one(number, django_assert_num_queries):
    provisions = list(policy([str(n) for n in range(1, number + 1)]).values())
    for each in provisions:
        what = build.intervention(provisions=[each])
        build.responsibility(what)
        build.offer(what, verified=TODAY)
    places = [people.place(code) for code in ("0160", "0162", "0184")[:number]]
    with django_assert_num_queries(4):
        found = cells_of(places, [each.pk for each in provisions], TODAY)
    assert len(found) == number * number


@pytest.mark.slow(reason="asks about every municipality in the country")
def test_as_few_for_the_whole_country(provision, django_assert_num_queries):
    what = build.intervention(provisions=[provision])
    build.responsibility(what, at="00")
    for code in ("0160", "1280", "2580"):
        build.offer(what, at=code, verified=TODAY)
    Wording.objects.update(priority_class=PriorityClass.SHOULD)
    nation = people.place("00")
    columns = recommended(people.place("01"), TODAY, everything=False)
    with django_assert_num_queries(5):
        matrix = gap_matrix(nation, columns, TODAY, 30)
    assert len(matrix.rows) == 290
    assert matrix.counts[GapKind.NOT_OFFERED] == 287
    stockholm = next(row for row in by_county(matrix, counties()) if row.place.code == "01")
    assert (stockholm.places, stockholm.missing) == (26, (25,))


def test_which_provisions_are_asked_about():
    found = policy(("1", "2", "3", "4"))
    ranks = {"1": "should", "2": "can", "3": "do_not", "4": "unranked"}
    for number, rank in ranks.items():
        Wording.objects.filter(provision=found[number]).update(priority_class=rank)
    build.intervention(provisions=[found["2"], found["3"]])
    taby = people.place("0160")

    def numbers(*, place=taby, everything=False, also=""):
        columns = recommended(place, TODAY, everything=everything, also=also)
        return [column.wording.provision.number for column in columns]

    assert numbers() == ["1"]
    assert numbers(everything=True) == ["2"]
    assert numbers(also="policy/4") == ["1", "4"]
    assert numbers(place=people.place("1280")) == [], "the policy holds in Stockholm county"


def test_what_is_withdrawn_is_not_missing():
    document = guidance.document("nr", code="00")
    first = guidance.edition(document, 1, numbers=("1", "2"))
    Wording.objects.filter(edition=first).update(priority_class=PriorityClass.SHOULD)
    guidance.wording(guidance.edition(document, 2), "2", priority_class=PriorityClass.SHOULD)
    columns = recommended(people.place("0160"), TODAY, everything=False)
    assert [column.wording.provision.number for column in columns] == ["2"]


def test_a_county_shows_its_places_and_a_place_itself():
    people.place("bromma")
    county = [place.code for place in rows_below(people.place("01"), TODAY)]
    assert len(county) == 27
    assert "bromma" in county
    assert [place.code for place in rows_below(people.place("0160"), TODAY)] == ["0160"]


def test_the_thread_is_told_of_a_county_by_its_places(provision):
    what = build.intervention(provisions=[provision])
    build.offer(what, verified=TODAY)
    wide = offered_at(people.place("01"), provision.pk, TODAY)
    assert (wide.reached, len(wide.cells), wide.cell) == (1, 26, None)
    own = offered_at(people.place("0160"), provision.pk, TODAY)
    assert (own.reached, own.cell.is_known) == (1, True)
