"""What an organiser says of a gathering, its seats and its files."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from brygga.events.actions.gatherings import GatheringValues
from brygga.events.actions.quotas import QuotaValues, SeatsWanted
from brygga.events.enums import GatheringKind, QuotaBy, RegistrationMode
from brygga.events.forms.fields import ROWS, offer, same
from brygga.events.models import Course, Gathering, Quota
from brygga.events.queries.organising import (
    Grouped,
    courses_for,
    each_most,
    groups_for,
    municipalities_of,
    quota_choices,
)
from brygga.people.models import Group, Place

_TEXTS = ("title", "summary", "audience", "venue", "address", "link", "mode")
_TIMES = ("opens_at", "closes_at", "mix_until")
MOST_SEATS = 100_000
EMPTY_ROWS = 3


class GatheringForm(forms.Form):
    """All that a gathering says of itself, without days and seats."""

    title = forms.CharField(label=_("Title"), max_length=160)
    venue = forms.CharField(
        label=_("Venue"), max_length=160, required=False, help_text=_("Such as a theatre.")
    )
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    link = forms.URLField(
        label=_("Link for taking part at a distance"),
        required=False,
        assume_scheme="https",
        help_text=_("Only those who have a seat see it."),
    )
    summary = forms.CharField(
        label=_("What it is about"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs=ROWS),
    )
    audience = forms.CharField(label=_("Meant for"), max_length=300, required=False)
    organiser = forms.ChoiceField(label=_("Organiser"), required=False)
    mode = forms.ChoiceField(
        label=_("Registration"),
        choices=RegistrationMode.choices,
        widget=forms.RadioSelect,
        initial=RegistrationMode.OPEN,
    )
    opens_at = forms.DateTimeField(label=_("Registration opens"), required=False)
    closes_at = forms.DateTimeField(label=_("Registration closes"), required=False)

    def __init__(
        self, data: QueryDict | None = None, *, place: Place, initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.groups: dict[str, Group] = {str(row.pk): row for row in groups_for(place)}
        named = [(key, f"{row.name} ({row.place.name})") for key, row in self.groups.items()]
        offer(self, "organiser", [("", place.name), *named])

    def values(self, gathering: Gathering | None = None) -> GatheringValues:
        """What the form says; what it does not ask about stays as the gathering has it."""
        cleaned = self.cleaned_data
        kept = same(gathering, ("kind", "course", "mix_until", "source")) if gathering else {}
        return GatheringValues(
            **{
                **{name: cleaned[name] for name in _TEXTS},
                "opens_at": cleaned["opens_at"],
                "closes_at": cleaned["closes_at"],
                "organiser": self.groups.get(cleaned["organiser"]),
                **(kept or self.made_of()),
            }
        )

    def made_of(self) -> dict[str, Any]:
        """What only a new one is told; a form that changes one has nothing of it."""
        return {}


def gathering_initial(gathering: Gathering) -> dict[str, Any]:
    return {
        **same(gathering, (*_TEXTS, *_TIMES)),
        "organiser": gathering.organiser_id or "",
    }


class NewGatheringForm(GatheringForm):
    """A new gathering: what it is comes first, and how many seats there are last."""

    what = forms.ChoiceField(label=_("What is it?"))
    capacity = forms.IntegerField(
        label=_("Number of seats"),
        required=False,
        min_value=1,
        max_value=MOST_SEATS,
        help_text=_("Leave it empty where nothing sets a limit."),
    )
    field_order = ("what", "title", "capacity")

    def __init__(
        self, data: QueryDict | None = None, *, place: Place, course: Course | None = None
    ) -> None:
        first = {"what": f"course:{course.slug}", "title": course.title} if course else {}
        first |= {"audience": course.audience} if course else {}
        super().__init__(data, place=place, initial=first)
        self.courses = {row.slug: row for row in courses_for(place)}
        rounds = [(f"course:{slug}", row.title) for slug, row in self.courses.items()]
        others = [pair for pair in GatheringKind.choices if pair[0] != GatheringKind.COURSE_ROUND]
        grouped = [
            (_("A round of a course"), rounds),
            (pgettext_lazy("gathering", "Something else"), [(f"kind:{k}", n) for k, n in others]),
        ]
        offer(self, "what", [("", _("Choose")), *grouped])

    def made_of(self) -> dict[str, Any]:
        named, _colon, key = self.cleaned_data["what"].partition(":")
        if named == "course":
            return {"kind": GatheringKind.COURSE_ROUND, "course": self.courses[key]}
        return {"kind": key}


class CallOffForm(forms.Form):
    """Why it is not held."""

    reason = forms.CharField(
        label=_("Why it is called off"),
        max_length=300,
        widget=forms.Textarea(attrs=ROWS),
        help_text=_("Everybody who has a seat, an offer or waits for it is written to."),
    )


class SeatsForm(forms.Form):
    """How many seats there are, and the ceiling that every municipality has."""

    capacity = forms.IntegerField(
        label=_("Number of seats"),
        required=False,
        min_value=0,
        max_value=MOST_SEATS,
        help_text=_("Leave it empty where nothing sets a limit."),
    )
    each = forms.IntegerField(
        label=_("At most from each municipality"),
        required=False,
        min_value=1,
        max_value=MOST_SEATS,
        help_text=_("Leave it empty for no such limit."),
    )
    mix_until = forms.DateTimeField(
        label=_("Seats are kept for the mix until"),
        required=False,
        help_text=_("Until then nobody else gets the seats that “at least” below asks for."),
    )


class QuotaForm(forms.Form):
    """At least and at most so many from one place, principal or profession."""

    what = forms.ChoiceField(label=pgettext_lazy("quota", "Who"), required=False)
    least = forms.IntegerField(label=_("At least"), required=False, min_value=0, max_value=9999)
    most = forms.IntegerField(label=_("At most"), required=False, min_value=0, max_value=9999)

    def __init__(self, *args: Any, choices: Grouped, **more: Any) -> None:  # noqa: ANN401 -- a form set's own
        super().__init__(*args, **more)
        offer(self, "what", [("", _("Nobody")), *choices])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        least, most = cleaned.get("least") or 0, cleaned.get("most")
        if cleaned.get("what") and not least and most is None:
            self.add_error("most", _("Say at least or at most how many."))
        if most is not None and most < least:
            self.add_error("most", _("“At least” cannot be more than “at most”."))
        return cleaned

    def values(self) -> QuotaValues | None:
        named, _colon, key = self.cleaned_data.get("what", "").partition(":")
        if not key:
            return None
        cleaned = self.cleaned_data
        return QuotaValues(named, key, cleaned["least"] or 0, cleaned["most"])


QuotaFormSet = forms.formset_factory(QuotaForm, extra=EMPTY_ROWS, max_num=400)


class Seats:
    """The page of seats: the form, and its rows of quotas."""

    def __init__(self, data: QueryDict | None, gathering: Gathering, quotas: list[Quota]) -> None:
        self.municipalities = municipalities_of(gathering.place)
        each = each_most(tuple(quotas), self.municipalities)
        self.own_codes = {place.code for place in self.municipalities}
        rows = [_sent(row) for row in quotas if not self._is_each(row, each)]
        first = same(gathering, ("capacity", "mix_until")) | {"each": each}
        self.form = SeatsForm(data, initial=first)
        self.rows = QuotaFormSet(
            data,
            initial=None if data else rows,
            form_kwargs={"choices": quota_choices(gathering.place)},
            prefix="rad",
        )

    def _is_each(self, row: Quota, each: int | None) -> bool:
        is_one = row.by == QuotaBy.PLACE and row.key in self.own_codes and row.least == 0
        return each is not None and is_one and row.most == each

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.rows.is_valid()])

    def wanted(self) -> SeatsWanted:
        cleaned = self.form.cleaned_data
        return SeatsWanted(cleaned["capacity"], self.quotas(), cleaned["mix_until"])

    def quotas(self) -> list[QuotaValues]:
        """The rows, and the ceiling of every municipality that has no row of its own."""
        said = [values for form in self.rows if (values := form.values()) is not None]
        found = {(row.by, row.key): row for row in said}
        each = self.form.cleaned_data["each"]
        for code in sorted(self.own_codes) if each else ():
            found.setdefault((QuotaBy.PLACE, code), QuotaValues(QuotaBy.PLACE, code, 0, each))
        return list(found.values())


def _sent(row: Quota) -> dict[str, Any]:
    return {"what": f"{row.by}:{row.key}", "least": row.least or None, "most": row.most}
