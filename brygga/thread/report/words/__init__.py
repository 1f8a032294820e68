"""Short sentences in plain words, built from a report's numbers and from nothing else.

No causes are given, for none are known. What is unknown is said to be unknown.
"""

from brygga.thread.report.parts import Report, Sentence
from brygga.thread.report.words.answers import answers, participation
from brygga.thread.report.words.competence import competence
from brygga.thread.report.words.focus import focus
from brygga.thread.report.words.levels import levels
from brygga.thread.report.words.offer import offered
from brygga.thread.report.words.work import activities, differences, gaps, priorities

_WRITERS = (
    participation,
    answers,
    levels,
    focus,
    differences,
    gaps,
    priorities,
    activities,
    competence,
    offered,
)


def sentences_of(report: Report) -> tuple[Sentence, ...]:
    """Every sentence, in the order of the report's sections."""
    return tuple(sentence for write in _WRITERS for sentence in write(report))
