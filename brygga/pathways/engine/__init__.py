"""The engine of the care chain: contact data prepared once, and asked many questions.

    from brygga.pathways.engine import Steps, Store, prepare

    prepare(["events/*.parquet"], store="store")
    with Store("store") as store:
        answer = store.ask(Steps(by="sector"))
    answer.to_pandas()

Plain Python without Django; see README.md beside this file.
"""

from brygga.pathways.engine.answers import Answer
from brygga.pathways.engine.faults import Fault, NotAsked, Unusable
from brygga.pathways.engine.how import Limits, Preparation, Report
from brygga.pathways.engine.preparing import prepare
from brygga.pathways.engine.questions import (
    Attenders,
    Breaks,
    Continuity,
    FlowMap,
    Question,
    Steps,
    Variants,
    Waits,
)
from brygga.pathways.engine.store import Store
from brygga.pathways.engine.words import Words

__all__ = [
    "Answer",
    "Attenders",
    "Breaks",
    "Continuity",
    "Fault",
    "FlowMap",
    "Limits",
    "NotAsked",
    "Preparation",
    "Question",
    "Report",
    "Steps",
    "Store",
    "Unusable",
    "Variants",
    "Waits",
    "Words",
    "prepare",
]
