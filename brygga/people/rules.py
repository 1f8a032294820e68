"""Decisions about places, authorities and roles, on plain values."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from brygga.access.capabilities import Capability
from brygga.kernel.refusal import Refusal
from brygga.people.enums import InvitationState, ParticipationStatus, Sector, Side

INVITATION_LASTS = timedelta(days=14)

SIDE_CAPABILITY = {
    Side.SOCIAL_SERVICES: Capability.ANSWER_SOCIAL_SERVICES,
    Side.HEALTH_CARE: Capability.ANSWER_HEALTH_CARE,
}

_HEALTH_SECTORS = frozenset({Sector.PRIMARY_CARE, Sector.ADDICTION_CARE, Sector.PSYCHIATRY})


def side_of(sector: str) -> Side | None:
    """The side that a sector answers on; None for those that do not answer in a mapping."""
    if sector == Sector.SOCIAL_SERVICES:
        return Side.SOCIAL_SERVICES
    return Side.HEALTH_CARE if sector in _HEALTH_SECTORS else None


def capabilities_of_grant(capabilities: list[str], side: str) -> frozenset[Capability]:
    """What a grant gives: its role's capabilities, less answering for the other side.

    A grant without a side answers for both, as a county process leader does on a visit.
    Capabilities that this version does not know (a newer role row) give nothing.
    """
    known = frozenset(Capability(name) for name in capabilities if name in set(Capability))
    if not side:
        return known
    others = {word for other, word in SIDE_CAPABILITY.items() if other != side}
    return known - others


def answers(capabilities: list[str]) -> bool:
    """Whether a role with these capabilities answers in mappings, so that its side matters."""
    return any(word in capabilities for word in SIDE_CAPABILITY.values())


@dataclass(frozen=True, slots=True)
class Held:
    """A grant that somebody holds today, as far as handing on goes."""

    grant_id: int
    branch: str
    hands_on: frozenset[str]
    side: str
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Wish:
    """A role that somebody wants to give; `answers` tells whether its side matters."""

    role: str
    answers: bool
    side: str
    path: str
    valid_to: date | None


def refuse_reach(held: Held, wish: Wish) -> Refusal | None:
    """Why this grant gives no say over such a role there: to give it or to end it."""
    if wish.role not in held.hands_on:
        return Refusal(_("Your own role does not hand on that role."))
    if not wish.path.startswith(held.branch):
        return Refusal(_("The place lies outside the branch where you have your role."))
    if wish.answers and held.side and wish.side != held.side:
        return Refusal(_("You answer for one side only, and can hand on roles on that side only."))
    return None


def refuse_hand_on(held: Held, wish: Wish, today: date) -> Refusal | None:
    """Why this grant cannot be handed on as wished."""
    refusal = refuse_reach(held, wish)
    if refusal is not None:
        return refusal
    if wish.valid_to is None:
        return Refusal(_("A role that is handed on needs a last day."))
    if wish.valid_to < today:
        return Refusal(_("The last day has already passed."))
    if held.valid_to is not None and wish.valid_to > held.valid_to:
        return Refusal(_("The last day is after the last day of your own role."))
    return None


def choose_held(helds: list[Held], wish: Wish, today: date) -> Held | Refusal:
    """The grant to hand on from: the longest-lasting that allows it, or why none does.

    Where several refuse, the reason told is that of the one that came closest.
    """
    fitting = [held for held in helds if refuse_reach(held, wish) is None]
    candidates = fitting or helds
    if not candidates:
        return Refusal(_("You have no role to hand on from."))
    longest = max(candidates, key=lambda held: (held.valid_to or date.max, held.grant_id))
    return refuse_hand_on(longest, wish, today) or longest


def refuse_end_grant(helds: list[Held], wish: Wish) -> Refusal | None:
    """Why somebody's role may not be ended by the holder of these grants."""
    if any(refuse_reach(held, wish) is None for held in helds):
        return None
    return Refusal(_("Only somebody who could have given the role can end it."))


def refuse_second_role(*, already: bool) -> Refusal | None:
    """Why the same role cannot be given twice."""
    return Refusal(_("This person already has that role here.")) if already else None


def refuse_second_invitation(*, pending: bool) -> Refusal | None:
    """Why the same address cannot be invited twice to the same thing."""
    if not pending:
        return None
    return Refusal(_("This address is already invited. Withdraw that invitation first."))


def invitation_state(
    *,
    accepted_at: datetime | None,
    withdrawn_at: datetime | None,
    expires_at: datetime,
    now: datetime,
) -> InvitationState:
    if accepted_at is not None:
        return InvitationState.ACCEPTED
    if withdrawn_at is not None:
        return InvitationState.WITHDRAWN
    return InvitationState.PENDING if now < expires_at else InvitationState.EXPIRED


def refuse_invitation(state: InvitationState) -> Refusal | None:
    """Why a link opens nothing, and what to do instead."""
    closed_doors = {
        InvitationState.ACCEPTED: _("The link has already been used. Sign in instead."),
        InvitationState.WITHDRAWN: _("The invitation has been withdrawn. Ask whoever invited you."),
        InvitationState.EXPIRED: _("The link is too old. Ask whoever invited you for a new one."),
    }
    return Refusal(closed_doors[state]) if state in closed_doors else None


def refuse_lapsed(*, lapsed: bool) -> Refusal | None:
    """Why a good link gives nothing: whoever invited has lost the role it was handed on from."""
    if not lapsed:
        return None
    return Refusal(_("Whoever invited you no longer has the role. Ask for a new invitation."))


def refuse_demo(*, is_demo: bool) -> Refusal | None:
    """Why there are no demo accounts here."""
    return None if is_demo else Refusal(_("Demo accounts exist only where BRYGGA_DEMO is 1."))


def refuse_acceptance(*, invited: str, account: str) -> Refusal | None:
    """Why somebody who is signed in cannot take an invitation: it is bound to its address."""
    if invited.casefold() == account.casefold():
        return None
    return Refusal(_("The invitation is for another e-mail address than your account has."))


def refuse_new_account(*, taken: bool) -> Refusal | None:
    """Why no account can be made for the address."""
    return Refusal(_("There is already an account. Sign in to accept.")) if taken else None


def refuse_step(
    *, status: str, since: date, last_status: str | None, last_since: date | None
) -> Refusal | None:
    """Why a place's history with the programme cannot go on like this."""
    if last_status is None or last_since is None:
        if status == ParticipationStatus.LEFT:
            return Refusal(_("A place that has not taken part cannot leave."))
        return None
    if status == last_status:
        return Refusal(_("The place already has that status."))
    if since <= last_since:
        return Refusal(_("The history holds a later change. Choose a later day."))
    return None


def refuse_end_appointment(
    *, valid_from: date | None, valid_to: date | None, last_on: date
) -> Refusal | None:
    if valid_to is not None and valid_to <= last_on:
        return Refusal(_("The appointment has already ended by then."))
    if valid_from is not None and last_on < valid_from:
        return Refusal(_("The appointment begins after that day."))
    return None


def refuse_seat(*, taken: bool) -> Refusal | None:
    return Refusal(_("Somebody already holds that seat.")) if taken else None
