"""What a new edition touches: asked about again where a round runs, told where it is over."""

import csv
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest

from brygga import clock
from brygga.access.actor import SYSTEM
from brygga.followup.actions import ask_again
from brygga.followup.enums import RoundStatus
from brygga.followup.models import Answer, Round
from brygga.guidance.enums import EditionStatus
from brygga.guidance.models import Edition, Wording
from brygga.thread.queries.work_list import work_list_of
from tests.builders import people
from tests.builders.thread import mapping, opened_round, policy

pytestmark = pytest.mark.django_db

LEVELS = {"1": ("in_place",) * 2, "3": ("planned", "not_begun")}
CODES = ("0160", "0162", "0163")
ADDRESS = "/laget/arbetslista/policy/2/"


@pytest.fixture
def provisions():
    return policy(("1", "3"))


@pytest.fixture
def round_(provisions):
    """A round of 2010 that two places have answered in; both are accepted."""
    year = opened_round(provisions)
    for code in CODES[:2]:
        mapping(year, people.place(code), LEVELS)
    return year


@pytest.fixture
def edition(provisions, round_):
    """It rewords provision 3 and leaves provision 1 out."""
    made = Edition.objects.create(
        document=provisions["3"].document,
        number=2,
        name="utgåva 2",
        status=EditionStatus.PUBLISHED,
        published_on=date(2011, 1, 1),
    )
    Wording.objects.create(
        provision=provisions["3"], edition=made, title="Sak 3", measure="Gör sak 3 bättre"
    )
    return made


def run(round_, **fields):
    """Let the round be running today."""
    Round.objects.filter(pk=round_.pk).update(closes_on=clock.today(), **fields)


def ask(edition):
    touched = [each.pk for each in edition.document.provisions.filter(number="3")]
    return ask_again(provision_ids=touched, edition_name="utgåva 2", by=SYSTEM)


def seen(edition, person):
    """By place: answers to look at again, and answers about the earlier wording."""
    rows = work_list_of(edition, person.actor).places
    return {
        row.place.code: (
            [(found.answers, found.labels) for found in row.again],
            [(found.answers, found.labels) for found in row.earlier],
        )
        for row in rows
    }


def test_ones_own_places_answer_again_in_a_round_that_runs(client, edition, round_):
    run(round_)
    assert ask(edition) == 2
    assert client.get(ADDRESS).status_code == 302
    county = people.county()
    assert seen(edition, county) == {code: ([(2, "Riktlinje 3")], []) for code in CODES[:2]}
    client.force_login(county.user)
    page = client.get(ADDRESS).content.decode()
    assert "Gör sak 3 bättre" in page
    assert "förra lydelsen" not in page
    client.force_login(people.outsider().user)
    assert client.get(ADDRESS).context["places"] == ()


@pytest.mark.parametrize("status", [RoundStatus.OPEN, RoundStatus.CLOSED])
def test_what_was_said_in_a_round_that_is_over_is_told_as_said(client, edition, round_, status):
    Round.objects.filter(pk=round_.pk).update(status=status)
    assert ask(edition) == 0
    county = people.county()
    assert seen(edition, county) == {code: ([], [(2, "Riktlinje 3")]) for code in CODES[:2]}
    client.force_login(county.user)
    words = " ".join(client.get(ADDRESS).content.decode().split())
    assert "2 svar från 2010 (Riktlinje 3)" in words
    assert "gäller den förra lydelsen; frågas om i nästa omgång" in words
    sheet = client.get(ADDRESS, {"format": "csv"}).content.decode("utf-8-sig")
    head, *rows = csv.reader(StringIO(sheet))
    assert head[2:4] == ["Svar att se över", "Svar om den förra lydelsen"]
    assert [row[:4] for row in rows] == [
        ["0160", "Täby", "0", "2"],
        ["0162", "Danderyd", "0", "2"],
    ]


def test_nobody_outside_learns_what_was_said(client, edition):
    assert seen(edition, people.outsider()) == {}


def test_an_answer_given_on_the_day_of_the_edition_is_about_the_new_wording(edition, round_):
    begins = datetime(2010, 12, 31, 23, tzinfo=UTC)
    Answer.objects.filter(mapping__place__code="0160").update(answered_at=begins)
    Answer.objects.filter(mapping__place__code="0162").update(
        answered_at=begins - timedelta(seconds=1)
    )
    assert seen(edition, people.county()) == {"0162": ([], [(2, "Riktlinje 3")])}


def test_an_edition_of_an_unknown_day_says_nothing_about_old_answers(edition, round_):
    Edition.objects.filter(pk=edition.pk).update(published_on=None)
    edition.refresh_from_db()
    assert seen(edition, people.county()) == {}


def test_what_was_said_is_told_until_the_next_round_is_answered(provisions, edition, round_):
    following = opened_round(provisions, 2011)
    run(following)
    county = people.county()
    assert seen(edition, county).keys() == set(CODES[:2])
    mapping(following, people.place("0160"), LEVELS, status="open")
    Answer.objects.filter(mapping__round=following).update(answered_at=clock.now())
    assert seen(edition, county).keys() == {"0162"}
    ask(edition)
    assert seen(edition, county)["0160"] == ([(2, "Riktlinje 3")], [])


def test_what_still_waits_in_a_round_that_is_over_is_not_told_twice(edition, round_):
    run(round_)
    ask(edition)
    Round.objects.filter(pk=round_.pk).update(closes_on=clock.today() - timedelta(days=1))
    assert seen(edition, people.county())["0160"] == ([(2, "Riktlinje 3")], [])


def test_a_drafts_work_list_tells_its_editors_what_publishing_would_touch(client, edition, round_):
    Edition.objects.filter(pk=edition.pk).update(status=EditionStatus.DRAFT, published_on=None)
    edition.refresh_from_db()
    national = people.national()
    for running in (False, True):
        if running:
            run(round_)
        found = [(2, "Riktlinje 3")]
        expected = (found, []) if running else ([], found)
        assert seen(edition, national) == dict.fromkeys(CODES[:2], expected)
    client.force_login(national.user)
    assert client.get(ADDRESS).status_code == 200
    client.force_login(people.outsider().user)
    assert client.get(ADDRESS).status_code == 404


@pytest.mark.parametrize("places", [1, 3])
@pytest.mark.parametrize("status", EditionStatus.values)
def test_the_cost_is_the_same_however_many_places(
    provisions, edition, places, status, django_assert_num_queries
):
    edition.status = status
    asked = opened_round(provisions, 2009, county="12")
    run(opened_round(provisions, county="14"))
    for code in ("1280", "1281", "1290")[:places]:
        mapping(asked, people.place(code), LEVELS)
    actor = people.national().actor
    with django_assert_num_queries(9):
        assert len(work_list_of(edition, actor).places) == 2 + places
