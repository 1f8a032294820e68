"""Who descends from whom: a trainer's parents are those who held the round that made them one.

An edge is a pair of persons (trainer, trained). Nobody can descend from themselves, at any
distance; what is read from the database is walked without trusting that.
"""

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from brygga.kernel.refusal import Refusal

Edge = tuple[int, int]
FIRST = 1
"""Generation of those who were there from the beginning."""


@dataclass(frozen=True, slots=True)
class Right:
    """Somebody's right to teach, from and until."""

    valid_from: date
    valid_to: date | None = None

    def holds(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def circle(edges: Iterable[Edge], new: Iterable[Edge]) -> tuple[int, ...]:
    """A ring of persons that the new edges close, each having trained the next; or nothing.

    The first is named again last: (1, 2, 1) says that 1 trained 2, who trained 1.
    """
    added = sorted(set(new))
    below = _below([*edges, *added])
    for trainer, trained in added:
        way = _way(below, trained, trainer)
        if way:
            return (trainer, *way)
    return ()


def refuse_circle(names: Sequence[str]) -> Refusal | None:
    """`names` are those of the ring, as `circle` gives it."""
    if not names:
        return None
    if len(set(names)) == 1:
        words = _("%(name)s cannot have trained themselves to be a trainer.")
        return Refusal(words % {"name": names[0]})
    steps = ", ".join(
        _("%(trainer)s trained %(trained)s") % {"trainer": one, "trained": other}
        for one, other in pairwise(names)
    )
    words = _("%(name)s would then descend from themselves: %(steps)s. Nobody can.")
    return Refusal(words % {"name": names[0], "steps": steps})


def _below(edges: Iterable[Edge]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for trainer, trained in edges:
        found.setdefault(trainer, set()).add(trained)
    return found


def _way(below: Mapping[int, Collection[int]], start: int, goal: int) -> tuple[int, ...]:
    """The shortest way down from one to the other, both named; empty where there is none."""
    came_from: dict[int, int | None] = {start: None}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        if here == goal:
            return tuple(reversed(list(_back(came_from, here))))
        for each in sorted(below.get(here, ())):
            if each not in came_from:
                came_from[each] = here
                waiting.append(each)
    return ()


def _back(came_from: Mapping[int, int | None], here: int | None) -> Iterable[int]:
    while here is not None:
        yield here
        here = came_from[here]


def generations(of_a_course: Mapping[int, bool], edges: Iterable[Edge]) -> dict[int, int]:
    """Each trainer's generation: one more than that of the nearest of those who trained them.

    `of_a_course` says of each whether they came of a trainers' course. Who did not is of the first
    generation; who did, but nobody has said who held it, is counted to the second.
    """
    known = sorted(set(edges))
    below = _below(known)
    trained = {child for parent, child in known if parent in of_a_course}
    found = {one: FIRST for one, came in of_a_course.items() if not came}
    found |= {one: FIRST + 1 for one, came in of_a_course.items() if came and one not in trained}
    waiting = deque(sorted(found, key=lambda one: (found[one], one)))
    while waiting:
        here = waiting.popleft()
        for each in sorted(below.get(here, ())):
            if each in of_a_course and each not in found:
                found[each] = found[here] + 1
                waiting.append(each)
    return {one: found.get(one, FIRST + 1) for one in of_a_course}


def reached(
    direct: Mapping[int, Collection[int]], edges: Iterable[Edge], trainer: int
) -> frozenset[int]:
    """Everybody whom a trainer has taught, and whom those have taught, each person once."""
    below = _below(edges)
    seen, waiting, found = {trainer}, [trainer], set[int]()
    while waiting:
        here = waiting.pop()
        found |= set(direct.get(here, ()))
        new = below.get(here, set()) - seen
        seen |= new
        waiting.extend(new)
    return frozenset(found | seen) - {trainer}


def refuse_teaching(right: Right, days: Collection[date]) -> Refusal | None:
    """Whether somebody may have held a round on these days."""
    outside = sorted(day for day in days if not right.holds(day))
    if not outside:
        return None
    words = _("Their right to teach the course does not hold on %(day)s.")
    return Refusal(words % {"day": outside[0].isoformat()})


def refuse_end(right: Right, *, on: date, reason: str, today: date) -> Refusal | None:
    if not right.holds(today):
        return Refusal(_("The right to teach does not hold today, so there is nothing to end."))
    if on < right.valid_from:
        return Refusal(_("It cannot end before the day it began."))
    if right.valid_to is not None and on > right.valid_to:
        return Refusal(_("It ends before that day already."))
    if not reason.strip():
        return Refusal(_("Write why it ends."))
    return None
