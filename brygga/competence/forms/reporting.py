"""A course held locally, as its trainer reports it."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brygga import clock
from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.access.reach import Reach
from brygga.competence.actions.reporting import Told
from brygga.competence.models import Trainer
from brygga.competence.rules.reporting import MOST_DAYS
from brygga.events.actions.reported import Reported
from brygga.events.forms.group import people_in
from brygga.events.queries.form_choices import place_choices
from brygga.people.models import Place

_EVERYWHERE = Reach(frozenset({"00/"}))
_FORMATS = ("%Y-%m-%d", "%d/%m %Y", "%d/%m/%Y", "%d.%m.%Y")


class ReportForm(forms.Form):
    """Which course, when, where, and who came."""

    trainer = forms.ChoiceField(label=gettext_lazy("Which course, and who held it"))
    place = forms.ChoiceField(label=gettext_lazy("Where it was held"))
    venue = forms.CharField(label=gettext_lazy("Room or address"), max_length=160, required=False)
    days = forms.CharField(
        label=gettext_lazy("Days"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "One a line, in order, such as 2010-11-18. The first is the first day of the course."
        ),
    )
    text = forms.CharField(
        label=gettext_lazy("One row for each person"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "class": "rows-pasted"}),
        help_text=gettext_lazy(
            "Name, e-mail, place, principal, unit, profession – copied from a spreadsheet, with or "
            "without a heading row."
        ),
    )
    key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, rights: Sequence[Trainer]) -> None:
        first = rights[0] if rights else None
        initial = {"key": secrets.token_urlsafe(18), "place": first and first.attendee.place.code}
        super().__init__(data, initial=initial)
        self.rights = {str(row.pk): row for row in rights}
        named = [
            (key, f"{row.course.title}: {row.attendee.name}") for key, row in self.rights.items()
        ]
        _offer(self, "trainer", named)
        _offer(self, "place", [("", _("Choose")), *place_choices("00/", clock.today())])

    def clean_days(self) -> list[date]:
        lines = [line.strip() for line in self.cleaned_data["days"].splitlines()]
        found = [_day(number, line) for number, line in enumerate(lines, 1) if line]
        if len(found) > MOST_DAYS:
            raise ValidationError(_("At most %(most)s days."), params={"most": MOST_DAYS})
        return found

    def told(self, actor: Actor) -> Told:
        """Raises Faulty with everything that is wrong with the rows."""
        cleaned = self.cleaned_data
        trainer = self.rights[cleaned["trainer"]]
        # Whoever came, came: a trainer may report people whom they may not register.
        reader = Actor(actor.user_id, {Capability.REGISTRATION_EDIT: _EVERYWHERE})
        people = [each.person for each in people_in(cleaned["text"], reader)]
        place = Place.objects.get(code=cleaned["place"])
        reported = Reported(trainer.course, place, cleaned["days"], people, cleaned["venue"])
        return Told(reported, trainer)

    @property
    def fingerprint(self) -> str:
        fields = ("trainer", "place", "venue", "days", "text")
        told = "\x1f".join(str(self.cleaned_data[name]) for name in fields)
        return hashlib.sha256(told.encode()).hexdigest()


def _day(number: int, line: str) -> date:
    field = forms.DateField(input_formats=_FORMATS)
    try:
        return cast("date", field.clean(line))
    except ValidationError:
        words = _("Line %(number)s, “%(said)s”, is no date. Write it as 2010-11-18.")
        raise ValidationError(words, params={"number": number, "said": line[:40]}) from None


def _offer(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    cast("forms.ChoiceField", form.fields[name]).choices = choices
