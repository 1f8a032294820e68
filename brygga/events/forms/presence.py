"""What is said at the door: who is here, who came anyway, and the code from the wall."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from brygga import clock
from brygga.events.actions.registering import Person
from brygga.events.forms.fields import offer
from brygga.events.models import Gathering
from brygga.events.queries.form_choices import branch_of, place_choices, unit_choices
from brygga.people.enums import Profession
from brygga.people.models import Place, Unit
from brygga.people.queries import principals_near


class MarkForm(forms.Form):
    """One press of a button in the list."""

    attendee = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    present = forms.TypedChoiceField(
        coerce=lambda word: word == "1", choices=[("1", "1"), ("0", "0")], widget=forms.HiddenInput
    )
    reason = forms.CharField(label=pgettext_lazy("presence", "Why"), required=False, max_length=300)


class SearchForm(forms.Form):
    """A name to look for at the door."""

    text = forms.CharField(label=_("Name"), required=False, max_length=100)

    def words(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("text", ""))


class WallForm(forms.Form):
    """The code that hangs on the wall, and who types it."""

    code = forms.CharField(
        label=_("Code on the wall"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    email = forms.EmailField(
        label=_("The e-mail address you are registered with"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class WalkInForm(forms.Form):
    """Somebody who came without a seat."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"))
    profession = forms.ChoiceField(
        label=_("Profession"), choices=[("", _("Choose")), *Profession.choices]
    )
    place = forms.ChoiceField(label=_("Place"))
    principal = forms.ChoiceField(label=_("Principal"), required=False)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    reason = forms.CharField(
        label=_("How you know, if the day has passed"), required=False, max_length=300
    )

    def __init__(self, data: QueryDict | None = None, *, gathering: Gathering) -> None:
        super().__init__(data)
        branch, today = branch_of(gathering.place), clock.today()
        self.principals = {row.slug: row for row in principals_near(gathering.place)}
        named = [(slug, row.name) for slug, row in self.principals.items()]
        offer(self, "place", [("", _("Choose")), *place_choices(branch, today)])
        offer(self, "principal", [("", _("Choose")), *named])
        offer(self, "unit", [("", _("No unit")), *unit_choices(branch, today)])

    def person(self) -> Person:
        cleaned = self.cleaned_data
        return Person(
            email=cleaned["email"],
            name=cleaned["name"],
            place=Place.objects.get(code=cleaned["place"]),
            profession=cleaned["profession"],
            principal=self.principals.get(cleaned["principal"]),
            unit=Unit.objects.filter(slug=cleaned["unit"]).first() if cleaned["unit"] else None,
        )
