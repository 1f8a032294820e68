"""Who counts as trained, and of how many: plain values in, counts out.

Trained is a person with a certificate that stands on the day, who is still in post in the unit,
of those that the course is for. Staff is the latest count on or before the day; staff that nobody
has counted is unknown, not none.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from brygga.kernel.periods import Period
from brygga.kernel.suppression import Counts

Post = tuple[str, str]
"""A unit (or where somebody without a unit belongs), and a profession."""

Audience = tuple[str, str]
"""A sector and a profession that a course is for; either may be "", for any."""


@dataclass(frozen=True, slots=True)
class Training:
    """One certificate of one person, and where the person works."""

    person: int
    course: int
    post: Post
    sector: str
    issued_on: date
    valid_to: date | None = None
    revoked_on: date | None = None
    left_on: date | None = None
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Staffing:
    """So many in post of one profession in one unit, from the day until the next count."""

    post: Post
    sector: str
    counted_on: date
    heads: int
    source: str = ""
    invented: bool = False


def is_for(audience: Collection[Audience], sector: str, profession: str) -> bool:
    """Whether a course is for them. One for nobody in particular is for everybody.

    Where somebody's sector is not known, it is taken to fit.
    """
    return not audience or any(
        (not asked or not sector or asked == sector) and (not wanted or wanted == profession)
        for asked, wanted in audience
    )


def is_trained(training: Training, day: date) -> bool:
    """The certificate stands that day, and the person is in post. Last days are counted in."""
    holds = Period(training.issued_on, training.valid_to).covers(day)
    revoked = training.revoked_on is not None and training.revoked_on <= day
    return holds and not revoked and (training.left_on is None or day <= training.left_on)


def trained_on(
    trainings: Iterable[Training], audiences: Mapping[int, Collection[Audience]], day: date
) -> dict[Post, frozenset[int]]:
    """Persons by post with any of the courses, each for those it is for; a person counts once."""
    found: dict[Post, set[int]] = {}
    for each in trainings:
        if is_trained(each, day) and is_for(audiences[each.course], each.sector, each.post[1]):
            found.setdefault(each.post, set()).add(each.person)
    return {post: frozenset(persons) for post, persons in found.items()}


def staff_on(
    counts: Iterable[Staffing], audiences: Mapping[int, Collection[Audience]], day: date
) -> dict[Post, Staffing]:
    """The latest count of each post on or before the day, of those that any course is for."""
    found: dict[Post, Staffing] = {}
    for each in sorted(counts, key=lambda one: one.counted_on):
        meant = any(is_for(given, each.sector, each.post[1]) for given in audiences.values())
        if meant and each.counted_on <= day:
            found[each.post] = each
    return found


def counts_of(trained: int, staff: Staffing | None) -> Counts:
    """Of one post. Trained where staff is unknown stand aside: no share is made of them."""
    if staff is None:
        return Counts(aside=trained)
    return Counts(part=trained, whole=staff.heads)


def contradicts(counts: Counts) -> bool:
    """More trained than there are: something is wrong, and it is shown, never mended."""
    return counts.part > counts.whole


def share_of(counts: Counts) -> int | None:
    """Whole per cent, half upwards; None where nobody is in post. May pass a hundred."""
    if counts.whole == 0:
        return None
    return (200 * counts.part + counts.whole) // (2 * counts.whole)


ENOUGH = 80
"""Per cent trained from which something should be seen of it."""


def is_enough(counts: Counts) -> bool:
    """Four in five or more, by the numbers themselves and not by rounded per cent."""
    return counts.whole > 0 and 100 * counts.part >= ENOUGH * counts.whole


def days_to_show(changes: Iterable[date], today: date, most: int = 8) -> list[date]:
    """The last days of the years in which something changed, and today; the latest, oldest first.

    In the years between, all was as the year before.
    """
    years = {day.year for day in changes if day <= today and day.year < today.year}
    return [*(date(year, 12, 31) for year in sorted(years)), today][-most:]
