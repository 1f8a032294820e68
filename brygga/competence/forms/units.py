"""A workplace: what it is called, whose it is, and what it works with."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brygga.people.actions import UnitFacts
from brygga.people.enums import Sector
from brygga.people.models import Place, Unit
from brygga.people.queries import principals_near


class UnitForm(forms.Form):
    """A unit of a principal."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    principal = forms.ChoiceField(label=gettext_lazy("Principal"))
    sector = forms.ChoiceField(
        label=gettext_lazy("Sector"), choices=[("", gettext_lazy("Choose")), *Sector.choices]
    )
    valid_from = forms.DateField(label=gettext_lazy("From"), required=False)
    valid_to = forms.DateField(label=gettext_lazy("Until"), required=False)
    source = forms.CharField(label=gettext_lazy("Source"), required=False, max_length=200)

    def __init__(
        self, data: QueryDict | None = None, *, place: Place, unit: Unit | None = None
    ) -> None:
        initial = {}
        if unit is not None:
            names = ("name", "sector", "valid_from", "valid_to", "source")
            initial = {name: getattr(unit, name) for name in names}
            initial["principal"] = unit.principal.slug
        super().__init__(data, initial=initial)
        self.principals = {row.slug: row for row in principals_near(place)}
        choices = [(slug, row.name) for slug, row in self.principals.items()]
        self.fields["principal"] = forms.ChoiceField(
            label=gettext_lazy("Principal"), choices=[("", gettext_lazy("Choose")), *choices]
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("The last day is before the first."))
        return cleaned

    def facts(self) -> UnitFacts:
        cleaned = self.cleaned_data
        return UnitFacts(
            name=cleaned["name"],
            principal=self.principals[cleaned["principal"]],
            sector=cleaned["sector"],
            valid_from=cleaned["valid_from"],
            valid_to=cleaned["valid_to"],
            source=cleaned["source"],
        )
