"""What somebody writes to register, to change it, and what their manager writes."""

from hashlib import sha256
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.crypto import get_random_string
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from brygga import clock
from brygga.events.actions import OwnDetails, Person, Wish
from brygga.events.models import Gathering, Registration
from brygga.events.queries import form_choices as choices
from brygga.people.enums import Profession
from brygga.people.models import Place, Principal, Unit

CHOOSE = ("", _("Choose"))
FULL_NAME = {"autocomplete": "name", "autocapitalize": "words"}
MAIL = {"autocomplete": "email", "inputmode": "email"}


class RegistrationForm(forms.Form):
    """One person's wish for a seat. Its lists are read only when it is drawn."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs=FULL_NAME)
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs=MAIL),
        help_text=_("The letter with your seat and your own link is sent there."),
    )
    place = forms.CharField(label=_("Where you work"), max_length=60, widget=forms.Select)
    principal = forms.CharField(label=_("Who you work for"), max_length=60, widget=forms.Select)
    unit = forms.CharField(
        label=_("Workplace"),
        max_length=60,
        required=False,
        widget=forms.Select,
        help_text=_("If it is on the list."),
    )
    profession = forms.ChoiceField(label=_("Profession"), choices=[CHOOSE, *Profession.choices])
    flexible = forms.BooleanField(
        label=_("If it is full, any round of the course will do"), required=False, initial=True
    )
    venue_note = forms.CharField(
        label=_("Note to the venue"),
        max_length=200,
        required=False,
        help_text=_(
            "Something practical, such as that you come late the first day. Write nothing about "
            "diets, allergies or health: tell the venue yourself. The note is deleted the day "
            "after the last day."
        ),
    )
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        gathering: Gathering,
        known: choices.Known = choices.NOBODY,
    ) -> None:
        initial = {name: getattr(known, name) for name in choices.Known.__slots__}
        super().__init__(data, initial=initial | {"key": new_key()})
        self.branch, self.on = choices.branch_of(gathering.place), clock.today()
        if gathering.course_id is None:
            del self.fields["flexible"]

    def offer(self) -> "RegistrationForm":
        """With its lists, to be drawn. Three queries."""
        others = choices.other_principals(self.branch, self.on)
        self.fields["place"].widget.choices = [CHOOSE, *choices.place_choices(self.branch, self.on)]
        self.fields["principal"].widget.choices = [
            CHOOSE,
            (choices.MUNICIPALITY, _("The municipality")),
            (choices.REGION, _("The region")),
            *((row.slug, row.name) for row in others),
            (choices.OTHER, _("Somebody else")),
        ]
        units = choices.unit_choices(self.branch, self.on)
        self.fields["unit"].widget.choices = [("", _("Not on the list")), *units]
        if not units:
            del self.fields["unit"]
        return self

    def clean_place(self) -> Place:
        found = choices.place_within(self.branch, self.cleaned_data["place"])
        if found is None:
            raise forms.ValidationError(str(_("Choose a place on the list.")))
        return found

    def clean_unit(self) -> Unit | None:
        slug: str = self.cleaned_data["unit"]
        return choices.unit_within(self.branch, slug) if slug else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        place, said, unit = cleaned.get("place"), cleaned.get("principal"), cleaned.get("unit")
        if place is None or said is None:
            return cleaned
        cleaned["principal"] = choices.principal_said(said, place, self.on)
        if unit is not None and unit.principal != cleaned["principal"]:
            words = _("That workplace is %(name)s's. Change who you work for, or the workplace.")
            self.add_error("unit", str(words) % {"name": unit.principal.name})
        return cleaned

    def person(self) -> Person:
        cleaned = self.cleaned_data
        principal: Principal | None = cleaned["principal"]
        return Person(
            email=cleaned["email"],
            name=cleaned["name"],
            place=cleaned["place"],
            profession=cleaned["profession"],
            principal=principal,
            unit=cleaned.get("unit"),
        )

    def wish(self) -> Wish:
        flexible = self.cleaned_data.get("flexible", True)
        return Wish(flexible=flexible, venue_note=self.cleaned_data["venue_note"])

    @cached_property
    def fingerprint(self) -> str:
        """Tells whether the form has been sent just so before, and nothing of what is in it."""
        names = sorted(name for name in self.fields if name != "key")
        said = "\n".join(f"{name}={self.data.get(name, '')}" for name in names)
        return sha256(said.encode()).hexdigest()

    def begin_anew(self) -> None:
        """What is filled in stays, and counts as another form than the one that was sent."""
        anew = QueryDict(mutable=True)
        anew.update({name: self.data.get(name, "") for name in self.fields if name in self.data})
        anew["key"] = new_key()
        self.data = anew


def new_key() -> str:
    return get_random_string(24)


class OwnForm(forms.Form):
    """What one may change without registering anew."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs=FULL_NAME)
    )
    unit = forms.ChoiceField(label=_("Workplace"), required=False)
    flexible = forms.BooleanField(label=_("Any round of the course will do"), required=False)

    def __init__(self, data: QueryDict | None = None, *, registration: Registration) -> None:
        unit = registration.unit
        initial = {
            "name": registration.attendee.name,
            "unit": unit.slug if unit else "",
            "flexible": registration.flexible,
        }
        super().__init__(data, initial=initial)
        self.branch = choices.branch_of(registration.place)
        units = choices.unit_choices(self.branch, clock.today())
        own = registration.principal.name if registration.principal else ""
        mine = [row for name, rows in units if not own or name == own for row in rows]
        self.fields["unit"] = forms.ChoiceField(
            label=_("Workplace"), required=False, choices=[("", _("Not on the list")), *mine]
        )
        self.order_fields(("name", "unit", "flexible"))
        if not mine:
            del self.fields["unit"]
        if registration.course_id is None:
            del self.fields["flexible"]
        self.kept = registration

    def details(self) -> OwnDetails:
        cleaned = self.cleaned_data
        slug = cleaned.get("unit", "")
        unit = choices.unit_within(self.branch, slug) if slug else None
        return OwnDetails(
            name=cleaned["name"],
            unit=unit if "unit" in self.fields else self.kept.unit,
            flexible=cleaned.get("flexible", self.kept.flexible),
        )


class ApprovalForm(forms.Form):
    """A manager's no needs a reason; a yes needs nothing."""

    reason = forms.CharField(
        label=pgettext_lazy("approval", "If no: why"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person reads it."),
    )
