"""Where principals differ, what is missing, what is decided and what is being done."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brygga.followup.enums import Level
from brygga.plans.enums import ActivityState
from brygga.thread.report.parts import Gap, Report, Sentence
from brygga.thread.report.tallies import mid_sentence
from brygga.thread.report.words.numbers import alike, digits, in_words, listed, sentence

DIFFERENCES, GAPS, PRIORITIES, ACTIVITIES = "differences", "gaps", "priorities", "activities"


def differences(report: Report) -> Iterator[Sentence]:
    if not any(line.tally.total for line in report.lines):
        return
    number = sum(line.tally.differing for line in report.lines)
    if not number:
        text = _("In no accepted answer do social services and health care differ.")
        yield Sentence(DIFFERENCES, text, is_key=True)
        return
    text = ngettext(
        "Social services and health care differ in one accepted answer.",
        "Social services and health care differ in %(n)s accepted answers.",
        number,
    )
    yield Sentence(DIFFERENCES, text % {"n": in_words(number)}, is_key=True)
    settled = sum(line.tally.settled for line in report.lines)
    yield Sentence(DIFFERENCES, _settled(number, settled))


def _settled(number: int, settled: int) -> str:
    left = number - settled
    if not settled:
        return ngettext(
            "The different answer is not settled yet.",
            "None of the different answers is settled yet.",
            number,
        )
    if not left:
        return ngettext(
            "The different answer is settled.", "All the different answers are settled.", number
        )
    text = ngettext(
        "One of the different answers is settled; left to settle: %(left)s.",
        "%(settled)s of the different answers are settled; left to settle: %(left)s.",
        settled,
    )
    done, rest = alike(settled, left)
    return sentence(text % {"settled": done, "left": digits(left) if left == 1 else rest})


def gaps(report: Report) -> Iterator[Sentence]:
    if not any(line.ref and line.tally.total for line in report.lines):
        return
    if not report.gaps:
        text = _("No gap is known: all that is accepted is in place.")
        yield Sentence(GAPS, text, is_key=True)
        return
    widest = report.gaps[0]
    yield Sentence(GAPS, _widest(widest, single=report.is_single), is_key=True)
    known = widest.places - widest.unknown
    if known:
        yield Sentence(GAPS, _unplanned(widest, known))


def _widest(gap: Gap, *, single: bool) -> str:
    names = {"name": mid_sentence(gap.line.name), "title": gap.line.title}
    if single:
        level = str(Level(gap.line.level).label)
        text = _("The largest gap is in %(name)s, %(title)s: the answer is “%(level)s”.")
        return text % {**names, "level": level}
    known = gap.places - gap.unknown
    text = _lacking(gap, known) if known else _not_knowing(gap.unknown)
    return text % {**names, "n": digits(known or gap.unknown), "total": digits(gap.answered)}


def _lacking(gap: Gap, known: int) -> str:
    if known == gap.answered:
        return _(
            "The largest gap is in %(name)s, %(title)s: none of the %(total)s has it in place."
        )
    return ngettext(
        "The largest gap is in %(name)s, %(title)s: %(n)s of %(total)s does not have it in place.",
        "The largest gap is in %(name)s, %(title)s: %(n)s of %(total)s do not have it in place.",
        known,
    )


def _not_knowing(unknown: int) -> str:
    return ngettext(
        "The largest gap is in %(name)s, %(title)s: %(n)s of %(total)s does not know.",
        "The largest gap is in %(name)s, %(title)s: %(n)s of %(total)s do not know.",
        unknown,
    )


def _unplanned(gap: Gap, known: int) -> str:
    """How many with a known gap have nothing adopted to do about it."""
    if not gap.without_activity:
        return _("An adopted plan has an activity for it wherever the gap is known.")
    if gap.without_activity == known:
        return _("No adopted plan has an activity for it where the gap is known.")
    text = ngettext(
        "In one of those places no adopted plan has an activity for it.",
        "In %(n)s of those places no adopted plan has an activity for it.",
        gap.without_activity,
    )
    return text % {"n": in_words(gap.without_activity)}


def priorities(report: Report) -> Iterator[Sentence]:
    number = len(report.priorities)
    names = {"year": report.year, "n": in_words(number)}
    if not number:
        text = _("No priority is decided for %(year)s.") % names
        yield Sentence(PRIORITIES, text, is_key=True)
        return
    text = ngettext(
        "One priority is decided for %(year)s.",
        "%(n)s priorities are decided for %(year)s.",
        number,
    )
    yield Sentence(PRIORITIES, sentence(text % names), is_key=True)
    if report.focus is not None:
        about = sum(priority.ref == report.focus.ref for priority in report.priorities)
        text = _about_focus(number, about)
        yield Sentence(PRIORITIES, sentence(text % {
            "n": in_words(about), "name": mid_sentence(report.focus.name)
        }))  # fmt: skip


def _about_focus(number: int, about: int) -> str:
    if not about:
        return ngettext("It is not about %(name)s.", "None of them is about %(name)s.", number)
    if about == number:
        return ngettext("It is about %(name)s.", "All of them are about %(name)s.", number)
    return ngettext("One of them is about %(name)s.", "%(n)s of them are about %(name)s.", about)


def activities(report: Report) -> Iterator[Sentence]:
    total = sum(report.counts.values())
    if not total:
        text = _("No adopted plan for %(year)s has any activity.") % {"year": report.year}
        yield Sentence(ACTIVITIES, text, is_key=True)
        return
    text = _one_plan(total) if report.is_single else _plans(total)
    names = {
        "year": report.year,
        "n": in_words(total),
        "day": date_format(report.on, "j F Y"),
        "states": listed(_states(report)),
    }
    yield Sentence(ACTIVITIES, text % names, is_key=True)


def _plans(total: int) -> str:
    return ngettext(
        "The adopted plans for %(year)s have one activity. On %(day)s %(states)s.",
        "The adopted plans for %(year)s have %(n)s activities. On %(day)s %(states)s.",
        total,
    )


def _one_plan(total: int) -> str:
    return ngettext(
        "The adopted plan for %(year)s has one activity. On %(day)s %(states)s.",
        "The adopted plan for %(year)s has %(n)s activities. On %(day)s %(states)s.",
        total,
    )


def _states(report: Report) -> list[str]:
    """ "12 var gjorda", "nio pågick" …, only those there are."""
    counts = {state: report.counts[state] for state in _STATES if report.counts[state]}
    written = dict(zip(counts, alike(*counts.values()), strict=True))
    return [_state(state, number) % {"n": written[state]} for state, number in counts.items()]


_STATES = (
    ActivityState.DONE,
    ActivityState.ONGOING,
    ActivityState.PLANNED,
    ActivityState.LATE,
    ActivityState.DROPPED,
)


def _state(state: ActivityState, number: int) -> str:
    match state:
        case ActivityState.DONE:
            return ngettext("%(n)s was done", "%(n)s were done", number)
        case ActivityState.ONGOING:
            return ngettext("%(n)s was ongoing", "%(n)s were ongoing", number)
        case ActivityState.PLANNED:
            return ngettext("%(n)s was planned", "%(n)s were planned", number)
        case ActivityState.LATE:
            return ngettext("%(n)s was late", "%(n)s were late", number)
        case ActivityState.DROPPED:
            return ngettext("%(n)s was dropped", "%(n)s were dropped", number)
