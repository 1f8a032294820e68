"""An intervention, and who answers for it."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from brygga import clock
from brygga.guidance.models import Provision
from brygga.offer.actions import InterventionValues, ResponsibilityValues
from brygga.offer.models import Intervention
from brygga.offer.queries.choices import provisions_to_choose
from brygga.people.enums import PrincipalKind, Sector
from brygga.people.models import Place


class InterventionForm(forms.Form):
    """What it is, so that whoever needs it understands, and what it carries out."""

    name = forms.CharField(label=_("What it is called"), max_length=120)
    plain_words = forms.CharField(
        label=_("In plain words"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What happens when one comes. Somebody tired and afraid is to understand it."),
    )
    provisions = forms.MultipleChoiceField(
        label=_("Carries out"), required=False, widget=forms.CheckboxSelectMultiple
    )
    contact_words = forms.CharField(
        label=_("What contact data call it"),
        max_length=500,
        required=False,
        help_text=_(
            "The activities in contact data that are this, with semicolons between. By them the "
            "care chain sees whether what is offered is given."
        ),
    )
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        place: Place,
        known: Intervention | None = None,
        asked: str = "",
    ) -> None:
        super().__init__(data, initial=_as_it_is(known) if known else {"provisions": [asked]})
        self.carried: dict[str, Provision] = {}
        choices: list[tuple[str, str]] = []
        for column in provisions_to_choose(place):
            self.carried[column.ref] = column.wording.provision
            choices.append((column.ref, f"{column.name}: {column.title}"))
        for each in known.provisions.all() if known else ():
            ref = _ref(each)
            if ref not in self.carried:
                self.carried[ref] = each
                choices.append((ref, ref))
        cast("forms.MultipleChoiceField", self.fields["provisions"]).choices = choices

    def values(self) -> InterventionValues:
        said = self.cleaned_data
        return InterventionValues(
            name=said["name"],
            plain_words=said["plain_words"],
            provisions=[self.carried[ref] for ref in said["provisions"]],
            source=said["source"],
            contact_words=said["contact_words"],
        )


def _ref(provision: Provision) -> str:
    return f"{provision.document.slug}/{provision.number}"


def _as_it_is(known: Intervention) -> dict[str, Any]:
    return {
        "name": known.name,
        "plain_words": known.plain_words,
        "provisions": [_ref(each) for each in known.provisions.all()],
        "source": known.source,
        "contact_words": known.contact_words,
    }


class ResponsibilityForm(forms.Form):
    """Who answers, from which day, and who says so."""

    principal_kind = forms.ChoiceField(
        label=_("Who is responsible"), choices=[("", _("Choose")), *PrincipalKind.choices]
    )
    sector = forms.ChoiceField(
        label=_("Which part of it"), choices=[("", _("Choose")), *Sector.choices]
    )
    is_shared = forms.BooleanField(
        label=_("Shared: others answer as well, and it is agreed for what"),
        required=False,
    )
    valid_from = forms.DateField(
        label=_("From"),
        help_text=_("What holds there until then ends the day before, unless it is shared."),
    )
    valid_to = forms.DateField(
        label=_("Until"), required=False, help_text=_("Empty: without an end.")
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_("The law, agreement or decision that says so."),
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"valid_from": clock.today()})

    def values(self) -> ResponsibilityValues:
        return ResponsibilityValues(**self.cleaned_data)
