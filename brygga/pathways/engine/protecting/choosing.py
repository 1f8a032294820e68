"""What else to keep back, so that what is kept back cannot be worked out: least loss first.

For one number at a time: find two tables of whole numbers that both fit what is still shown and
lie `width` apart in that number, and keep back where they differ from the true one; among all
such pairs the one that costs the reader least (one for each number, and as much as it counts).
This is an integer programme; where a part of an answer is so large that it would take long, its
linear relaxation gives a set that is safe though not the least. Afterwards what turned out not
to be needed is shown again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from brygga.pathways.engine.protecting.cells import Policy
from brygga.pathways.engine.protecting.equations import Equations
from brygga.pathways.engine.protecting.onlooker import Onlooker
from brygga.pathways.engine.protecting.pair import least_loss


@dataclass(slots=True)
class Completion:
    """One connected part. `kept` are the numbers that are kept back, and must stay unknown.

    `open` in the equations are besides them numbers that nobody asked for: a step between two
    answers, say. Those may be known to be none, or to be no small ones.
    """

    equations: Equations
    policy: Policy
    kept: frozenset[str]
    lost: set[str] = field(default_factory=set)
    """Kept back, and yet known from what was told before: too late."""

    def complete(self) -> frozenset[str]:
        """All that is to be kept back."""
        first = self.kept
        while exposed := self._exposed(self.equations, self.kept):
            more = self._beside(exposed)
            if more:
                self._keep(more)
            else:
                self.lost.add(exposed)
        for name in sorted(self.kept - first, key=self._loss, reverse=True):
            without = self.equations.closed(name)
            if not self._exposed(without, self.kept - {name}):
                self.equations, self.kept = without, self.kept - {name}
        return self.kept

    def _exposed(self, equations: Equations, kept: frozenset[str]) -> str | None:
        """A number whose bounds lie too close, if there is one."""
        for part in equations.parts(through=equations.open):
            onlooker = Onlooker(part)
            for name in sorted(part.open - self.lost):
                if self._is_exposed(name, part, onlooker, kept):
                    return name
        return None

    def _is_exposed(
        self, name: str, part: Equations, onlooker: Onlooker, kept: frozenset[str]
    ) -> bool:
        is_known = part.counts[name] is not None
        if (is_known and name not in kept) or onlooker.is_wide(name, self.policy.least_width):
            return False
        if name in kept:
            return True
        low, high = onlooker.bounds(name)
        return high != 0 and low < self.policy.threshold

    def _beside(self, name: str) -> set[str]:
        """What to keep back for its sake; nothing where nothing helps."""
        found = least_loss(self.equations, name, self.policy.least_width)
        if found:
            return found
        rest = set(self.equations.counts) - self.equations.open - self.equations.told
        opened = self.equations.opened(rest)
        part = next(p for p in opened.parts(through=opened.open) if name in p.open)
        is_helped = Onlooker(part).is_wide(name, self.policy.least_width)
        return rest if is_helped else set()

    def _keep(self, names: Iterable[str]) -> None:
        self.equations = self.equations.opened(names)
        self.kept |= frozenset(names)

    def _loss(self, name: str) -> tuple[int, str]:
        return self.equations.counts[name] or 0, name
