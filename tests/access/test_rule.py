"""One rule, asked of lists and of single objects."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from brygga.access.rule import Rule, everyone
from brygga.people.models import Place
from brygga.people.permissions import ADD_GROUP, VIEW_INSIDE
from tests.builders import people as build

pytestmark = pytest.mark.django_db


def test_list_and_object_agree_inside_beside_above_and_outside():
    town = build.municipality().actor
    for code, expected in (("0160", True), ("0162", False), ("01", False), ("1280", False)):
        place = build.place(code)
        assert VIEW_INSIDE.allows(town, place) is expected
        assert VIEW_INSIDE.visible(town).filter(code=code).exists() is expected
        if expected:
            assert VIEW_INSIDE.get(town, code=code) == place
        else:
            with pytest.raises(Http404):
                VIEW_INSIDE.get(town, code=code)


def test_an_insider_without_the_right_is_told_no_and_an_outsider_nothing():
    member = build.actor("consultation-member", "0160")
    with pytest.raises(PermissionDenied):
        ADD_GROUP.get(member, code="0160")
    with pytest.raises(Http404):
        ADD_GROUP.get(build.outsider().actor, code="0160")


@pytest.mark.parametrize("wrong", ["x", 10**30, -1])
def test_an_id_that_nothing_can_have_is_not_found(wrong):
    with pytest.raises(Http404):
        VIEW_INSIDE.get(build.national().actor, pk=wrong)


def test_what_is_open_to_everyone_hides_nothing():
    assert Rule(Place, everyone).visible(build.outsider().actor).count() == Place.objects.count()
