"""What is written about trainers, about who held a round, and about what if."""

from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from brygga import clock
from brygga.access.actor import Actor
from brygga.competence.actions.trainers import TrainerValues
from brygga.competence.models import Trainer
from brygga.competence.permissions import ENTER_AT
from brygga.competence.rules.forecast import Pace, Situation
from brygga.events.actions.registering import Person
from brygga.events.models import Gathering
from brygga.people.enums import Profession
from brygga.people.models import Place
from brygga.people.queries import in_reading_order


class TrainerForm(forms.Form):
    """Somebody who may teach, on the word of a source."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("Tells whether they are known here already.")
    )
    place = forms.ChoiceField(label=_("Place"))
    profession = forms.ChoiceField(
        label=_("Profession"), choices=[("", _("Choose")), *Profession.choices]
    )
    valid_from = forms.DateField(label=_("May teach from"))
    valid_to = forms.DateField(
        label=_("May teach until"), required=False, help_text=_("Empty: without an end.")
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_("Where it is known from: a list, a decision, an earlier certificate."),
    )

    def __init__(self, data: QueryDict | None = None, *, actor: Actor) -> None:
        super().__init__(data)
        rows = sorted(
            ENTER_AT.visible(actor), key=lambda row: (row.path[:6], in_reading_order(row))
        )
        self.places: dict[str, Place] = {row.code: row for row in rows}
        named = [(code, row.name) for code, row in self.places.items()]
        _offer(self, "place", [("", _("Choose")), *named])

    def values(self) -> TrainerValues:
        cleaned = self.cleaned_data
        person = Person(
            cleaned["email"],
            cleaned["name"],
            self.places[cleaned["place"]],
            cleaned["profession"],
        )
        return TrainerValues(person, cleaned["valid_from"], cleaned["valid_to"], cleaned["source"])


class EndForm(forms.Form):
    """When and why a right to teach ends."""

    on = forms.DateField(label=_("Last day"))
    reason = forms.CharField(
        label=_("Why it ends"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"on": clock.today()})


class HoldersForm(forms.Form):
    """Who held a round, of those who may have."""

    trainers = forms.MultipleChoiceField(
        label=_("Who held it"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        gathering: Gathering,
        offered: list[Trainer],
        said: list[Trainer],
    ) -> None:
        chosen = [str(row.pk) for row in said]
        super().__init__(data, initial={"trainers": chosen})
        self.rows = {str(row.pk): row for row in (*offered, *said)}
        own = gathering.course_id
        named = [(key, _named(row, own)) for key, row in self.rows.items()]
        _offer(self, "trainers", named)

    def chosen(self) -> list[Trainer]:
        return [self.rows[key] for key in self.cleaned_data["trainers"]]


def _named(row: Trainer, course_id: int | None) -> str:
    """Name and place; the course as well where it is another than the round's own."""
    words = f"{row.attendee.name}, {row.attendee.place.name}"
    return words if row.course_id == course_id else f"{words} ({row.course.title})"


class OutlookForm(forms.Form):
    """What if: the pace, and how it is today where that is not known here."""

    plats = forms.ChoiceField(label=_("Place"), required=False)
    personal = forms.IntegerField(label=_("Staff in post"), min_value=1, max_value=100_000)
    utbildade = forms.IntegerField(label=_("Trained today"), min_value=0, max_value=100_000)
    utbildare = forms.IntegerField(label=_("Active trainers"), min_value=0, max_value=1_000)
    omgangar = forms.FloatField(
        label=_("Rounds a year for each trainer"), min_value=0, max_value=50
    )
    platser = forms.IntegerField(label=_("People in a round"), min_value=1, max_value=500)
    omsattning = forms.FloatField(
        label=_("Staff who leave in a year, per cent"), min_value=0, max_value=100
    )

    def __init__(
        self, data: QueryDict | None, *, places: list[Place], today: Situation | None
    ) -> None:
        usual: dict[str, Any] = {"omgangar": 2, "platser": 20, "omsattning": 10}
        if today is not None:
            usual |= {
                "personal": today.staff,
                "utbildade": today.trained,
                "utbildare": len(today.trainers),
            }
        given = data if data and "personal" in data else None
        super().__init__(given, initial=usual)
        if places:
            named = [(row.code, row.name) for row in places]
            _offer(self, "plats", named)
        else:
            del self.fields["plats"]

    def pace(self, validity: int | None) -> Pace:
        cleaned = self.cleaned_data
        return Pace(cleaned["omgangar"], cleaned["platser"], cleaned["omsattning"], validity)

    def situation(self, today: Situation | None) -> Situation:
        """As typed; what is known of trainers and certificates running out, where it fits."""
        cleaned = self.cleaned_data
        trainers: list[int | None] = [None] * cleaned["utbildare"]
        expiring: list[int] = []
        if today is not None and len(today.trainers) == len(trainers):
            trainers = list(today.trainers)
        if today is not None and today.trained == cleaned["utbildade"]:
            expiring = list(today.expiring)
        return Situation(cleaned["personal"], cleaned["utbildade"], trainers, expiring)


def _offer(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    cast("forms.ChoiceField", form.fields[name]).choices = choices


def month_after(today: date, months: int) -> date:
    """The first day of the month so many months from today's."""
    count = today.month - 1 + months
    return date(today.year + count // 12, count % 12 + 1, 1)
