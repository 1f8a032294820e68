"""Builds the report once; every form it is given in is made from this."""

from dataclasses import replace

from brygga import clock
from brygga.competence.queries.coverage import CourseYear
from brygga.followup.enums import MappingStatus
from brygga.kernel.sorting import swedish_key
from brygga.offer.enums import GapKind
from brygga.offer.queries.link import OfferedAt
from brygga.people.models import Place
from brygga.plans.enums import ActivityState
from brygga.plans.models import Activity, Priority
from brygga.plans.rules import state_of
from brygga.thread.report.facts import Facts, facts_of
from brygga.thread.report.grids import counties_of, grid_of, spot_of
from brygga.thread.report.parts import (
    ActivityLine,
    CompetenceLine,
    Completeness,
    Difference,
    Line,
    OfferedLine,
    ParticipantLine,
    PriorityLine,
    Report,
)
from brygga.thread.report.tallies import (
    Answers,
    answers_by_subject,
    gaps_of,
    lines_of,
    name_of,
    ref_of,
    share_of,
    title_of,
)
from brygga.thread.report.words import sentences_of

UNCLEAR = frozenset({GapKind.NOBODY_ANSWERS, GapKind.TWO_ANSWER})


def build_report(place: Place, year: int) -> Report:
    """The follow-up of a place's year, the same for everybody. At most 32 queries.

    Raises Refused, with the years there are, when no round was opened that year.
    """
    report = _report(facts_of(place, year))
    return replace(report, sentences=sentences_of(report))


def _report(facts: Facts) -> Report:
    """Everything but the sentences, which are made from it."""
    now = answers_by_subject(facts, facts.now)
    lines = lines_of(facts, now, answers_by_subject(facts, facts.before))
    return Report(
        place=spot_of(facts.place),
        year=facts.year,
        on=facts.on,
        generated_at=clock.now(),
        invented=facts.invented,
        has_before=facts.has_before,
        share=share_of(facts.now),
        share_before=share_of(facts.before),
        completeness=_completeness(facts),
        participants=_participants(facts),
        lines=lines,
        gaps=gaps_of(facts, lines, now),
        differences=_differences(facts, lines, now),
        priorities=_priorities(facts),
        counts=_counts(facts),
        activities=_activities(facts),
        counties=counties_of(facts),
        grid=grid_of(facts, lines),
        competence=_competence(facts),
        offered=_offered(facts, lines),
        own_text={text.section: text.text for text in facts.texts},
    )


def _completeness(facts: Facts) -> Completeness:
    if facts.nation is not None:
        rows = facts.nation.rows
        return Completeness(
            sum(row.progress.expected for row in rows),
            sum(row.progress.submitted for row in rows),
            sum(row.progress.accepted for row in rows),
        )
    asked = [row.status for row in facts.rows if row.status]
    accepted = asked.count(MappingStatus.ACCEPTED)
    return Completeness(len(asked), asked.count(MappingStatus.SUBMITTED) + accepted, accepted)


def _participants(facts: Facts) -> tuple[ParticipantLine, ...]:
    mapped = {row.place.pk: row.status for row in facts.rows}
    return tuple(
        ParticipantLine(
            spot_of(each.place), each.status, each.since, each.source, mapped.get(each.place.pk, "")
        )
        for each in facts.participants
    )


def _differences(facts: Facts, lines: tuple[Line, ...], now: Answers) -> tuple[Difference, ...]:
    """One by one, question by question and by place; the nation is told in numbers only."""
    return tuple(
        Difference(
            spot=spot_of(row.place),
            line=line,
            social_services=answer.social_services,
            health_care=answer.health_care,
            level=answer.level,
            is_settled=answer.is_joint,
        )
        for line in lines
        for row in facts.rows
        if (answer := now.get(line.subject, {}).get(row.place.pk)) is not None and answer.differs
    )


def _priorities(facts: Facts) -> tuple[PriorityLine, ...]:
    found = (_priority(facts, each) for each in facts.priorities)
    return tuple(sorted(found, key=lambda each: (swedish_key(each.spot.name), each.decided_on)))


def _priority(facts: Facts, priority: Priority) -> PriorityLine:
    provision = priority.provision
    return PriorityLine(
        spot=spot_of(priority.place),
        ref=ref_of(provision),
        name=name_of(facts, provision),
        title=title_of(provision, facts.wordings),
        group=priority.group.name,
        decided_on=priority.decided_on,
        why=priority.why,
    )


_STATES = (
    ActivityState.PLANNED,
    ActivityState.ONGOING,
    ActivityState.DONE,
    ActivityState.LATE,
    ActivityState.DROPPED,
)


def _counts(facts: Facts) -> dict[str, int]:
    """In the order the contract names them."""
    return {state.value: facts.counts[state] for state in _STATES}


def _competence(facts: Facts) -> tuple[CompetenceLine, ...]:
    return tuple(_course(each) for each in facts.competence)


def _course(each: CourseYear) -> CompetenceLine:
    """As everybody may read it; what is kept back is named, and has no number."""
    figure = each.figure
    kept = set(figure.kept) if figure else set()
    kept |= {name for name in ("issued", "trainers") if getattr(each, name) is None}
    return CompetenceLine(
        ref=each.course.slug,
        title=each.course.title,
        trained=figure.trained if figure else None,
        heads=figure.heads if figure else None,
        share=figure.share if figure else None,
        aside=figure.aside if figure else None,
        issued=each.issued,
        trainers=each.trainers,
        kept=frozenset(kept),
        counted=figure.counted if figure else (),
        sources=figure.sources if figure else (),
    )


def _offered(facts: Facts, lines: tuple[Line, ...]) -> tuple[OfferedLine, ...]:
    """In the order that was asked; nothing of what no intervention carries out."""
    known = {
        ref_of(facts.wordings[pk].provision): each
        for pk, each in facts.offered.items()
        if each.is_known and pk in facts.wordings
    }
    found = {line.ref: line.heading for line in lines if line.ref in known}
    return tuple(_offered_line(ref, heading, known[ref]) for ref, heading in found.items())


def _offered_line(ref: str, heading: str, each: OfferedAt) -> OfferedLine:
    waits = [cell.days for cell in each.cells if cell.days is not None]
    return OfferedLine(
        ref=ref,
        heading=heading,
        places=len(each.cells),
        reached=each.reached,
        believed=sum(bool(cell.offers) and GapKind.STALE not in cell.gaps for cell in each.cells),
        unclear=sum(bool(UNCLEAR.intersection(cell.gaps)) for cell in each.cells),
        days=min(waits, default=None),
    )


def _activities(facts: Facts) -> tuple[ActivityLine, ...]:
    return tuple(_activity(facts, each) for each in facts.activities)


def _activity(facts: Facts, activity: Activity) -> ActivityLine:
    provisions = activity.provisions.all()
    return ActivityLine(
        spot=spot_of(activity.plan.place),
        title=activity.title,
        refs=tuple(ref_of(each) for each in provisions),
        names=tuple(name_of(facts, each) for each in provisions),
        owner=activity.owner,
        due_on=activity.due_on,
        state=state_of(activity.status, activity.due_on, facts.on).value,
    )
