"""A county followed up two years in a row, with everything a yearly report tells."""

from datetime import date

from brygga.followup.enums import AnswerForm, MappingStatus, QuestionKind, RoundStatus, TextSection
from brygga.followup.models import Question, ReportText
from brygga.people.enums import ParticipationStatus
from brygga.plans.enums import ActivityStatus
from tests.builders import people, plans
from tests.builders.thread import mapping, opened_round, policy

NASTY = '#strong[x] $y$ *z* \\ "q" <b>&amp;</b> @ref // slut'
"""Everything that could be markup to a browser or to Typst, and must be read as it stands."""

DEPTH = (
    ("djup", QuestionKind.FOCUS, AnswerForm.LEVEL),
    ("samrad", QuestionKind.STRUCTURE, AnswerForm.LEVEL),
    ("rutin", QuestionKind.ROUTINE, AnswerForm.LEVEL),
    ("fritt", QuestionKind.PRIORITIES, AnswerForm.TEXT),
)


def asked(provisions, year, **fields):
    """A closed round that asks about the provisions, the focus in depth and collaboration."""
    made = opened_round(provisions, year, status=RoundStatus.CLOSED, **fields)
    for position, (key, kind, form) in enumerate(DEPTH, 100):
        Question.objects.create(
            round=made,
            key=f"p-{key}",
            position=position,
            kind=kind,
            form=form,
            provision=provisions["3"] if kind == QuestionKind.FOCUS else None,
            short=f"Om {key}",
            text="Hur är det?",
        )
    return made


def answers(three, four, *, depth="partly"):
    """Levels for guidelines 3 and 4, each (social services, health care[, joint])."""
    return {
        "3": three,
        "4": four,
        "djup": (depth,) * 2,
        "samrad": ("in_place",) * 2,
        "rutin": ("planned",) * 2,
    }


def followed_county(*, invented=False):
    """Stockholm 2009 and 2010: Täby and Nacka accepted, Danderyd sent in, Solna answering.

    Guideline 3 (in focus) differs in Täby and is not settled; guideline 4 differs in Nacka and is.
    """
    provisions = policy(("3", "4"))
    before, now = asked(provisions, 2009), asked(provisions, 2010)
    flat = ("planned",) * 2
    mapping(before, people.place("0160"), answers(flat, ("in_place",) * 2), invented=invented)
    mapping(before, people.place("0182"), answers(flat, flat), invented=invented)
    mapping(
        now,
        people.place("0160"),
        answers(("in_place", "partly"), ("dont_know",) * 2),
        invented=invented,
    )
    mapping(
        now,
        people.place("0182"),
        answers(("not_begun",) * 2, ("in_place", "planned", "in_place")),
        invented=invented,
    )
    flat = ("followed_up",) * 2
    sent = MappingStatus.SUBMITTED
    mapping(now, people.place("0162"), answers(flat, flat), status=sent, invented=invented)
    mapping(now, people.place("0184"), {}, status=MappingStatus.OPEN, invented=invented)
    for code in ("0160", "0162", "0182", "0184"):
        people.participation(code, since=date(2009, 10, 12), source="Nyhetsbrev 2/2010")
    people.participation("0186", ParticipationStatus.INVITED, since=date(2010, 5, 1))
    people.participation("0180", since=date(2011, 2, 1))
    _decide(provisions)
    return provisions


def _decide(provisions):
    plans.priority("0160", provision=provisions["3"], why=NASTY)
    plans.priority("0182", provision=provisions["4"])
    plans.priority("0182", provision=provisions["3"], withdrawn_on=date(2010, 10, 1))
    adopted = plans.plan("0160", adopted=True)
    for status, due_on in (
        (ActivityStatus.DONE, date(2010, 5, 1)),
        (ActivityStatus.DROPPED, date(2010, 6, 1)),
        (ActivityStatus.ONGOING, date(2010, 12, 30)),
        (ActivityStatus.PLANNED, date(2010, 12, 31)),
        (ActivityStatus.PLANNED, date(2011, 1, 31)),
    ):
        plans.activity(
            adopted,
            title=f"{status} till {due_on}",
            provisions=[provisions["3"]],
            status=status,
            due_on=due_on,
        )
    plans.plan("0182", activities=4)


def own_words(section=TextSection.INTRODUCTION, text=NASTY, *, code="01", **fields):
    return ReportText.objects.create(
        place=people.place(code), year=2010, section=section, text=text, **fields
    )
