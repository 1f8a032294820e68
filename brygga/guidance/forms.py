"""What editors write and what readers filter by."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from brygga import clock
from brygga.guidance.enums import Audience, Dimension, PriorityClass, Strength
from brygga.guidance.models import Evidence, Wording
from brygga.guidance.rules import (
    LOWEST,
    EvidenceValues,
    Wanted,
    WordingValues,
    settled_class,
)

ALL = ("", pgettext_lazy("filter", "All"))
THREE_LINES = forms.Textarea(attrs={"rows": 3})


class FilterForm(forms.Form):
    """Choices above a document's provisions, under Swedish names in the address."""

    NAMES = {
        "edition": "utgava",
        "priority_class": "prioritet",
        "audience": "till",
        "text": "q",
    }

    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Contains the words"), required=False, max_length=100)
    priority_class = forms.ChoiceField(
        label=pgettext_lazy("provision", "Priority"),
        required=False,
        choices=[ALL, *PriorityClass.choices],
    )
    audience = forms.ChoiceField(
        label=_("Audience"), required=False, choices=[ALL, *Audience.choices]
    )

    def add_prefix(self, field_name: str) -> str:
        return self.NAMES.get(field_name, field_name)

    @classmethod
    def asked(cls, query: QueryDict) -> tuple["FilterForm", int | None, Wanted]:
        """The form filled in, the edition's number and the filter; what is not allowed is dropped.

        The form that comes back has no errors to show: a list answers, it does not scold.
        """
        form = cls(query)
        form.full_clean()
        kept: dict[str, Any] = dict(form.cleaned_data)
        edition = kept.pop("edition", None)
        wanted = Wanted(**kept)
        return cls(initial={"edition": edition, **asdict(wanted)}), edition, wanted


class EditionForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the edition"), max_length=100, help_text=_("Such as “Edition 2, 2027”.")
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        required=False,
        help_text=_("An address, or where the document is kept."),
    )


class WordingForm(forms.Form):
    title = forms.CharField(
        label=_("Short title"), max_length=120, help_text=_("Stands in tables and on the map.")
    )
    condition = forms.CharField(
        label=_("Condition"),
        max_length=300,
        required=False,
        widget=THREE_LINES,
        help_text=_("For whom, and in what situation."),
    )
    measure = forms.CharField(
        label=_("Measure"), max_length=300, widget=THREE_LINES, help_text=_("What is to be done.")
    )
    audience = forms.ChoiceField(
        label=_("Audience"), choices=Audience.choices, initial=Audience.UNKNOWN
    )
    priority_class = forms.ChoiceField(
        label=_("Priority class"),
        choices=PriorityClass.choices,
        initial=PriorityClass.UNKNOWN,
        help_text=_("Choose “Unknown” if the source does not say. Never guess."),
    )
    priority = forms.IntegerField(
        label=_("Priority number"),
        required=False,
        min_value=1,
        max_value=LOWEST,
        help_text=_("1–10. Leave it empty if the source does not give the number."),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        required=False,
        help_text=_("An address, or where the document is kept."),
    )

    @classmethod
    def initial_of(cls, wording: Wording) -> dict[str, object]:
        return {name: getattr(wording, name) for name in cls.base_fields if name != "number"}

    def values(self) -> WordingValues:
        said = self.cleaned_data
        return WordingValues(
            title=said["title"],
            measure=said["measure"],
            condition=said["condition"],
            audience=said["audience"],
            priority=said["priority"],
            priority_class=settled_class(said["priority"], said["priority_class"]),
        )


class ProvisionForm(WordingForm):
    number = forms.CharField(
        label=_("Number"), max_length=20, help_text=_("As in the document: 3, or 14.A07.")
    )

    field_order = ("number",)


class EvidenceForm(forms.Form):
    dimension = forms.ChoiceField(label=_("Dimension"), choices=Dimension.choices)
    statement = forms.CharField(
        label=_("What the source says"),
        widget=THREE_LINES,
        help_text=_("In your own words. Do not copy long texts: link to them."),
    )
    strength = forms.ChoiceField(
        label=_("Strength"), choices=Strength.choices, initial=Strength.UNGRADED
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_("An address, or where the document is kept."),
    )
    dated_on = forms.DateField(
        label=_("Date of the source"),
        required=False,
        help_text=_("Leave it empty if the source has no date."),
    )

    @classmethod
    def initial_of(cls, evidence: Evidence) -> dict[str, object]:
        return {name: getattr(evidence, name) for name in cls.base_fields}

    def values(self) -> EvidenceValues:
        said = self.cleaned_data
        return EvidenceValues(
            dimension=Dimension(said["dimension"]),
            statement=said["statement"],
            strength=Strength(said["strength"]),
            source=said["source"],
            dated_on=said["dated_on"],
        )


class PublishForm(forms.Form):
    published_on = forms.DateField(label=_("Holds from"), initial=clock.today)
