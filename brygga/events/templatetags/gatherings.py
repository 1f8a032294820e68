"""How days, hours and instants are written in this room's pages and letters."""

from datetime import datetime

from django import template
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from brygga.events.models import Gathering, Session
from brygga.events.rules import instant_words
from brygga.events.rules.steps import queue_rule_words
from brygga.events.rules.words import day_words, hours_words, seats_words, span_words

register = template.Library()


@register.filter
def hours(day: Session) -> str:
    """8.30–16.00, or nothing where the hours are not known."""
    return hours_words(day.starts_at, day.ends_at, times_known=day.times_known)


@register.filter
def day_line(day: Session) -> str:
    """torsdag 18 november 2010, 8.30–16.00."""
    weekday = date_format(localtime(day.starts_at), "l")
    return ", ".join(filter(None, [f"{weekday} {day_words(day.starts_at)}", hours(day)]))


register.filter("day_words", day_words)


@register.filter
def span(days: list[Session]) -> str:
    """The first day, or the first and the last."""
    if not days:
        return _("The days are not set yet")
    return span_words(days[0].starts_at, days[-1].starts_at)


@register.filter
def instant(at: datetime | None) -> str:
    """17 november 2010 kl. 08.30."""
    return instant_words(at) if at else ""


@register.filter
def rule_words(rule: str) -> str:
    """Who comes first in a queue, as a sentence."""
    return queue_rule_words(rule)


@register.filter
def is_at_a_distance(gathering: Gathering) -> bool:
    return bool(gathering.link) and not gathering.venue


@register.filter
def seats(free: int | None, capacity: int | None) -> str:
    """How many seats are left, as a sentence."""
    return seats_words(free, capacity)


@register.filter
def iso(at: datetime) -> str:
    """The instant as machines read it, with Stockholm's offset."""
    return localtime(at).isoformat(timespec="minutes")
