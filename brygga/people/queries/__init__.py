"""Reads about places and people."""

from brygga.people.queries.accounts import (
    account_by_email,
    demo_accounts,
    second_factors,
    who_may,
)
from brygga.people.queries.actors import actor_for
from brygga.people.queries.grants import (
    Holder,
    Offer,
    granted_from,
    has_role,
    helds_of,
    holders_at,
    invitation_by_token,
    is_invited,
    offer_of,
    pending_invitations,
    roles_to_hand_on,
    sides_to_hand_on,
)
from brygga.people.queries.groups import groups_at
from brygga.people.queries.kept import answering_kept, place_kept, principal_kept
from brygga.people.queries.log import LogLine, events_at, log_lines
from brygga.people.queries.participants import (
    Participant,
    participants,
    participation_history,
    participation_of,
    programmes,
)
from brygga.people.queries.periods import holds_on, in_force
from brygga.people.queries.places import (
    branches_above,
    breadcrumb,
    children,
    counties,
    in_reading_order,
    nation,
    place_by_code,
)
from brygga.people.queries.principals import (
    answering_principal,
    answering_principals,
    principals_near,
)

__all__ = [
    "Holder",
    "LogLine",
    "Offer",
    "Participant",
    "account_by_email",
    "actor_for",
    "answering_kept",
    "answering_principal",
    "answering_principals",
    "branches_above",
    "breadcrumb",
    "children",
    "counties",
    "demo_accounts",
    "events_at",
    "granted_from",
    "groups_at",
    "has_role",
    "helds_of",
    "holders_at",
    "holds_on",
    "in_force",
    "in_reading_order",
    "invitation_by_token",
    "is_invited",
    "log_lines",
    "nation",
    "offer_of",
    "participants",
    "participation_history",
    "participation_of",
    "pending_invitations",
    "place_by_code",
    "place_kept",
    "principal_kept",
    "principals_near",
    "programmes",
    "roles_to_hand_on",
    "second_factors",
    "sides_to_hand_on",
    "who_may",
]
