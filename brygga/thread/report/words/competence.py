"""How many of those in post have the courses."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brygga.thread.report.parts import CompetenceLine, Report, Sentence
from brygga.thread.report.words.numbers import alike, digits, in_words, sentence

COMPETENCE = "competence"
_SAID = 3
"""So many courses are told of in words; the table has them all."""


def competence(report: Report) -> Iterator[Sentence]:
    """The widest spread courses first, then how many got a certificate in the year."""
    known = [each for each in report.competence if each.share is not None]
    learnt = [each for each in known if each.trained]
    for each in sorted(learnt, key=lambda one: (-(one.share or 0), one.title))[:_SAID]:
        yield Sentence(COMPETENCE, _covered(each))
    if report.competence and not known and not any(each.kept for each in report.competence):
        yield Sentence(COMPETENCE, _("How many of those in post are trained is not known."))
    told = [each.issued for each in report.competence if each.issued is not None]
    if report.competence and len(told) == len(report.competence):
        yield Sentence(COMPETENCE, _issued(sum(told), report.year))


def _covered(each: CompetenceLine) -> str:
    trained, heads = alike(each.trained or 0, each.heads or 0)
    words = {"trained": trained, "heads": heads, "course": each.title, "share": each.share}
    text = _("%(trained)s of %(heads)s in post have %(course)s, %(share)s per cent.")
    return sentence(text % words)


def _issued(number: int, year: int) -> str:
    if not number:
        return _("No certificate was issued in %(year)s.") % {"year": year}
    text = ngettext(
        "%(n)s certificate was issued in %(year)s.",
        "%(n)s certificates were issued in %(year)s.",
        number,
    )
    said = in_words(number) if number > 1 else digits(number)
    return sentence(text % {"n": said, "year": year})
