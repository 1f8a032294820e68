"""Whether there is a seat for somebody: arithmetic on plain values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from brygga.events.enums import QuotaBy
from brygga.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class QuotaState:
    """A quota as it stands: `taken` of at least `least` and at most `most` (None: no limit)."""

    by: str
    key: str
    least: int
    most: int | None
    taken: int


@dataclass(frozen=True, slots=True)
class Somebody:
    """Whom a seat is for, as quotas see it. `place_path` is the whole way, "00/01/0160/"."""

    place_path: str
    principal: str
    profession: str


def counts(quota: QuotaState, somebody: Somebody) -> bool:
    """Whether the quota counts them; a place counts its whole branch."""
    if quota.by == QuotaBy.PLACE:
        return f"/{quota.key}/" in f"/{somebody.place_path}"
    if quota.by == QuotaBy.PRINCIPAL:
        return quota.key == somebody.principal
    return quota.key == somebody.profession


def free_seats(days: Iterable[tuple[int | None, int]]) -> int | None:
    """Seats left on the fullest day, from pairs of seats and taken; None: nothing sets a limit.

    A negative difference cannot be: the table refuses it.
    """
    left = [seats - taken for seats, taken in days if seats is not None]
    return min(left) if left else None


def seats_kept(quotas: Sequence[QuotaState], somebody: Somebody | None = None) -> int:
    """Seats that what is still lacking takes, once `somebody` has got one.

    Quotas by the same thing are taken to be of different people, so what they lack is added up;
    one person can fill a quota by place and one by profession, so of those the larger counts.
    """
    lacking: dict[str, int] = {}
    for quota in quotas:
        got = quota.taken + (somebody is not None and counts(quota, somebody))
        lacking[quota.by] = lacking.get(quota.by, 0) + max(0, quota.least - got)
    return max(lacking.values(), default=0)


def refuse_seat(
    *, free: int | None, quotas: Sequence[QuotaState], somebody: Somebody, mix_holds: bool
) -> Refusal | None:
    """Why there is no seat for them just now. `mix_holds` while seats are kept for the mix."""
    if free is not None and free < 1:
        return Refusal(_("Every seat is taken."))
    for quota in quotas:
        if quota.most is not None and quota.taken >= quota.most and counts(quota, somebody):
            return Refusal(_("The seats for your %(group)s are taken.") % {"group": _group(quota)})
    if mix_holds and free is not None and free - 1 < seats_kept(quotas, somebody):
        return Refusal(_("The seats that are left are kept for others, so that the room is mixed."))
    return None


def _group(quota: QuotaState) -> str:
    return {
        QuotaBy.PLACE: _("place"),
        QuotaBy.PRINCIPAL: _("principal"),
        QuotaBy.PROFESSION: _("profession"),
    }[QuotaBy(quota.by)]


def refuse_capacity(*, seats: int | None, taken: int) -> Refusal | None:
    """A room cannot be made smaller than those who have been promised a seat in it."""
    if seats is not None and seats < taken:
        return Refusal(
            _("%(taken)s have a seat or an offer. Cancel some of them first, or set at least that.")
            % {"taken": taken}
        )
    return None
