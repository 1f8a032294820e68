"""The choices above the calendar."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from brygga.access.actor import Actor
from brygga.events.enums import GatheringKind
from brygga.events.forms.fields import offer
from brygga.events.queries import calendar

COMING, PAST = "kommande", "tidigare"


Choices = Sequence[tuple[str, object]]


class CalendarForm(forms.Form):
    """Where, what, of which course and when; drawn only, its values come from the address."""

    plats = forms.ChoiceField(label=_("For"), required=False)
    slag = forms.ChoiceField(label=_("Kind"), required=False)
    kurs = forms.ChoiceField(label=_("Course"), required=False)
    nar = forms.ChoiceField(label=pgettext_lazy("calendar", "When"), required=False)

    def __init__(self, asked: calendar.Asked, actor: Actor, months: list[date]) -> None:
        """Three queries."""
        when = PAST if asked.past else COMING
        super().__init__(
            initial={
                "plats": asked.place.code if asked.place else "",
                "slag": asked.kind,
                "kurs": asked.course.slug if asked.course else "",
                "nar": f"{asked.month:%Y-%m}" if asked.month else when,
            }
        )
        offer(self, "plats", _places(asked))
        kinds = [(str(kind), kind.label) for kind in calendar.kinds_held()]
        offer(self, "slag", [("", _("All kinds")), *_and(kinds, _kind(asked))])
        courses = [(row.slug, row.title) for row in calendar.courses_held()]
        course = [(asked.course.slug, asked.course.title)] if asked.course else []
        offer(self, "kurs", [("", _("All courses")), *_and(courses, course)])
        offer(self, "nar", _times(asked, months))


def _places(asked: calendar.Asked) -> Choices:
    held = [(row.code, row.name) for row in calendar.places_held()]
    chosen = [(asked.place.code, asked.place.name)] if asked.place else []
    return [("", _("Everywhere")), *_and(held, chosen)]


def _kind(asked: calendar.Asked) -> Choices:
    return [(asked.kind, GatheringKind(asked.kind).label)] if asked.kind else []


def _times(asked: calendar.Asked, months: list[date]) -> Choices:
    chosen = {*months, asked.month} if asked.month else set(months)
    named = [(f"{each:%Y-%m}", date_format(each, "F Y")) for each in sorted(chosen)]
    return [(COMING, _("Everything coming")), *named, (PAST, _("What has been"))]


def _and(listed: Choices, chosen: Choices) -> Choices:
    """What was asked for is among the choices even where there is nothing of it."""
    return [*listed, *(pair for pair in chosen if pair not in listed)]
