"""The report for machines, in the shape that docs/contract.md promises."""

from dataclasses import asdict
from typing import Any

from brygga.followup.enums import QuestionKind
from brygga.thread.report.parts import (
    ActivityLine,
    CompetenceLine,
    CountyLine,
    Difference,
    Gap,
    Line,
    OfferedLine,
    ParticipantLine,
    PriorityLine,
    Report,
    Spot,
)

Json = dict[str, Any]


def as_json(report: Report) -> Json:
    """Keys in English snake_case, dates ISO 8601, unknown as None. `text` is in the language of
    the moment; `own_text` is the process leader's own, by section."""
    return {
        "place": {**_spot(report.place), "kind": report.place.kind},
        "year": report.year,
        "on": report.on.isoformat(),
        "generated_at": report.generated_at.isoformat(),
        "invented": report.invented,
        "participants": [_participant(each) for each in report.participants],
        "completeness": asdict(report.completeness),
        "share_in_place": report.share,
        "share_in_place_before": report.share_before,
        **_asked(report),
        "differences": [_difference(each) for each in report.differences],
        "priorities": [_priority(each) for each in report.priorities],
        "activities": dict(report.counts),
        "activity_list": [_activity(each) for each in report.activities],
        "competence": [_competence(each) for each in report.competence],
        "offered": [_offered(each) for each in report.offered],
        "gaps": [_gap(each) for each in report.gaps],
        "counties": [_county(each) for each in report.counties],
        "text": [sentence.text for sentence in report.sentences],
        "own_text": dict(report.own_text),
    }


def _asked(report: Report) -> Json:
    around = report.of_kind(QuestionKind.STRUCTURE, QuestionKind.ROUTINE)
    return {
        "provisions": [_line(line) for line in report.of_kind(QuestionKind.PROVISION)],
        "focus": _focus(report),
        "structure": [_line(line) for line in around],
    }


def _spot(spot: Spot) -> Json:
    return {"code": spot.code, "name": spot.name}


def _participant(each: ParticipantLine) -> Json:
    return {
        **_spot(each.spot),
        "kind": each.spot.kind,
        "status": each.status,
        "since": each.since.isoformat(),
        "source": each.source or None,
        "mapping": each.mapping or None,
    }


def _line(line: Line) -> Json:
    """A provision's id is DOCUMENT/NUMBER, another question's is its key in the round.

    `differing` counts all different answers, `settled` those of them with a joint answer.
    """
    tally = line.tally
    return {
        "id": line.ref or line.subject.removeprefix("q:"),
        "name": line.name or None,
        "title": line.title,
        "in_focus": line.in_focus,
        "answers": dict(tally.answers),
        "differing": tally.differing,
        "settled": tally.settled,
        "change": tally.change,
        "forward": tally.forward,
        "back": tally.back,
        "unchanged": tally.still,
        "old_evidence": tally.aged,
    }


def _focus(report: Report) -> Json | None:
    if report.focus is None:
        return None
    return {
        "id": report.focus.ref,
        "title": report.focus.title,
        "questions": [_line(line) for line in report.of_kind(QuestionKind.FOCUS)],
    }


def _difference(each: Difference) -> Json:
    return {
        "place": _spot(each.spot),
        "id": each.line.ref or each.line.subject.removeprefix("q:"),
        "title": each.line.title,
        "social_services": each.social_services,
        "health_care": each.health_care,
        "settled": each.is_settled,
        "level": each.level,
    }


def _priority(each: PriorityLine) -> Json:
    return {
        "place": _spot(each.spot),
        "id": each.ref,
        "title": each.title,
        "group": each.group,
        "decided_on": each.decided_on.isoformat(),
        "why": each.why,
    }


def _activity(each: ActivityLine) -> Json:
    return {
        "place": _spot(each.spot),
        "title": each.title,
        "provisions": list(each.refs),
        "owner": each.owner,
        "due_on": each.due_on.isoformat(),
        "state": each.state,
    }


def _offered(each: OfferedLine) -> Json:
    """Counts are of places; `shortest_wait_days` is None where nobody has told of a wait."""
    return {
        "id": each.ref,
        "places": each.places,
        "offered": each.reached,
        "checked": each.believed,
        "unclear": each.unclear,
        "shortest_wait_days": each.days,
    }


def _competence(each: CompetenceLine) -> Json:
    """What is known and too small to be told is `{"suppressed": true}`, unknown is None."""
    return {
        "course": each.ref,
        "title": each.title,
        "trained": _told(each, "part", each.trained),
        "staff": _told(each, "whole", each.heads),
        "share": _told(each, "part", each.share),
        "trained_where_staff_is_unknown": _told(each, "aside", each.aside),
        "certificates": _told(each, "issued", each.issued),
        "trainers": _told(each, "trainers", each.trainers),
        "counted_on": [day.isoformat() for day in each.counted],
        "sources": list(each.sources),
    }


def _told(each: CompetenceLine, name: str, number: int | None) -> Json | int | None:
    return {"suppressed": True} if name in each.kept else number


def _gap(gap: Gap) -> Json:
    return {
        "id": gap.line.ref,
        "title": gap.line.title,
        "places": gap.places,
        "unknown": gap.unknown,
        "answers": gap.answered,
        "steps": gap.steps,
        "without_activity": gap.without_activity,
        "priorities": gap.prioritised,
    }


def _county(county: CountyLine) -> Json:
    counted = county.completeness
    known = county.has_round
    return {
        **_spot(county.spot),
        "expected": counted.expected if known else None,
        "submitted": counted.submitted if known else None,
        "accepted": counted.accepted if known else None,
        "typical": county.typical or None,
        "share_in_place": county.share,
        "share_in_place_before": county.share_before,
        "differing_not_settled": county.unsettled if known else None,
    }
