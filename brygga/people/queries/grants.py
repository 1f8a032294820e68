"""Who has which role, what they may hand on, and who is invited."""

from dataclasses import dataclass
from datetime import date

from brygga import clock
from brygga.access.actor import SYSTEM, Actor
from brygga.access.models import Role
from brygga.kernel.refusal import Refusal, Refused
from brygga.people.enums import Side
from brygga.people.links import hash_of
from brygga.people.models import Grant, Invitation, Place
from brygga.people.queries.periods import in_force
from brygga.people.queries.places import branches_above
from brygga.people.rules import Held, Wish, answers, choose_held, refuse_end_grant


@dataclass(frozen=True, slots=True)
class Offer:
    """What is given or promised: a role at a place, for a side or both, until a last day."""

    role: Role
    place: Place
    side: str = ""
    valid_to: date | None = None

    @property
    def wish(self) -> Wish:
        """The same in the words of the rules."""
        return Wish(
            role=self.role.slug,
            answers=answers(self.role.capabilities),
            side=self.side,
            path=self.place.path,
            valid_to=self.valid_to,
        )


def offer_of(grant: Grant) -> Offer:
    """What a grant gives. Asks nothing when its role and place are fetched."""
    return Offer(grant.role, grant.place, grant.side, grant.valid_to)


def helds_of(user_id: int | None) -> list[Held]:
    """The grants somebody holds today, with what each may hand on. One query."""
    if user_id is None:
        return []
    rows = Grant.objects.filter(
        in_force(clock.today()), user_id=user_id, user__is_active=True
    ).values_list("pk", "place__path", "role__hands_on", "side", "valid_to")
    return [
        Held(grant_id=pk, branch=path, hands_on=frozenset(roles), side=side, valid_to=valid_to)
        for pk, path, roles, side, valid_to in rows
    ]


def granted_from(*, offer: Offer, by: Actor) -> int | None:
    """The id of the grant that an offer is handed on from. One query; Refused when none allows it.

    Only the house itself (the loader, the command line) gives roles that nobody held before.
    """
    if by == SYSTEM:
        return None
    chosen = choose_held(helds_of(by.user_id), offer.wish, clock.today())
    if isinstance(chosen, Refusal):
        raise Refused(chosen)
    return chosen.grant_id


def roles_to_hand_on(user_id: int | None, path: str) -> list[Role]:
    """Roles that somebody may give at the place, in the house's order. Two queries."""
    slugs = {
        slug for held in helds_of(user_id) if path.startswith(held.branch) for slug in held.hands_on
    }
    return list(Role.objects.filter(slug__in=slugs))


def sides_to_hand_on(user_id: int | None, path: str) -> list[str]:
    """Sides that somebody may give answering roles for at the place. One query."""
    own = {held.side for held in helds_of(user_id) if path.startswith(held.branch)}
    return [side for side in ("", *Side.values) if "" in own or side in own]


@dataclass(frozen=True, slots=True)
class Holder:
    """One whose grant reaches a place; `may_end` tells whether the reader may end it."""

    grant: Grant
    may_end: bool


def holders_at(place: Place, user_id: int | None) -> list[Holder]:
    """Whose grants reach the place, today or later, the nearest first. Two queries."""
    today = clock.today()
    grants = (
        Grant.objects.filter(place__path__in=branches_above(place.path), ended_at__isnull=True)
        .exclude(valid_to__lt=today)
        .select_related("user", "role", "place")
        .order_by("-place__path", "role__position", "user__name", "pk")
    )
    helds = helds_of(user_id)
    return [
        Holder(grant, may_end=refuse_end_grant(helds, offer_of(grant).wish) is None)
        for grant in grants
    ]


def has_role(user_id: int, offer: Offer) -> bool:
    """Whether a grant that still holds gives the same thing at least as long. One query."""
    same = Grant.objects.filter(
        in_force(clock.today()),
        user_id=user_id,
        role=offer.role,
        place=offer.place,
        side=offer.side,
    )
    return any(
        valid_to is None or (offer.valid_to is not None and valid_to >= offer.valid_to)
        for valid_to in same.values_list("valid_to", flat=True)
    )


def pending_invitations(place: Place) -> list[Invitation]:
    """Invitations to the place that can still be accepted, the latest first. One query."""
    return list(
        Invitation.objects.filter(
            place=place,
            accepted_at__isnull=True,
            withdrawn_at__isnull=True,
            expires_at__gt=clock.now(),
        ).select_related("role", "invited_by")
    )


def is_invited(email: str, offer: Offer) -> bool:
    """Whether the address already holds a link to the same role. One query."""
    return any(
        (row.email, row.role_id, row.side) == (email, offer.role.slug, offer.side)
        for row in pending_invitations(offer.place)
    )


def invitation_by_token(token: str) -> Invitation | None:
    """The invitation whose link carries the token, whatever its state. One query."""
    rows = Invitation.objects.select_related("role", "place", "invited_by")
    return rows.filter(token_hash=hash_of(token)).first()
