"""Who keeps the directory: inside, beside, above and outside the branch; list and object alike."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from brygga.access.actor import VISITOR
from brygga.offer.permissions import EDIT_INTERVENTION, EDIT_OFFER, OFFER_AT, VERIFY_OFFER
from tests.builders import offer as build
from tests.builders import people

pytestmark = pytest.mark.django_db


def answer(rule, actor, row):
    """What the object's page says; the list must say the same."""
    listed = rule.visible(actor).filter(pk=row.pk).exists()
    try:
        rule.get(actor, pk=row.pk)
    except PermissionDenied:
        assert not listed
        return 403
    except Http404:
        assert not listed
        return 404
    assert listed
    return 200


@pytest.mark.parametrize(
    ("role", "code", "edits", "verifies"),
    [
        ("local-process-leader", "0160", 200, 200),
        ("local-process-leader", "0162", 404, 404),
        ("county-coordinator", "01", 200, 200),
        ("county-process-leader", "12", 404, 404),
        ("national-office", "00", 200, 200),
        ("unit-head", "0160", 403, 200),
        ("unit-head", "0162", 404, 404),
        ("consultation-member", "0160", 403, 200),
        ("steering-group-member", "0160", 403, 403),
        ("service-user-representative", "0160", 403, 403),
        ("evaluator", "01", 403, 403),
    ],
)
def test_the_units_place_keeps_the_offer_whomever_it_serves(role, code, edits, verifies):
    made = build.offer(at="0160", serves=["01"])
    actor = people.actor(role, code)
    assert answer(EDIT_OFFER, actor, made) == edits
    assert answer(VERIFY_OFFER, actor, made) == verifies
    assert answer(OFFER_AT, actor, people.place("0160")) == edits


def test_an_intervention_is_changed_by_those_whose_it_is():
    own, nations = build.intervention(at="01"), build.intervention(at="00")
    county = people.county().actor
    assert answer(EDIT_INTERVENTION, county, own) == 200
    assert answer(EDIT_INTERVENTION, county, nations) == 404
    assert answer(EDIT_INTERVENTION, people.national().actor, nations) == 200


def test_a_visitor_changes_nothing():
    made = build.offer()
    for rule in (EDIT_OFFER, VERIFY_OFFER):
        assert answer(rule, VISITOR, made) == 404
