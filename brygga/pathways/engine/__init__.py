"""The engine of the care chain: contact data prepared once, and asked many questions.

    from brygga.pathways.engine import Steps, Store, prepare

    prepare(["events/*.parquet"], store="store")
    with Store("store") as store:
        answer = store.ask(Steps(by="sector"))
    answer.to_pandas()

Plain Python without Django; see README.md beside this file.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brygga.pathways.engine.answers import Answer
    from brygga.pathways.engine.faults import Fault, NotAsked, Unusable
    from brygga.pathways.engine.how import Limits, Preparation, Report
    from brygga.pathways.engine.preparing import prepare
    from brygga.pathways.engine.questions import (
        Attenders,
        Breaks,
        Continuity,
        FlowMap,
        Outcomes,
        Question,
        Steps,
        Variants,
        Waits,
        WaitsOverTime,
    )
    from brygga.pathways.engine.store import Store
    from brygga.pathways.engine.words import Words

# Whoever asks does not wait for what only preparing needs, and the other way round.
_WHERE = {
    "answers": ("Answer",),
    "faults": ("Fault", "NotAsked", "Unusable"),
    "how": ("Limits", "Preparation", "Report"),
    "preparing": ("prepare",),
    "questions": (
        "Attenders",
        "Breaks",
        "Continuity",
        "FlowMap",
        "Outcomes",
        "Question",
        "Steps",
        "Variants",
        "Waits",
        "WaitsOverTime",
    ),
    "store": ("Store",),
    "words": ("Words",),
}
_MODULES = {name: module for module, names in _WHERE.items() for name in names}

__all__ = [
    "Answer",
    "Attenders",
    "Breaks",
    "Continuity",
    "Fault",
    "FlowMap",
    "Limits",
    "NotAsked",
    "Outcomes",
    "Preparation",
    "Question",
    "Report",
    "Steps",
    "Store",
    "Unusable",
    "Variants",
    "Waits",
    "WaitsOverTime",
    "Words",
    "prepare",
]


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
