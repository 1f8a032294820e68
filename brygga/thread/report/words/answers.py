"""Who takes part, and who has answered."""

from collections import Counter
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brygga.followup.enums import MappingStatus
from brygga.people.enums import ParticipationStatus, PlaceKind
from brygga.thread.report.parts import Completeness, ParticipantLine, Report, Sentence
from brygga.thread.report.words.numbers import digits, in_words, listed, sentence

PARTICIPATION = "participation"
ANSWERS = "answers"
TAKES_PART = frozenset({ParticipationStatus.AGREED, ParticipationStatus.ACTIVE})


def participation(report: Report) -> Iterator[Sentence]:
    if report.is_single:
        yield Sentence(PARTICIPATION, _one_place(report))
        return
    if report.is_nation:
        yield Sentence(PARTICIPATION, _counties(report), is_key=True)
    yield Sentence(PARTICIPATION, _places(report), is_key=True)
    invited = sum(each.status == ParticipationStatus.INVITED for each in report.participants)
    if invited:
        text = ngettext("One place is invited.", "%(n)s places are invited.", invited)
        yield Sentence(PARTICIPATION, sentence(text % {"n": in_words(invited)}))


def answers(report: Report) -> Iterator[Sentence]:
    if report.is_single:
        yield Sentence(ANSWERS, _one_mapping(report), is_key=True)
    else:
        yield Sentence(ANSWERS, _completeness(report.completeness), is_key=True)


def _one_place(report: Report) -> str:
    own = next((each for each in report.participants if each.spot == report.place), None)
    if own is None:
        day = date_format(report.on, "j F Y")
        return _("%(place)s did not take part on %(day)s.") % {
            "place": report.place.name,
            "day": day,
        }
    return _since(own)


def _since(own: ParticipantLine) -> str:
    names = {"place": own.spot.name, "day": date_format(own.since, "j F Y")}
    if own.status == ParticipationStatus.INVITED:
        return _("%(place)s was invited on %(day)s.") % names
    if own.status == ParticipationStatus.AGREED:
        return _("%(place)s agreed to take part on %(day)s.") % names
    return _("%(place)s has been active since %(day)s.") % names


def _counties(report: Report) -> str:
    begun = sum(county.has_round for county in report.counties)
    text = _("%(n)s of %(total)s counties have a follow-up for %(year)s.")
    names = {"n": digits(begun), "total": digits(len(report.counties)), "year": report.year}
    return text % names


def _places(report: Report) -> str:
    """By kind: "22 kommuner, åtta stadsdelar och en enhet deltar"."""
    kinds = Counter(each.spot.kind for each in report.participants if each.status in TAKES_PART)
    parts = [_some(kind, kinds[kind]) for kind in PlaceKind.values if kinds[kind]]
    if not parts:
        return _("No place takes part yet.")
    if sum(kinds.values()) == 1:
        return sentence(_("%(places)s takes part.") % {"places": parts[0]})
    return sentence(_("%(places)s take part.") % {"places": listed(parts)})


def _some(kind: str, number: int) -> str:
    if kind == PlaceKind.MUNICIPALITY:
        text = ngettext("one municipality", "%(n)s municipalities", number)
    elif kind == PlaceKind.DISTRICT:
        text = ngettext("one city district", "%(n)s city districts", number)
    elif kind == PlaceKind.UNIT:
        text = ngettext("one special unit", "%(n)s special units", number)
    else:
        text = ngettext("one county", "%(n)s counties", number)
    return text % {"n": in_words(number)}


def _one_mapping(report: Report) -> str:
    status = report.grid.rows[0].mapping if report.grid.rows else ""
    names = {"place": report.place.name, "year": report.year}
    if not status:
        return _("%(place)s has not been asked in %(year)s.") % names
    if status == MappingStatus.ACCEPTED:
        return _("%(place)s has sent in its answers and the county has accepted them.") % names
    if status == MappingStatus.SUBMITTED:
        return _("%(place)s has sent in its answers. The county has not accepted them yet.") % names
    return _("%(place)s has not sent in its answers yet.") % names


def _completeness(counted: Completeness) -> str:
    """ "24 av 31 lokala samråd har skickat in sina svar, 19 är godkända."."""
    if not counted.expected:
        return _("No local consultation has been asked yet.")
    if counted.expected == 1:
        return _only_one(counted)
    names = {"n": digits(counted.submitted), "expected": digits(counted.expected)}
    if not counted.submitted:
        return (
            _("None of the %(expected)s local consultations has sent in its answers yet.") % names
        )
    if counted.submitted == counted.expected:
        sent = _("All %(expected)s local consultations have sent in their answers") % names
    else:
        sent = _("%(n)s of %(expected)s local consultations have sent in their answers") % names
    return _("%(sent)s, %(accepted)s.") % {"sent": sent, "accepted": _accepted(counted)}


def _only_one(counted: Completeness) -> str:
    if counted.accepted:
        return _(
            "The only local consultation asked has sent in its answers, and they are accepted."
        )
    if counted.submitted:
        return _(
            "The only local consultation asked has sent in its answers; none are accepted yet."
        )
    return _("The only local consultation asked has not sent in its answers yet.")


def _accepted(counted: Completeness) -> str:
    if not counted.accepted:
        return _("but none are accepted yet")
    if counted.accepted == counted.submitted:
        text = ngettext("and it is accepted", "and all %(n)s are accepted", counted.accepted)
        return text % {"n": digits(counted.accepted)}
    text = ngettext("%(n)s is accepted", "%(n)s are accepted", counted.accepted)
    return text % {"n": digits(counted.accepted)}
