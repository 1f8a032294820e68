"""From accepted answers to counts: what was asked, how it stands and how it moved."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from brygga.followup.enums import Level, QuestionKind
from brygga.followup.models import Question, Round
from brygga.followup.queries import StandingRow
from brygga.followup.rules import LEVELS, Shown, change_since, reads_as_old
from brygga.guidance.models import Provision, Wording
from brygga.guidance.queries import label
from brygga.thread import rules
from brygga.thread.queries.matrix import Subject, subject_of
from brygga.thread.report.facts import Facts
from brygga.thread.report.parts import Gap, Line, Tally

Answers = dict[Subject, dict[int, StandingRow]]
"""By what is asked about, then by place."""

KINDS = (QuestionKind.PROVISION, QuestionKind.FOCUS, QuestionKind.STRUCTURE, QuestionKind.ROUTINE)


MOST_GAPS = 10
"""So many gaps are enough to act on; the rest can be read among the levels."""


def answers_by_subject(facts: Facts, rows: Iterable[StandingRow]) -> Answers:
    found: Answers = defaultdict(dict)
    subjects = {pk: _subject(question) for pk, question in facts.questions.items()}
    for row in rows:
        subject = subjects.get(row.question_id)
        if subject is not None:
            found[subject][row.place_id] = row
    return found


def lines_of(facts: Facts, now: Answers, before: Answers) -> tuple[Line, ...]:
    """Everything the year asked about, in order, the focus first; no question is counted twice.

    In the nation only provisions: what else a county asks is its own.
    """
    lines: dict[Subject, Line] = {}
    for question in facts.questions.values():
        subject = _subject(question)
        if subject in lines or facts.rounds[question.round_id].year != facts.year:
            continue
        if facts.nation is None or question.kind == QuestionKind.PROVISION:
            lines[subject] = _line(facts, question, now.get(subject, {}), before.get(subject, {}))
    return tuple(sorted(lines.values(), key=_order))


def gaps_of(facts: Facts, lines: Iterable[Line], now: Answers) -> tuple[Gap, ...]:
    """The ten widest: provisions that are not in place everywhere, most steps left first."""
    prioritised = Counter(f"p:{priority.provision_id}" for priority in facts.priorities)
    gaps = [
        _gap(line, now.get(line.subject, {}), facts.planned, prioritised[line.subject])
        for line in lines
        if line.kind == QuestionKind.PROVISION
    ]
    open_gaps = [gap for gap in gaps if gap.places]
    open_gaps.sort(key=lambda gap: (-gap.steps, -gap.places, gap.line.ref))
    return tuple(open_gaps[:MOST_GAPS])


def name_of(facts: Facts, provision: Provision) -> str:
    """ "Riktlinje 3"; in the nation, where many counties have one, also of which document."""
    name = label(provision, facts.wordings.get(provision.pk))
    return name if facts.nation is None else f"{name} ({provision.document.short_title})"


def title_of(provision: Provision, wordings: Mapping[int, Wording], short: str = "") -> str:
    """What it is called in the edition of the year, else the heading of the question."""
    wording = wordings.get(provision.pk)
    return wording.title if wording else short


def ref_of(provision: Provision) -> str:
    return f"{provision.document.slug}/{provision.number}"


def mid_sentence(name: str) -> str:
    """ "riktlinje 3": only the first letter is lowered, "Rekommendation R19" keeps its R."""
    return name[:1].lower() + name[1:]


def share_of(rows: Iterable[StandingRow]) -> int | None:
    """Answers about provisions that are in place or beyond, in whole per cent."""
    counted = Counter(row.level for row in rows if row.provision_id is not None)
    return percent(rules.share_in_place(dict(counted)))


def percent(share: float | None) -> int | None:
    return None if share is None else round(100 * share)


def _subject(question: Question) -> Subject:
    return subject_of(question.kind, question.key, question.provision_id)


def _order(line: Line) -> tuple[int, bool]:
    return KINDS.index(QuestionKind(line.kind)) if line.kind in KINDS else len(KINDS), (
        not line.in_focus
    )


def _line(
    facts: Facts,
    question: Question,
    now: Mapping[int, StandingRow],
    before: Mapping[int, StandingRow],
) -> Line:
    own = question.provision if question.kind == QuestionKind.PROVISION else None
    focus = facts.rounds[question.round_id].focus_id if facts.nation is None else None
    only = next(iter(now.values())) if len(now) == 1 else None
    earlier = before.get(only.place_id) if only else next(iter(before.values()), None)
    return Line(
        subject=_subject(question),
        kind=question.kind,
        ref=ref_of(own) if own else "",
        name=name_of(facts, own) if own else "",
        title=title_of(own, facts.wordings, question.short) if own else question.short,
        in_focus=own is not None and own.pk == focus,
        tally=_tally(facts, now, before),
        level=only.level if only else "",
        before=earlier.level if earlier and len(before) == 1 else "",
        evidence=only.evidence if only else "",
        evidence_on=only.evidence_on if only else None,
        is_aged=_is_aged(only, _round(facts, only)) if only else False,
    )


def _round(facts: Facts, row: StandingRow) -> Round:
    return facts.rounds[facts.questions[row.question_id].round_id]


def _tally(
    facts: Facts, now: Mapping[int, StandingRow], before: Mapping[int, StandingRow]
) -> Tally:
    counted = Counter(row.level for row in now.values())
    moves = [
        step
        for place, row in now.items()
        if place in before and (step := change_since(before[place].level, row.level)) is not None
    ]
    differing = [row for row in now.values() if row.differs]
    return Tally(
        answers={level.value: counted[level.value] for level in LEVELS},
        differing=len(differing),
        settled=sum(row.is_joint for row in differing),
        forward=sum(step > 0 for step in moves),
        back=sum(step < 0 for step in moves),
        still=sum(step == 0 for step in moves),
        change=sum(moves) if moves else None,
        aged=sum(_is_aged(row, _round(facts, row)) for row in now.values()),
    )


def _is_aged(row: StandingRow, round_: Round) -> bool:
    shown = Shown(row.level, row.evidence, row.evidence_on)
    return reads_as_old(shown, round_.closes_on, round_.evidence_months)


def _gap(
    line: Line,
    now: Mapping[int, StandingRow],
    planned: frozenset[tuple[int, int]],
    prioritised: int,
) -> Gap:
    provision = int(line.subject.removeprefix("p:"))
    known = [place for place, row in now.items() if rules.gap(row.level)]
    unknown = line.tally.answers[Level.DONT_KNOW]
    return Gap(
        line=line,
        places=len(known) + unknown,
        answered=len(now),
        unknown=unknown,
        steps=rules.total_gap(row.level for row in now.values()),
        without_activity=sum((place, provision) not in planned for place in known),
        prioritised=prioritised,
    )
