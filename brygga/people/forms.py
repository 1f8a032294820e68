"""What people write about groups, participation, roles and themselves."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from brygga import clock
from brygga.audit.kinds import SENTENCES
from brygga.people.actions import GroupFacts, SeatFacts, Step
from brygga.people.enums import GroupKind, ParticipationStatus, Side
from brygga.people.models import Group, Place, Programme, User
from brygga.people.queries import (
    Offer,
    account_by_email,
    principals_near,
    programmes,
    roles_to_hand_on,
    sides_to_hand_on,
)

LAST_DAY_FIRST = _("The last day is before the first.")
NO_ACCOUNT = _("Nobody has an account with that address. Leave it empty, or invite them first.")


class PeriodForm(forms.Form):
    """Fields of something that holds from a day until a day."""

    valid_from = forms.DateField(label=_("From"), required=False)
    valid_to = forms.DateField(label=_("Until"), required=False)
    source = forms.CharField(
        label=_("Source"),
        required=False,
        max_length=200,
        help_text=_("Where this is decided or written, such as minutes with their date."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", str(LAST_DAY_FIRST))
        return cleaned


class GroupForm(PeriodForm):
    """A body that meets."""

    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(
        label=_("Kind of group"), choices=[("", _("Choose")), *GroupKind.choices]
    )
    mandate = forms.CharField(
        label=_("Mandate"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What the group decides or prepares, and how often it meets."),
    )
    field_order = ("name", "kind", "mandate", "valid_from", "valid_to", "source")

    def __init__(self, data: QueryDict | None = None, *, group: Group | None = None) -> None:
        names = GroupFacts.__slots__
        super().__init__(data, initial={name: getattr(group, name, None) for name in names})

    def facts(self) -> GroupFacts:
        return GroupFacts(**self.cleaned_data)


class SeatForm(PeriodForm):
    """A seat in a group."""

    role = forms.CharField(
        label=_("Role"), max_length=120, help_text=_("Chair, member, secretary or the like.")
    )
    represents = forms.CharField(
        label=_("Represents"),
        required=False,
        max_length=120,
        help_text=_("A profession, an organisation, service users or the like."),
    )
    principal = forms.ChoiceField(label=_("Authority"), required=False)
    email = forms.EmailField(
        label=_("E-mail of the account"),
        required=False,
        help_text=_("Only if the person signs in here. Names are never shown to the public."),
    )
    field_order = ("role", "represents", "principal", "email", "valid_from", "valid_to", "source")

    def __init__(self, data: QueryDict | None = None, *, place: Place) -> None:
        super().__init__(data, initial={"valid_from": clock.today()})
        self.principals = {str(row.pk): row for row in principals_near(place)}
        choices = [(key, row.name) for key, row in self.principals.items()]
        self.fields["principal"] = forms.ChoiceField(
            label=_("Authority"), required=False, choices=[("", _("No authority")), *choices]
        )
        self.user: User | None = None

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email:
            self.user = account_by_email(email)
            if self.user is None:
                raise forms.ValidationError(str(NO_ACCOUNT))
        return email

    def facts(self) -> SeatFacts:
        given = {name: self.cleaned_data[name] for name in ("role", "represents", "source")}
        return SeatFacts(
            **given,
            principal=self.principals.get(self.cleaned_data["principal"]),
            user=self.user,
            valid_from=self.cleaned_data["valid_from"],
            valid_to=self.cleaned_data["valid_to"],
        )


class LastDayForm(forms.Form):
    """Which day was the last."""

    last_on = forms.DateField(label=_("Last day"), initial=clock.today)


class ParticipationForm(forms.Form):
    """A step in a place's history with a programme."""

    programme = forms.ModelChoiceField(
        label=_("Programme"), queryset=Programme.objects.none(), empty_label=None
    )
    status = forms.ChoiceField(label=_("Status"), choices=ParticipationStatus.choices)
    since = forms.DateField(label=_("Since"), initial=clock.today)
    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        help_text=_("Where this is decided or written, such as minutes with their date."),
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["programme"] = forms.ModelChoiceField(
            label=_("Programme"), queryset=programmes(), empty_label=None
        )

    def step(self) -> Step:
        cleaned = self.cleaned_data
        return Step(cleaned["status"], cleaned["since"], cleaned["source"])


class RoleForm(forms.Form):
    """A role to give to somebody at a place."""

    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("Somebody without an account gets an invitation that lasts 14 days."),
    )
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    side = forms.ChoiceField(label=_("Answers for"), required=False, widget=forms.RadioSelect)
    valid_to = forms.DateField(
        label=_("Last day"), help_text=_("Not later than the last day of your own role.")
    )

    def __init__(self, data: QueryDict | None = None, *, place: Place, user_id: int | None) -> None:
        super().__init__(data)
        self.place = place
        self.roles = {role.slug: role for role in roles_to_hand_on(user_id, place.path)}
        self.fields["role"] = self._role_field()
        self.fields["side"] = self._side_field(sides_to_hand_on(user_id, place.path))

    def _role_field(self) -> forms.ChoiceField:
        choices = [
            (slug, format_lazy("{}. {}", str(role), role.explanation))
            for slug, role in self.roles.items()
        ]
        return forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect, choices=choices)

    def _side_field(self, sides: list[str]) -> forms.ChoiceField:
        words = {"": _("Both sides"), **dict(Side.choices)}
        return forms.ChoiceField(
            label=_("Answers for"),
            required=False,
            widget=forms.RadioSelect,
            choices=[(side, words[side]) for side in sides],
            initial=next(iter(sides), ""),
            help_text=_("Whose answers the person gives in mappings."),
        )

    def offer(self) -> Offer:
        cleaned = self.cleaned_data
        last: date = cleaned["valid_to"]
        return Offer(self.roles[cleaned["role"]], self.place, cleaned["side"], last)


class ConfirmForm(forms.Form):
    """Nothing to fill in: the button is the answer."""


class AccountForm(forms.Form):
    """Who somebody is, and how they will sign in."""

    email = forms.EmailField(
        label=_("You sign in with"),
        required=False,
        # Password managers look for it; what is sent back is not read.
        widget=forms.EmailInput(attrs={"autocomplete": "username", "readonly": True}),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A sentence that you remember is good."),
    )

    def __init__(self, data: QueryDict | None = None, *, email: str) -> None:
        super().__init__(data, initial={"email": email})
        self.address = email

    def clean_email(self) -> str:
        return self.address

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(
            password, User(email=self.address, name=self.cleaned_data.get("name", ""))
        )
        return password


class LogFilter(forms.Form):
    """Which events to show."""

    kind = forms.ChoiceField(
        label=_("What was done"),
        required=False,
        choices=[("", _("Everything")), *SENTENCES.items()],
    )

    def chosen(self) -> str:
        """The kind asked for; whatever is not a kind is everything."""
        return self.cleaned_data.get("kind", "") if self.is_valid() else ""
