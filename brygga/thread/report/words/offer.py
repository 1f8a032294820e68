"""What people are offered of what was asked about."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from brygga.thread.report.parts import OfferedLine, Report, Sentence
from brygga.thread.report.words.numbers import alike, sentence

OFFERED = "offered"
_SAID = 3
"""So many provisions are told of in words; the table has them all."""


def offered(report: Report) -> Iterator[Sentence]:
    """Those that most places lack first."""
    lacking = [each for each in report.offered if each.reached < each.places]
    for each in sorted(lacking, key=lambda one: (one.reached - one.places, one.heading))[:_SAID]:
        yield Sentence(OFFERED, _lacking(each))
    if report.offered and not lacking:
        yield Sentence(OFFERED, _("All that something carries out is offered everywhere."))


def _lacking(each: OfferedLine) -> str:
    if each.places == 1:
        text = _("Nobody is known to offer %(provision)s.")
        return sentence(text % {"provision": each.heading})
    reached, places = alike(each.reached, each.places)
    words = {"provision": each.heading, "n": reached, "all": places}
    text = _("%(provision)s is offered in %(n)s of %(all)s places, as far as is known.")
    return sentence(text % words)
