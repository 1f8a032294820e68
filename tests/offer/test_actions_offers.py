"""Entering, changing and ending an offer: effect, log, refusal, twice."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from brygga import clock
from brygga.audit.models import Event
from brygga.kernel.refusal import Refused
from brygga.offer.actions import OfferValues, change_offer, create_offer, end_offer
from brygga.offer.enums import WayIn
from brygga.offer.models import Offer, OfferPlace, Verification
from tests.builders import coverage, people
from tests.builders import offer as build
from tests.builders.race import race

pytestmark = pytest.mark.django_db


def values(**fields):
    known = {
        "for_whom": "Du som vill sluta",
        "ways": (WayIn.SELF, WayIn.DECISION),
        "places": [people.place("0160")],
        "age_from": 18,
    }
    return OfferValues(**known | fields)


def entered(by, **fields):
    return create_offer(
        intervention=fields.pop("intervention", None) or build.intervention(),
        unit=fields.pop("unit", None) or coverage.unit(),
        values=values(**fields),
        said_by="Lokal processledare, Täby",
        by=by,
    )


def kinds():
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


@pytest.fixture
def by():
    return people.municipality().actor


def test_an_offer_is_entered_and_counts_as_checked_today(by):
    made = entered(by)
    assert made.ways == (WayIn.SELF, WayIn.DECISION)
    assert [each.place.code for each in made.serves.all()] == ["0160"]
    checked = Verification.objects.get(offer=made)
    assert (checked.verified_on, checked.said_by) == (clock.today(), "Lokal processledare, Täby")
    assert kinds() == ["offer.offer.created", "offer.offer.verified"]
    assert set(Event.objects.values_list("path", flat=True)) == {"00/01/0160/"}


def test_what_begins_later_is_not_checked_yet(by):
    made = entered(by, begins_on=clock.today() + timedelta(days=10))
    assert not made.verifications.exists()


def test_pressed_twice_it_is_entered_once(by):
    what, unit = build.intervention(), coverage.unit()
    first = entered(by, intervention=what, unit=unit)
    assert entered(by, intervention=what, unit=unit) == first
    assert Offer.objects.count() == 1
    assert kinds() == ["offer.offer.created", "offer.offer.verified"]


def test_another_offer_of_the_same_is_refused_until_the_first_has_an_end(by):
    what, unit = build.intervention(), coverage.unit()
    first = entered(by, intervention=what, unit=unit)
    with pytest.raises(Refused, match="erbjuder det redan"):
        entered(by, intervention=what, unit=unit, age_from=15)
    end_offer(offer=first, on=clock.today(), by=by)
    assert entered(by, intervention=what, unit=unit, age_from=15) != first


@pytest.mark.parametrize(
    "wrong", [{"ways": ()}, {"places": []}, {"for_whom": "Ring 08-12 34 56 7"}]
)
def test_what_is_refused_leaves_nothing(by, wrong):
    with pytest.raises(Refused):
        entered(by, **wrong)
    assert not Offer.objects.exists()
    assert kinds() == []


def test_a_change_is_written_with_what_it_changed(by):
    made = entered(by)
    new = values(age_from=15, places=[people.place("0160"), people.place("0162")])
    change_offer(offer=made, values=new, by=by)
    made.refresh_from_db()
    assert made.age_from == 15
    assert {each.place.code for each in made.serves.all()} == {"0160", "0162"}
    assert Event.objects.order_by("pk").last().detail["changed"] == "age_from, places"


def test_no_change_writes_nothing(by):
    made = entered(by)
    before = kinds()
    change_offer(offer=made, values=values(), by=by)
    assert kinds() == before


def test_what_has_ended_is_history(by):
    made = build.offer(ends_on=clock.today() - timedelta(days=1))
    with pytest.raises(Refused, match="har slutat"):
        change_offer(offer=made, values=values(), by=by)
    with pytest.raises(Refused, match="har slutat"):
        end_offer(offer=made, on=clock.today(), by=by)


def test_a_change_into_another_offer_is_refused(by):
    what, unit = build.intervention(), coverage.unit()
    build.offer(what, where=unit, for_whom="Unga")
    made = build.offer(what, where=unit, for_whom="Gamla")
    with pytest.raises(Refused, match="erbjuder det redan"):
        change_offer(offer=made, values=values(for_whom="Unga"), by=by)


def test_an_end_is_said_once(by):
    made = build.offer(begins_on=date(2020, 1, 1))
    for _twice in range(2):
        end_offer(offer=made, on=clock.today(), by=by)
    made.refresh_from_db()
    assert made.ends_on == clock.today()
    assert kinds() == ["offer.offer.ended"]
    with pytest.raises(Refused):
        end_offer(offer=made, on=date(2019, 1, 1), by=by)


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow(reason="two connections to a database that is written for real")
def test_two_who_enter_the_same_at_once_enter_one(by):
    what, unit, said = build.intervention(), coverage.unit(), values()

    def enter():
        create_offer(intervention=what, unit=unit, values=said, said_by="Chef", by=by)
        return Offer.objects.count(), OfferPlace.objects.count(), Verification.objects.count()

    with race() as run:
        assert run(enter, enter)[-1] == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow(reason="two connections to a database that is written for real")
def test_without_the_guard_there_would_be_two(by):
    """The control: where the words differ, nothing holds the second one back."""
    what, unit = build.intervention(), coverage.unit()

    def enter(whom):
        said = replace(values(), for_whom=whom)
        create_offer(intervention=what, unit=unit, values=said, said_by="Chef", by=by)
        return Offer.objects.count()

    with race() as run:
        assert max(run(lambda: enter("Unga"), lambda: enter("Gamla"))) == 2
