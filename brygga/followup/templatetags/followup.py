"""Tags for what only this room shows: answers with their evidence, progress, states."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from brygga.followup.enums import EvidenceKind, MappingStatus, RoundStatus
from brygga.followup.models import Mapping, Round
from brygga.followup.queries import Given
from brygga.followup.rules import reads_as_old
from brygga.ui.templatetags.ui import level_words

register = template.Library()

TONES: dict[str, str] = {
    MappingStatus.OPEN: "neutral",
    MappingStatus.SUBMITTED: "accent",
    MappingStatus.RETURNED: "warning",
    MappingStatus.ACCEPTED: "accent",
    RoundStatus.DRAFT: "warning",
    RoundStatus.CLOSED: "neutral",
}


@register.filter
def status_tone(status: str) -> str:
    return TONES.get(status, "neutral")


@register.simple_tag
def level_in_words(given: Given, mapping: Mapping) -> str:
    """The level; "in place" with the year of its evidence when that has aged."""
    return words_of(given, mapping.round)


def words_of(given: Given, round_: Round) -> str:
    words = str(level_words(given.level))
    if not reads_as_old(given.shown, round_.closes_on, round_.evidence_months):
        return words
    year = given.evidence_on.year if given.evidence_on else ""
    return _("%(level)s, evidence from %(year)s") % {"level": words, "year": year}


@register.filter
def is_old(given: Given, mapping: Mapping) -> bool:
    round_ = mapping.round
    return reads_as_old(given.shown, round_.closes_on, round_.evidence_months)


@register.filter
def evidence_words(kind: str) -> str:
    return str(EvidenceKind(kind).label) if kind else ""


@register.filter
def day_and_month(value: date | datetime | None) -> str:
    """12 oktober: for days that are near."""
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    return date_format(value, "j F") if value else ""


@register.filter
def entry(table: dict[object, object], key: object) -> object:
    """What a table holds under a key; None where it holds nothing."""
    return table.get(key)
