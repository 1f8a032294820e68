"""What one filters a list of attendees by, and what one changes of one of them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from brygga import clock
from brygga.events.actions.handling import Details
from brygga.events.enums import RegistrationStatus
from brygga.events.forms.fields import ROWS, offer
from brygga.events.models import Gathering, Registration
from brygga.events.queries.attendees import Offered, Wanted
from brygga.events.queries.form_choices import branch_of, place_choices, unit_choices
from brygga.people.enums import Profession
from brygga.people.models import Place, Principal, Unit
from brygga.people.queries import principals_near

CHOOSE = ("", _("Choose"))


class AttendeeFilter(forms.Form):
    """Which rows of the list are asked for; what makes no sense falls away."""

    text = forms.CharField(label=_("Search"), required=False, max_length=100)
    status = forms.ChoiceField(
        label=pgettext_lazy("registration", "Status"),
        required=False,
        choices=[("", _("All")), *RegistrationStatus.choices],
    )
    place = forms.ChoiceField(label=_("Place"), required=False)
    principal = forms.ChoiceField(label=_("Principal"), required=False)
    profession = forms.ChoiceField(label=_("Profession"), required=False)

    def __init__(self, data: QueryDict, *, offered: Offered) -> None:
        super().__init__(data)
        offer(self, "place", [("", _("All")), *offered.places])
        offer(self, "principal", [("", _("All")), *offered.principals])
        offer(self, "profession", [("", _("All")), *offered.professions])

    def wanted(self) -> Wanted:
        self.is_valid()
        return Wanted(**{name: self.cleaned_data.get(name, "") for name in self.fields})


class CancelForm(forms.Form):
    """Why somebody's registration is cancelled."""

    reason = forms.CharField(
        label=_("Why it is cancelled"),
        max_length=300,
        widget=forms.Textarea(attrs=ROWS),
        help_text=_("The person reads it in the letter."),
    )


class NeedForm(forms.Form):
    """How much somebody who waits needs the course."""

    need = forms.TypedChoiceField(
        label=_("How great the need is"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=[
            (0, _("0 – none in particular")),
            (1, _("1 – some")),
            (2, _("2 – great")),
            (3, _("3 – greatest")),
        ],
    )
    reason = forms.CharField(
        label=pgettext_lazy("need", "Why"),
        required=False,
        max_length=200,
        help_text=_("About the work, never about anybody's health."),
    )


class MoveForm(forms.Form):
    """Another round of the same course, and why."""

    to = forms.ChoiceField(label=_("To which round"))
    reason = forms.CharField(
        label=pgettext_lazy("move", "Why"),
        required=False,
        max_length=300,
        help_text=_("The person reads it in the log of the registration."),
    )

    def __init__(self, data: QueryDict | None = None, *, rounds: Sequence[Gathering]) -> None:
        super().__init__(data)
        self.rounds = {row.slug: row for row in rounds}
        offer(self, "to", [CHOOSE, *((slug, row.title) for slug, row in self.rounds.items())])

    def chosen(self) -> Gathering:
        return self.rounds[self.cleaned_data["to"]]


class LeftForm(forms.Form):
    """The last day at the workplace."""

    left_on = forms.DateField(
        label=_("Left the workplace on"),
        required=False,
        help_text=_("Leave it empty if they work on."),
    )


class DetailsForm(forms.Form):
    """Where somebody works and as what."""

    profession = forms.ChoiceField(label=_("Profession"), choices=Profession.choices)
    place = forms.ChoiceField(label=_("Place"))
    principal = forms.ChoiceField(label=_("Principal"), required=False)
    unit = forms.ChoiceField(label=_("Unit"), required=False)

    def __init__(self, data: QueryDict | None = None, *, registration: Registration) -> None:
        super().__init__(data, initial=_initial(registration))
        branch = branch_of(registration.place)
        principals = principals_near(registration.place)
        self.principals = {row.slug: row for row in principals}
        named = [(row.slug, row.name) for row in principals]
        offer(self, "place", place_choices(branch, clock.today()))
        offer(self, "principal", [CHOOSE, *named])
        offer(self, "unit", [("", _("No unit")), *unit_choices(branch, clock.today())])

    def details(self) -> Details:
        cleaned = self.cleaned_data
        unit = Unit.objects.filter(slug=cleaned["unit"]).first() if cleaned["unit"] else None
        return Details(
            place=Place.objects.get(code=cleaned["place"]),
            principal=self._principal(cleaned["principal"]),
            unit=unit,
            profession=cleaned["profession"],
        )

    def _principal(self, slug: str) -> Principal | None:
        return self.principals.get(slug)


def _initial(registration: Registration) -> dict[str, Any]:
    return {
        "profession": registration.profession,
        "place": registration.place.code,
        "principal": registration.principal.slug if registration.principal else "",
        "unit": registration.unit.slug if registration.unit else "",
    }
