"""Interventions, and responsibility that moves on a day."""

from datetime import date

import pytest

from brygga.audit.models import Event
from brygga.kernel.refusal import Refused
from brygga.offer.actions import (
    InterventionValues,
    ResponsibilityValues,
    save_intervention,
    set_responsibility,
)
from brygga.offer.enums import Answering
from brygga.offer.models import CareResponsibility, Intervention
from brygga.offer.queries.responsibilities import charges_for
from tests.builders import offer as build
from tests.builders import people
from tests.builders.thread import policy

pytestmark = pytest.mark.django_db
SHIFT = date(2027, 1, 1)


@pytest.fixture
def by():
    return people.county().actor


def said(kind="region", sector="addiction_care", *, shared=False, first=SHIFT, source="Ny lag"):
    return ResponsibilityValues(kind, sector, shared, first, None, source)


def kinds():
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


def test_an_intervention_is_made_and_changed_in_one_way(by):
    provisions = policy(("3", "4"))
    values = InterventionValues("MET", "Några samtal.", [provisions["3"]])
    made = save_intervention(place=people.place("01"), values=values, by=by)
    assert save_intervention(place=people.place("01"), values=values, by=by) == made
    other = InterventionValues("MET", "Några få samtal.", list(provisions.values()))
    save_intervention(place=people.place("01"), values=other, by=by, intervention=made)
    made.refresh_from_db()
    assert made.plain_words == "Några få samtal."
    assert made.provisions.count() == 2
    assert Intervention.objects.count() == 1
    assert set(kinds()) == {"offer.intervention.saved"}


def test_without_plain_words_there_is_none(by):
    values = InterventionValues("MET", " ", [])
    with pytest.raises(Refused, match="på vanlig svenska"):
        save_intervention(place=people.place("01"), values=values, by=by)
    assert not Intervention.objects.exists()


def test_responsibility_moves_on_a_day_and_what_was_stays(by):
    what, county, taby = build.intervention(), people.place("01"), people.place("0160")
    build.responsibility(what)
    set_responsibility(intervention=what, place=county, values=said(), by=by)

    def kind(on):
        return [row.principal_kind for row in charges_for([taby], on).at(taby, what.pk)]

    assert kind(date(2026, 12, 31)) == ["municipality"]
    assert kind(SHIFT) == ["region"]
    assert CareResponsibility.objects.count() == 2
    assert Event.objects.get().detail["ended"] == 1


def test_shared_stands_beside_what_is_shared(by):
    what, county, taby = build.intervention(), people.place("01"), people.place("0160")
    build.responsibility(what, is_shared=True)
    set_responsibility(intervention=what, place=county, values=said(shared=True), by=by)
    assert charges_for([taby], SHIFT).answers(taby, what.pk) == Answering.SHARED


def test_said_again_nothing_is_written(by):
    what, county = build.intervention(), people.place("01")
    for _twice in range(2):
        set_responsibility(intervention=what, place=county, values=said(), by=by)
    assert CareResponsibility.objects.count() == 1
    assert kinds() == ["offer.responsibility.set"]


def test_another_source_of_the_same_is_a_correction(by):
    what, county = build.intervention(), people.place("01")
    set_responsibility(intervention=what, place=county, values=said(), by=by)
    set_responsibility(
        intervention=what, place=county, values=said(source="Överenskommelsen"), by=by
    )
    assert CareResponsibility.objects.get().source == "Överenskommelsen"


def test_without_a_source_it_is_refused(by):
    with pytest.raises(Refused, match="varifrån"):
        set_responsibility(
            intervention=build.intervention(),
            place=people.place("01"),
            values=said(source=" "),
            by=by,
        )
    assert not CareResponsibility.objects.exists()
