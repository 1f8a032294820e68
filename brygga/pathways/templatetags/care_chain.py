"""A period in words."""

from django import template

from brygga.pathways.rules.periods import Days
from brygga.pathways.views.words import period_words as in_words

register = template.Library()


@register.filter
def period_words(days: Days) -> str:
    return in_words(days)
