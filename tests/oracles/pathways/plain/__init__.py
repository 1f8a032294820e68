"""Each question to the care chain again, plain and slow: what the engines are held to.

Nothing here is shared with the engine but the lists of words. Contacts are dictionaries with the
columns of a delivery; times are aware or naive datetimes, or dates.
"""

from brygga.pathways.engine.spelling import plain
from tests.oracles.pathways.plain.going import referrals_in, steps, variants, wait, waits
from tests.oracles.pathways.plain.journeys import SWEDEN, day, inside, journeys_of, means, placed
from tests.oracles.pathways.plain.meeting import attenders, breaks, continuity, flow

__all__ = [
    "SWEDEN",
    "attenders",
    "breaks",
    "continuity",
    "day",
    "flow",
    "inside",
    "journeys_of",
    "means",
    "placed",
    "plain",
    "referrals_in",
    "steps",
    "variants",
    "wait",
    "waits",
]
