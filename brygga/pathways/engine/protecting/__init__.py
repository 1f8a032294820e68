"""What of an answer is kept back, so that nobody can work out a small number from the rest.

    answer = Answer(cells=…, sums=…, shares=…, derived=…)
    hidden = protect(answer, Policy(threshold=5))
    "n_treated" in hidden            # -> write {"suppressed": true}

A *cell* is a number the answer shows and the persons behind it. A *sum* says that one cell
is the total of others, in the same table, in another, or over time. A *share* is a part of a whole,
both of them cells. What is *derived* (a median, a ratio) goes with the cells it is made of.

Over time a *ledger* in the store's folder remembers what was told before, one answer at a time:

    with open_ledger(store_folder, version=…) as ledger:          # also between processes
        hidden = ledger.protect(answer, Policy(threshold=5))

`version` names the data (another after each delivery). What is written is what was shown, and
nothing about persons.

For that a cell says what it counts: `of=Scope(key=("steps", "sector", "count", "a", "b"),
place="01", since=date(2026, 1, 1), until=date(2027, 1, 1))`, `until` not included. Cells with the
same key are compared over places and periods; `adds_up=False` where one person can be in several
(persons), True for what happens once at an instant (steps, referrals). A cell without `of` is
not remembered.

Promise: for every cell kept back, the smallest and the largest whole number it could be, to an
onlooker who sees everything that is shown and knows every sum, lie at least `policy.width`
apart. `audited` works them out. Three words to know: small (1 to threshold - 1 persons), width (how
far apart the two bounds must be), loss (what is taken from the reader: cells, and their counts).
"""

from brygga.pathways.engine.protecting.cells import (
    Answer,
    Cell,
    Derived,
    Policy,
    Scope,
    Share,
    Sum,
    together,
)
from brygga.pathways.engine.protecting.ledger import Ledger, open_ledger
from brygga.pathways.engine.protecting.protect import Hidden, audited, protect

__all__ = [
    "Answer",
    "Cell",
    "Derived",
    "Hidden",
    "Ledger",
    "Policy",
    "Scope",
    "Share",
    "Sum",
    "audited",
    "open_ledger",
    "protect",
    "together",
]
