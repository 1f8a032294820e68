"""Inside, beside, above and outside the branch; lists and single objects in one body."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from brygga import clock
from brygga.access.actor import VISITOR
from brygga.audit.models import Event
from brygga.people import permissions
from brygga.people.models import Invitation
from tests.builders import people as build

pytestmark = pytest.mark.django_db
YES, NO, NOTHING = None, PermissionDenied, Http404


def everybody():
    build.place("taby-by", parent="0160")
    return {
        "national": build.national().actor,
        "county": build.county().actor,
        "municipality": build.municipality().actor,
        "member": build.actor("consultation-member", "0160"),
        "beside": build.municipality("0162").actor,
        "below": build.actor("local-process-leader", "taby-by"),
        "outsider": build.outsider().actor,
        "visitor": VISITOR,
    }


def the_place():
    return build.place("0160")


def the_group():
    return build.group("0160")


def the_appointment():
    return build.appointment(build.group("0160"))


def the_grant():
    return build.grant(build.user())


def the_invitation():
    inviter = build.county()
    return Invitation.objects.create(
        email="ny@taby.example",
        role_id="editor",
        place=build.place("0160"),
        token_hash="x",
        invited_by=inviter.user,
        parent=inviter.user.grants.get(),
        expires_at=clock.now(),
    )


@pytest.mark.parametrize(
    ("rule", "made", "municipality", "member"),
    [
        (permissions.VIEW_INSIDE, the_place, YES, YES),
        (permissions.ADD_GROUP, the_place, YES, NO),
        (permissions.CHANGE_PARTICIPATION, the_place, NO, NO),
        (permissions.GIVE_ROLE, the_place, YES, NO),
        (permissions.READ_LOG, the_place, NO, NO),
        (permissions.EDIT_GROUP, the_group, YES, NO),
        (permissions.EDIT_APPOINTMENT, the_appointment, YES, NO),
        (permissions.END_GRANT, the_grant, YES, NO),
        (permissions.WITHDRAW_INVITATION, the_invitation, YES, NO),
    ],
)
def test_who_reaches_a_thing_in_a_municipality(rule, made, municipality, member):
    row = made()
    expected = {
        "national": YES,
        "county": YES,
        "municipality": municipality,
        "member": member,
        "beside": NOTHING,
        "below": NOTHING,
        "outsider": NOTHING,
        "visitor": NOTHING,
    }
    for name, actor in everybody().items():
        listed = rule.visible(actor).filter(pk=row.pk).exists()
        assert listed is (expected[name] is YES), name
        if expected[name] is YES:
            assert rule.get(actor, pk=row.pk) == row
        else:
            with pytest.raises(expected[name]):
                rule.get(actor, pk=row.pk)


def test_the_log_shows_the_branch_and_only_the_nation_sees_what_has_no_place():
    Event.objects.create(kind="a", path="00/01/0160/")
    Event.objects.create(kind="b", path="00/12/")
    Event.objects.create(kind="c", path="")

    def seen(actor):
        return sorted(permissions.SEE_EVENT.visible(actor).values_list("kind", flat=True))

    assert seen(build.national().actor) == ["a", "b", "c"]
    assert seen(build.county().actor) == ["a"]
    assert seen(build.outsider().actor) == ["b"]
    assert seen(build.municipality().actor) == seen(VISITOR) == []
