"""What is decided from values alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.access.capabilities import Capability
from brygga.kernel.refusal import Refusal
from brygga.people import rules
from brygga.people.enums import InvitationState, ParticipationStatus, Sector, Side
from brygga.people.rules import Held, Wish

TODAY = date(2010, 6, 1)
NEXT_YEAR = date(2011, 6, 1)
COUNTY = Held(1, "00/01/", frozenset({"editor", "consultation-member"}), "", None)


def wish(**changes):
    values = {
        "role": "consultation-member",
        "answers": True,
        "side": "",
        "path": "00/01/0160/",
        "valid_to": NEXT_YEAR,
    }
    return Wish(**values | changes)


def held(**changes):
    values = {
        "grant_id": 1,
        "branch": "00/01/",
        "hands_on": COUNTY.hands_on,
        "side": "",
        "valid_to": None,
    }
    return Held(**values | changes)


@pytest.mark.parametrize(
    ("sector", "side"),
    [
        (Sector.SOCIAL_SERVICES, Side.SOCIAL_SERVICES),
        (Sector.PRIMARY_CARE, Side.HEALTH_CARE),
        (Sector.PSYCHIATRY, Side.HEALTH_CARE),
        (Sector.PRISON_AND_PROBATION, None),
        (Sector.OTHER, None),
    ],
)
def test_each_sector_has_its_side_or_none(sector, side):
    assert rules.side_of(sector) == side


def test_a_grant_with_a_side_does_not_answer_for_the_other():
    both = [
        Capability.PLACE_VIEW,
        Capability.ANSWER_HEALTH_CARE,
        Capability.ANSWER_SOCIAL_SERVICES,
        "from_the_future",
    ]
    assert rules.capabilities_of_grant(both, "") == set(both[:3])
    assert rules.capabilities_of_grant(both, Side.HEALTH_CARE) == {
        Capability.PLACE_VIEW,
        Capability.ANSWER_HEALTH_CARE,
    }
    assert rules.answers(both)
    assert not rules.answers([Capability.PLACE_VIEW])


def test_a_role_may_be_handed_on_within_branch_and_time():
    assert rules.refuse_hand_on(COUNTY, wish(), TODAY) is None
    assert rules.refuse_hand_on(held(valid_to=NEXT_YEAR), wish(), TODAY) is None


@pytest.mark.parametrize(
    ("has", "wants"),
    [
        (held(), wish(role="national-office")),
        (held(), wish(path="00/12/")),
        (held(), wish(path="00/")),
        (held(), wish(valid_to=None)),
        (held(), wish(valid_to=TODAY - timedelta(days=1))),
        (held(valid_to=NEXT_YEAR), wish(valid_to=NEXT_YEAR + timedelta(days=1))),
        (held(side=Side.HEALTH_CARE), wish(side="")),
        (held(side=Side.HEALTH_CARE), wish(side=Side.SOCIAL_SERVICES)),
    ],
)
def test_nobody_hands_on_more_than_they_have(has, wants):
    assert rules.refuse_hand_on(has, wants, TODAY) is not None


def test_a_side_does_not_matter_for_a_role_that_never_answers():
    has = held(side=Side.HEALTH_CARE)
    assert rules.refuse_hand_on(has, wish(role="editor", answers=False), TODAY) is None


@given(
    own=st.none() | st.dates(date(2010, 1, 1), date(2012, 1, 1)),
    wished=st.none() | st.dates(date(2010, 1, 1), date(2012, 1, 1)),
)
def test_what_is_handed_on_always_ends_and_never_outlives(own, wished):
    refusal = rules.refuse_hand_on(held(valid_to=own), wish(valid_to=wished), TODAY)
    allowed = wished is not None and wished >= TODAY and (own is None or wished <= own)
    assert (refusal is None) == allowed


def test_the_longest_lasting_grant_that_fits_is_handed_on_from():
    short = held(grant_id=1, valid_to=TODAY)
    long = held(grant_id=2, valid_to=NEXT_YEAR)
    elsewhere = held(grant_id=3, branch="00/12/")
    assert rules.choose_held([short, long, elsewhere], wish(), TODAY) == long


def test_when_none_fits_the_reason_is_told():
    assert isinstance(rules.choose_held([], wish(), TODAY), Refusal)
    assert isinstance(rules.choose_held([held(branch="00/12/")], wish(), TODAY), Refusal)
    reason = rules.choose_held([held(branch="00/12/"), held(valid_to=TODAY)], wish(), TODAY)
    assert reason == rules.refuse_hand_on(held(valid_to=TODAY), wish(), TODAY)


def test_a_role_is_ended_by_those_who_could_have_given_it():
    assert rules.refuse_end_grant([COUNTY], wish()) is None
    assert rules.refuse_end_grant([COUNTY], wish(role="county-process-leader")) is not None
    assert rules.refuse_end_grant([], wish()) is not None


NOW = datetime(2010, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("accepted", "withdrawn", "expires", "state"),
    [
        (None, None, NOW + timedelta(seconds=1), InvitationState.PENDING),
        (None, None, NOW, InvitationState.EXPIRED),
        (NOW, None, NOW + timedelta(1), InvitationState.ACCEPTED),
        (None, NOW, NOW + timedelta(1), InvitationState.WITHDRAWN),
        (NOW, None, NOW - timedelta(1), InvitationState.ACCEPTED),
    ],
)
def test_a_link_works_only_while_it_waits(accepted, withdrawn, expires, state):
    found = rules.invitation_state(
        accepted_at=accepted, withdrawn_at=withdrawn, expires_at=expires, now=NOW
    )
    assert found == state
    assert (rules.refuse_invitation(found) is None) == (state == InvitationState.PENDING)


def test_an_invitation_is_bound_to_its_address():
    assert rules.refuse_acceptance(invited="Anna@Taby.example", account="anna@taby.example") is None
    assert rules.refuse_acceptance(invited="anna@taby.example", account="bo@taby.example")


def test_the_small_refusals_refuse_and_let_through():
    assert rules.refuse_second_role(already=True)
    assert rules.refuse_second_role(already=False) is None
    assert rules.refuse_second_invitation(pending=True)
    assert rules.refuse_second_invitation(pending=False) is None
    assert rules.refuse_lapsed(lapsed=True)
    assert rules.refuse_lapsed(lapsed=False) is None
    assert rules.refuse_demo(is_demo=False)
    assert rules.refuse_demo(is_demo=True) is None
    assert rules.refuse_new_account(taken=True)
    assert rules.refuse_new_account(taken=False) is None
    assert rules.refuse_seat(taken=True)
    assert rules.refuse_seat(taken=False) is None


@pytest.mark.parametrize(
    ("status", "since", "last_status", "last_since", "refused"),
    [
        (ParticipationStatus.INVITED, TODAY, None, None, False),
        (ParticipationStatus.ACTIVE, TODAY, None, None, False),
        (ParticipationStatus.LEFT, TODAY, None, None, True),
        (ParticipationStatus.ACTIVE, NEXT_YEAR, ParticipationStatus.AGREED, TODAY, False),
        (ParticipationStatus.ACTIVE, TODAY, ParticipationStatus.AGREED, TODAY, True),
        (ParticipationStatus.AGREED, NEXT_YEAR, ParticipationStatus.AGREED, TODAY, True),
        (ParticipationStatus.ACTIVE, NEXT_YEAR, ParticipationStatus.LEFT, TODAY, False),
    ],
)
def test_a_history_goes_forward(status, since, last_status, last_since, refused):
    found = rules.refuse_step(
        status=status, since=since, last_status=last_status, last_since=last_since
    )
    assert bool(found) == refused


@pytest.mark.parametrize(
    ("first", "last", "refused"),
    [
        (None, None, False),
        (TODAY, None, False),
        (NEXT_YEAR, None, True),
        (None, TODAY, True),
        (None, NEXT_YEAR, False),
    ],
)
def test_an_appointment_ends_after_it_began_and_once(first, last, refused):
    found = rules.refuse_end_appointment(valid_from=first, valid_to=last, last_on=TODAY)
    assert bool(found) == refused
