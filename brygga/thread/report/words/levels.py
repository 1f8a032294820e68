"""How far things have come, and how they have moved since the year before."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brygga.followup.enums import Level, QuestionKind
from brygga.thread.report.parts import Line, Report, Sentence
from brygga.thread.report.words.numbers import alike, digits, in_words, sentence

LEVELS = "levels"


def levels(report: Report) -> Iterator[Sentence]:
    lines = report.of_kind(QuestionKind.PROVISION)
    total = sum(line.tally.total for line in lines)
    if not total:
        text = _("No answers are accepted yet, so how far things have come is not known.")
        yield Sentence(LEVELS, text, is_key=True)
        return
    yield Sentence(LEVELS, _in_place(report, lines, total), is_key=True)
    yield Sentence(LEVELS, _moved(report, lines), is_key=True)
    if not report.is_single:
        for line in _movers(lines):
            yield Sentence(LEVELS, movement(line))
    yield from _reservations(lines)


def movement(line: Line) -> str:
    """How one thing moved: "Riktlinje 3 har gått framåt på sju platser och backat på två."."""
    tally = line.tally
    what = line.name or line.title
    if tally.forward and tally.back:
        text = ngettext(
            "%(what)s has moved forward in one place and back in %(back)s.",
            "%(what)s has moved forward in %(forward)s places and back in %(back)s.",
            tally.forward,
        )
        forward, back = alike(tally.forward, tally.back)
        return text % {"what": what, "forward": forward, "back": back}
    if tally.forward:
        text = ngettext(
            "%(what)s has moved forward in one place and back in none.",
            "%(what)s has moved forward in %(forward)s places and back in none.",
            tally.forward,
        )
        return text % {"what": what, "forward": in_words(tally.forward)}
    if tally.back:
        text = ngettext(
            "%(what)s has moved back in one place and forward in none.",
            "%(what)s has moved back in %(back)s places and forward in none.",
            tally.back,
        )
        return text % {"what": what, "back": in_words(tally.back)}
    return _("%(what)s stands where it stood: no place has moved.") % {"what": what}


def _in_place(report: Report, lines: tuple[Line, ...], total: int) -> str:
    reached = sum(
        line.tally.answers[Level.IN_PLACE] + line.tally.answers[Level.FOLLOWED_UP] for line in lines
    )
    names = {"n": digits(reached), "total": digits(total), "share": report.share}
    if total == 1:
        text = _("One answer about a provision is accepted.")
    elif not reached:
        text = _("None of %(total)s accepted answers about provisions says that it is in place.")
    else:
        text = ngettext(
            "%(n)s of %(total)s accepted answers about provisions says that it is in place:"
            " %(share)s per cent.",
            "%(n)s of %(total)s accepted answers about provisions say that it is in place:"
            " %(share)s per cent.",
            reached,
        )
    if report.share_before is None or total == 1:
        return text % names
    before = _("The year before it was %(share)s per cent.") % {"share": report.share_before}
    return f"{text % names} {before}"


def _moved(report: Report, lines: tuple[Line, ...]) -> str:
    year = report.year - 1
    if not report.has_before:
        return _("There is no follow-up from %(year)s to compare with.") % {"year": year}
    forward = sum(line.tally.forward for line in lines)
    back = sum(line.tally.back for line in lines)
    still = sum(line.tally.still for line in lines)
    if not forward + back + still:
        return _("No answer can be compared with %(year)s.") % {"year": year}
    text = ngettext(
        "Since %(year)s %(forward)s answer has moved forward, %(back)s back,"
        " and %(still)s as before.",
        "Since %(year)s %(forward)s answers have moved forward, %(back)s back,"
        " and %(still)s as before.",
        forward,
    )
    names = {"forward": digits(forward), "back": digits(back), "still": digits(still)}
    return text % {"year": year, **names}


def _movers(lines: tuple[Line, ...]) -> Iterator[Line]:
    """What rose most and what fell most; the focus has a section of its own."""
    moved = [line for line in lines if line.tally.change is not None and not line.in_focus]
    best = max(moved, key=lambda line: line.tally.change or 0, default=None)
    worst = min(moved, key=lambda line: line.tally.change or 0, default=None)
    if best is not None and (best.tally.change or 0) > 0:
        yield best
    if worst is not None and (worst.tally.change or 0) < 0:
        yield worst


def _reservations(lines: tuple[Line, ...]) -> Iterator[Sentence]:
    """What makes the numbers less sure: nobody knows, or it was shown long ago."""
    unknown = sum(line.tally.answers[Level.DONT_KNOW] for line in lines)
    if unknown:
        text = ngettext("One answer is “don't know”.", "%(n)s answers are “don't know”.", unknown)
        yield Sentence(LEVELS, sentence(text % {"n": in_words(unknown)}))
    aged = sum(line.tally.aged for line in lines)
    if aged:
        text = ngettext(
            "One answer that something is in place rests on evidence that has grown old.",
            "%(n)s answers that something is in place rest on evidence that has grown old.",
            aged,
        )
        yield Sentence(LEVELS, sentence(text % {"n": in_words(aged)}))
