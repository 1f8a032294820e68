"""When a course is whole, how long a certificate holds and when it may be revoked."""

import calendar
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from brygga.competence.enums import CertificateState, Revocation
from brygga.kernel.refusal import Refusal

LETTER_DAYS = 60
"""Nobody is written to about a certificate of something longer ago than this."""


@dataclass(frozen=True, slots=True, order=True)
class DayThere:
    """A course day that has ended and that somebody was there: when, which one, in which round."""

    on: date
    number: int
    gathering_id: int = 0


@dataclass(frozen=True, slots=True)
class Earlier:
    """A certificate that somebody has or has had of the same course."""

    issued_on: date
    valid_to: date | None = None
    revoked_on: date | None = None
    revocation: str = ""

    @property
    def stands(self) -> bool:
        return self.revoked_on is None


def completion(
    days: Iterable[DayThere], needed: int | None, *, after: date | None = None
) -> tuple[DayThere, ...]:
    """The days that make the course whole, each the first time it was taken, in order of time.

    Which round a day belongs to does not matter. Empty while one of days 1 to `needed` is missing,
    and for a course without days. `after`: days up to then have been counted once already.
    """
    first: dict[int, DayThere] = {}
    for day in sorted(days):
        if after is None or day.on > after:
            first.setdefault(day.number, day)
    wanted = range(1, (needed or 0) + 1)
    if not wanted or any(number not in first for number in wanted):
        return ()
    return tuple(sorted(first[number] for number in wanted))


def completed_on(whole: tuple[DayThere, ...]) -> date:
    """The day on which the last of them was taken: that is the day of the certificate."""
    return max(day.on for day in whole)


def counted_until(earlier: Collection[Earlier]) -> date | None:
    """Days up to this one do not make a new certificate.

    What a standing certificate rests on is used; and who had theirs revoked by hand takes the
    course anew. One revoked because presence was corrected comes back when that is put right.
    """
    used = [one.issued_on for one in earlier if one.stands]
    automatic = (Revocation.CORRECTED, Revocation.RENEWED)
    used += [
        one.revoked_on for one in earlier if one.revoked_on and one.revocation not in automatic
    ]
    return max(used, default=None)


def missing_days(days: Iterable[DayThere], needed: int | None, *, until: date) -> list[int]:
    """Course days that nobody can find any longer among those up to the certificate's day."""
    there = {day.number for day in days if day.on <= until}
    return [number for number in range(1, (needed or 0) + 1) if number not in there]


def is_renewed_by(earlier: Iterable[Earlier]) -> bool:
    """Whether the course taken again gives anything: one that holds for ever needs no renewal."""
    return all(one.valid_to is not None for one in earlier if one.stands)


def valid_until(issued_on: date, months: int | None) -> date | None:
    """The same day so many months later, or that month's last; None: for ever."""
    if not months:
        return None
    count = issued_on.month - 1 + months
    year, month = issued_on.year + count // 12, count % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(issued_on.day, last))


def is_told_by_letter(issued_on: date, today: date) -> bool:
    return today - issued_on <= timedelta(days=LETTER_DAYS)


def state_of(one: Earlier, today: date) -> CertificateState:
    if not one.stands:
        renewed = one.revocation == Revocation.RENEWED
        return CertificateState.RENEWED if renewed else CertificateState.REVOKED
    if one.valid_to is not None and one.valid_to < today:
        return CertificateState.EXPIRED
    return CertificateState.VALID


def refuse_revoke(one: Earlier, reason: str) -> Refusal | None:
    if not one.stands:
        return Refusal(_("The certificate is revoked already."))
    if not reason.strip():
        return Refusal(_("Write why the certificate is revoked."))
    return None
