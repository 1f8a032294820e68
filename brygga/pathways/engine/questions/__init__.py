"""The questions, each a frozen value that says exactly what it asks, and answers it.

A question is written once, as Ibis expressions over the tables that preparation made; the same
expression runs on DuckDB, PostgreSQL and Spark. What is left for Python is arithmetic on a few
rows: names for numbers, quantiles between two neighbours, a survival curve.
"""

from brygga.pathways.engine.questions.asked import Question
from brygga.pathways.engine.questions.attenders import Attenders
from brygga.pathways.engine.questions.breaks import Breaks
from brygga.pathways.engine.questions.continuity import Continuity
from brygga.pathways.engine.questions.flow import FlowMap
from brygga.pathways.engine.questions.outcomes import Outcomes
from brygga.pathways.engine.questions.over_time import WaitsOverTime
from brygga.pathways.engine.questions.steps import Steps
from brygga.pathways.engine.questions.variants import Variants
from brygga.pathways.engine.questions.waits import Waits

__all__ = [
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
]
