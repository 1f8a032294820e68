"""An offer: what, where, for whom, how to get there."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from brygga import clock
from brygga.offer.actions import OfferValues
from brygga.offer.enums import WayIn
from brygga.offer.models import Intervention
from brygga.offer.queries.choices import (
    interventions_to_choose,
    places_to_serve,
    units_below,
)
from brygga.offer.queries.offers import OfferNow
from brygga.people.models import Place, Unit

FIELDS = (
    "for_whom", "age_from", "age_to", "first_step", "web_page", "begins_on", "ends_on", "source"
)  # fmt: skip


class OfferForm(forms.Form):
    """What is said of an offer that can change."""

    for_whom = forms.CharField(
        label=_("For whom"),
        max_length=200,
        help_text=_("As you would say it to the person: “You who drink more than you want to”."),
    )
    age_from = forms.IntegerField(label=_("From age"), required=False, min_value=0, max_value=120)
    age_to = forms.IntegerField(label=_("To age"), required=False, min_value=0, max_value=120)
    ways = forms.MultipleChoiceField(
        label=_("How to get there"), choices=WayIn.choices, widget=forms.CheckboxSelectMultiple
    )
    first_step = forms.CharField(
        label=_("First step"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What the person does first, in a sentence. No telephone numbers."),
    )
    web_page = forms.URLField(
        label=_("The unit's own page"),
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text=_("Where telephone numbers and opening hours are, and are kept right."),
    )
    begins_on = forms.DateField(
        label=_("Offered since"), required=False, help_text=_("Empty: not known.")
    )
    ends_on = forms.DateField(
        label=_("Last day"), required=False, help_text=_("Empty: without an end.")
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        required=False,
        help_text=_("Where it is known from, if not from the unit itself."),
    )
    # Last, since a county has many.
    places = forms.MultipleChoiceField(
        label=_("Whose people may come"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        place: Place,
        now: OfferNow | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=_as_it_is(now) if now else initial)
        served = [*places_to_serve(place), *(now.places if now else ())]
        self.served: dict[str, Place] = {each.code: each for each in served}
        _choices(self, "places", [(code, each.name) for code, each in self.served.items()])

    def values(self) -> OfferValues:
        said = self.cleaned_data
        return OfferValues(
            ways=[WayIn(way) for way in said["ways"]],
            places=[self.served[code] for code in said["places"]],
            **{name: said[name] for name in FIELDS},
        )


def _as_it_is(now: OfferNow) -> dict[str, Any]:
    known: dict[str, Any] = {name: getattr(now.offer, name) for name in FIELDS}
    known["ways"] = [way.value for way in now.offer.ways]
    known["places"] = [each.code for each in now.places]
    return known


class NewOfferForm(OfferForm):
    """The same, and which intervention in which unit."""

    intervention = forms.ChoiceField(label=pgettext_lazy("offer", "What is offered"))
    unit = forms.ChoiceField(label=_("In which unit"))
    field_order = ("intervention", "unit")

    def __init__(
        self, data: QueryDict | None = None, *, place: Place, asked: str = "", unit: str = ""
    ) -> None:
        initial = {"intervention": asked, "unit": unit, "places": [place.code]}
        super().__init__(data, place=place, initial=initial)
        self.interventions: dict[str, Intervention] = {
            each.slug: each for each in interventions_to_choose()
        }
        self.units: dict[str, Unit] = {each.slug: each for each in units_below(place)}
        named = [(slug, each.name) for slug, each in self.interventions.items()]
        _choices(self, "intervention", [("", _("Choose")), *named])
        units = [
            (slug, f"{each.name} ({each.principal.name})") for slug, each in self.units.items()
        ]
        _choices(self, "unit", [("", _("Choose")), *units])

    @property
    def chosen_intervention(self) -> Intervention:
        return self.interventions[self.cleaned_data["intervention"]]

    @property
    def chosen_unit(self) -> Unit:
        return self.units[self.cleaned_data["unit"]]


class EndForm(forms.Form):
    """The last day of an offer."""

    on = forms.DateField(label=_("Last day"))

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"on": clock.today()})


class WaitForm(forms.Form):
    """How long one waits, as of a day."""

    days = forms.IntegerField(
        label=_("Days from asking to the first visit"),
        min_value=0,
        max_value=3650,
        help_text=_("What most of those who came lately have waited. None at all is 0."),
    )
    measured_on = forms.DateField(label=_("As of"))
    source = forms.CharField(
        label=_("Where it is known from"),
        max_length=300,
        required=False,
        help_text=_("The records, the booking system, an estimate of the unit's."),
    )

    def __init__(self, data: QueryDict | None = None, *, days: int | None = None) -> None:
        super().__init__(data, initial={"measured_on": clock.today(), "days": days})


def _choices(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    cast("forms.ChoiceField", form.fields[name]).choices = choices
