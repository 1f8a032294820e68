"""The days of a gathering, and what happens on them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from brygga.events.actions.days import DayValues
from brygga.events.forms.fields import MANY
from brygga.events.models import Gathering, ProgrammeItem, Session
from brygga.events.queries.organising import course_days
from brygga.events.rules.programme import Line, lines_of, refuse_lines, text_of

FIRST, LAST = time(8, 30), time(16, 30)
EMPTY_DAYS = 2
MOST_DAYS = 30
NO_SUCH_TIME = _(
    "That time is not on the clock, or is there twice: the clock is changed that night."
)


class DayForm(forms.Form):
    """One day. A row without a date is no day."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    on = forms.DateField(label=_("Date"), required=False)
    first = forms.TimeField(label=pgettext_lazy("day", "Begins"), required=False)
    last = forms.TimeField(label=pgettext_lazy("day", "Ends"), required=False)
    title = forms.CharField(
        label=pgettext_lazy("day", "What it is about"), required=False, max_length=160
    )
    course_day = forms.IntegerField(
        label=_("Which course day"), required=False, min_value=1, max_value=MOST_DAYS
    )
    venue = forms.CharField(label=_("Venue, if another"), required=False, max_length=160)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        day = cleaned.get("on")
        if day is None or self.errors:
            return cleaned
        first, last = cleaned.get("first"), cleaned.get("last")
        if (first is None) != (last is None):
            self.add_error("last", _("Say both when it begins and when it ends, or neither."))
            return cleaned
        cleaned["starts_at"] = self._at("first", day, first or FIRST)
        cleaned["ends_at"] = self._at("last", day, last or LAST)
        if not self.errors and cleaned["ends_at"] <= cleaned["starts_at"]:
            self.add_error("last", _("It ends before it begins."))
        return cleaned

    def _at(self, name: str, day: date, clock_time: time) -> datetime | None:
        local = datetime.combine(day, clock_time, get_current_timezone())
        there_and_back = localtime(local.astimezone(UTC))
        is_twice = local.utcoffset() != local.replace(fold=1).utcoffset()
        if is_twice or there_and_back.time() != clock_time:
            self.add_error(name, NO_SUCH_TIME)
            return None
        return local

    def values(self) -> DayValues | None:
        cleaned = self.cleaned_data
        if cleaned.get("on") is None:
            return None
        return DayValues(
            starts_at=cleaned["starts_at"],
            ends_at=cleaned["ends_at"],
            title=cleaned["title"],
            course_day=cleaned["course_day"],
            venue=cleaned["venue"],
            times_known=cleaned["first"] is not None,
            session_id=cleaned["id"],
        )


DayFormSet = forms.formset_factory(DayForm, extra=EMPTY_DAYS, max_num=MOST_DAYS)


class Days:
    """The page of days: those there are, or those that the course says, and empty rows."""

    def __init__(
        self, data: QueryDict | None, gathering: Gathering, days: Sequence[Session]
    ) -> None:
        self.form = forms.Form(data)
        first = [_initial(day) for day in days] or _from_course(gathering)
        # What is sent stands for itself: beside first values, an unchanged row would be none.
        self.rows = DayFormSet(data, initial=None if data else first, prefix="dag")

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.rows.is_valid()])

    def values(self) -> list[DayValues]:
        return [values for row in self.rows if (values := row.values()) is not None]


def _initial(day: Session) -> dict[str, Any]:
    first, last = localtime(day.starts_at), localtime(day.ends_at)
    hours = {"first": first.time(), "last": last.time()} if day.times_known else {}
    return {
        "id": day.pk,
        "on": first.date(),
        **hours,
        "title": day.title,
        "course_day": day.course_day,
        "venue": day.venue,
    }


def _from_course(gathering: Gathering) -> list[dict[str, Any]]:
    if gathering.course is None:
        return [{"first": FIRST, "last": LAST}]
    return [
        {"first": FIRST, "last": LAST, "title": title, "course_day": number}
        for number, title in course_days(gathering.course)
    ]


class ProgrammeForm(forms.Form):
    """What happens on each day, a line for each thing."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        days: Sequence[Session],
        items: Mapping[int, Sequence[ProgrammeItem]],
    ) -> None:
        super().__init__(data)
        for day in days:
            lines = [Line(row.title, row.starts_at, row.speaker) for row in items.get(day.pk, ())]
            self.fields[f"day_{day.pk}"] = forms.CharField(
                label=_("Day %(number)s") % {"number": day.number},
                required=False,
                max_length=20_000,
                initial=text_of(lines),
                widget=forms.Textarea(attrs=MANY),
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name, text in list(cleaned.items()):
            refusal = refuse_lines(lines_of(text))
            if refusal is not None:
                self.add_error(name, str(refusal.reason))
        return cleaned

    def lines(self) -> dict[int, list[Line]]:
        return {
            int(name.removeprefix("day_")): lines_of(text)
            for name, text in self.cleaned_data.items()
        }
