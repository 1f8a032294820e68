"""What else to keep back, so that what is kept back cannot be worked out: least loss first.

For one number at a time: find two tables of whole numbers that both fit what is still shown and
lie `width` apart in that number, and keep back where they differ from the true one; among all
such pairs the one that costs the reader least (one for each number, and as much as it counts).
This is an integer programme; where a part of an answer is so large that it would take long, its
linear relaxation gives a set that is safe though not the least. Afterwards what turned out not
to be needed is shown again.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from brygga.pathways.engine.protecting.cells import Policy, Sum
from brygga.pathways.engine.protecting.equations import Equations
from brygga.pathways.engine.protecting.onlooker import Onlooker
from brygga.pathways.engine.protecting.pair import Pair, least_loss

_LARGE = 60
"""So many kept back in one part, and nobody tries which of them could be shown again."""


@dataclass(slots=True)
class Completion:
    """One connected part. `kept` are the numbers that are kept back, and must stay unknown;
    `asked` those of the answer: where none of them is, nothing has changed since it was looked at.

    `open` in the equations are besides them numbers that nobody asked for: a step between two
    answers, say. Those may be known to be none, or to be no small ones.
    """

    equations: Equations
    policy: Policy
    kept: frozenset[str]
    asked: Collection[str]
    lost: set[str] = field(default_factory=set)
    """Kept back, and yet known from what was told before: too late."""

    def complete(self) -> frozenset[str]:
        """All that is to be kept back."""
        first, touching = self.kept, self.equations.touching()
        exposed = sorted(
            name
            for part in self.equations.parts(through=self.equations.open)
            # Elsewhere everything was safe when it was told, and no number of ours could help.
            if not part.counts.keys().isdisjoint(self.asked)
            for name in self._exposed(part, self._looked_after(part))
        )
        # More kept back brings no bounds closer: who was found safe remains so.
        safe: set[str] = set()
        while exposed:
            name = exposed.pop()
            if name not in safe:
                more, proven = self._keep_beside(name, touching)
                safe |= proven | {name}
                exposed += sorted(more - proven)
        if len(self.kept) <= _LARGE:
            self._show_again(self.kept - first, touching)
        return self.kept

    def _looked_after(self, equations: Equations) -> set[str]:
        """Numbers that must not be known: those kept back, and those we do not know ourselves."""
        return {n for n in equations.open if n in self.kept or equations.counts[n] is None}

    def _exposed(self, part: Equations, names: Iterable[str]) -> set[str]:
        """Those of the names whose bounds lie too close."""
        onlooker, threshold = Onlooker(part), self.policy.threshold
        asked = [n for n in sorted(names) if n in self.kept or onlooker.may_be_small(n, threshold)]
        narrow = onlooker.narrow(asked, self.policy.least_width)
        return {name for name in narrow if name in self.kept or self._is_small(name, onlooker)}

    def _is_small(self, name: str, onlooker: Onlooker) -> bool:
        low, high = onlooker.bounds(name)
        return high != 0 and low < self.policy.threshold

    def _keep_beside(
        self, name: str, touching: Mapping[str, Sequence[Sum]]
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Keep more back for its sake. Returns what, and what is proven safe by it.

        Nothing is kept back where nothing is needed, or nothing helps.
        """
        pair = least_loss(self.equations, name, self.policy.least_width, touching)
        if pair is not None and pair.is_proof and not pair.more:
            return pair.more, pair.apart
        part = self.equations.around(name, touching)
        if len(part.open) <= _LARGE and not self._exposed(part, [name]):
            return frozenset(), frozenset()
        if pair is None or not (pair.is_proof or self._helps(pair.more, name, touching)):
            everything = frozenset(self.equations.counts) - self.equations.told
            pair = Pair(everything - self.equations.open, frozenset(), is_proof=False)
            if not self._helps(pair.more, name, touching):
                self.lost.add(name)
                return frozenset(), frozenset()
        self.equations = self.equations.opened(pair.more)
        self.kept |= pair.more
        return pair.more, pair.apart

    def _helps(
        self, more: frozenset[str], name: str, touching: Mapping[str, Sequence[Sum]]
    ) -> bool:
        part = self.equations.opened(more).around(name, touching)
        return not self._exposed(part, [name])

    def _show_again(self, added: Iterable[str], touching: Mapping[str, Sequence[Sum]]) -> None:
        """What turned out not to be needed, the largest first."""
        for name in sorted(added, key=self._loss, reverse=True):
            near = self._looked_after(self.equations.around(name, touching)) - {name}
            without = self.equations.closed(name)
            kept, self.kept = self.kept, self.kept - {name}
            if self._all_safe(without, near - self.lost, touching):
                self.equations = without
            else:
                self.kept = kept

    def _all_safe(
        self, equations: Equations, names: set[str], touching: Mapping[str, Sequence[Sum]]
    ) -> bool:
        while names:
            part = equations.around(min(names), touching)
            if self._exposed(part, names & part.open):
                return False
            names = names - part.open
        return True

    def _loss(self, name: str) -> tuple[int, str]:
        return self.equations.counts[name] or 0, name
