"""The provision that the year looked at in depth."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brygga.followup.enums import Level
from brygga.thread.report.parts import Line, Report, Sentence
from brygga.thread.report.tallies import mid_sentence
from brygga.thread.report.words.levels import movement
from brygga.thread.report.words.numbers import digits

FOCUS = "focus"


def focus(report: Report) -> Iterator[Sentence]:
    line = report.focus
    if line is None:
        return
    names = {"name": mid_sentence(line.name), "title": line.title}
    yield Sentence(FOCUS, _("In focus: %(name)s, %(title)s.") % names, is_key=True)
    if line.tally.total == 0:
        yield Sentence(FOCUS, _("No answer about %(name)s is accepted yet.") % names)
    elif line.tally.total == 1:
        yield Sentence(FOCUS, _only(line), is_key=True)
    else:
        yield from _several(line)


def _only(line: Line) -> str:
    names = {"name": mid_sentence(line.name), "level": _level(line.level)}
    now = _("The answer about %(name)s is “%(level)s”.") % names
    if not line.before:
        return now
    before = _("The year before it was “%(level)s”.") % {"level": _level(line.before)}
    return f"{now} {before}"


def _several(line: Line) -> Iterator[Sentence]:
    answers, total = line.tally.answers, line.tally.total
    names: dict[str, str] = {"name": mid_sentence(line.name), "total": digits(total)}
    early = answers[Level.NOT_BEGUN] + answers[Level.PLANNED]
    if early:
        text = ngettext(
            "%(n)s of %(total)s has not begun or only planned %(name)s.",
            "%(n)s of %(total)s have not begun or only planned %(name)s.",
            early,
        )
        yield Sentence(FOCUS, text % {**names, "n": digits(early)}, is_key=True)
    reached = answers[Level.IN_PLACE] + answers[Level.FOLLOWED_UP]
    if reached:
        text = ngettext(
            "%(n)s of %(total)s has it in place.", "%(n)s of %(total)s have it in place.", reached
        )
    else:
        text = _("None of the %(total)s that have answered has it in place.")
    yield Sentence(FOCUS, text % {**names, "n": digits(reached)})
    if line.tally.change is not None:
        yield Sentence(FOCUS, movement(line), is_key=True)


def _level(level: str) -> str:
    return str(Level(level).label)
