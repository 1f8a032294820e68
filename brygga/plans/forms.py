"""What people write about priorities, plans and activities."""

from datetime import date
from typing import Any, TypedDict, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from brygga import clock
from brygga.access.capabilities import Capability
from brygga.guidance.queries import provision_by_ref
from brygga.people.models import Group, Place, User
from brygga.people.queries import who_may
from brygga.plans.actions import ActivityValues, Decision
from brygga.plans.enums import ActivityStatus
from brygga.plans.models import Activity
from brygga.plans.queries import Addition, deciding_groups, provision_choices, reference_of
from brygga.plans.rules import MOVES

ROWS = {"rows": 3}


class PriorityForm(forms.Form):
    """A group's decision that a provision comes first."""

    provision = forms.ChoiceField(label=_("What comes first"))
    group = forms.ChoiceField(label=_("Who decided"))
    decided_on = forms.DateField(label=_("Decided on"))
    why = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs=ROWS),
        max_length=2000,
        help_text=_("One or two sentences. They are shown to everybody."),
    )

    def __init__(self, data: QueryDict | None = None, *, place: Place, reference: str = "") -> None:
        initial = {"provision": reference, "decided_on": clock.today()}
        super().__init__(data, initial=initial)
        _offer(self, "provision", [("", _("Choose")), *provision_choices(place)])
        self.groups = _offer_groups(self, place)

    def decision(self) -> Decision:
        cleaned = self.cleaned_data
        return Decision(
            provision=provision_by_ref(cleaned["provision"]),
            group=self.groups[cleaned["group"]],
            decided_on=cleaned["decided_on"],
            why=cleaned["why"],
        )


class WithdrawForm(forms.Form):
    """Nothing to fill in: the button is the answer."""


class StartForm(forms.Form):
    """A new year's plan, from nothing or from what the last one left."""

    carry_over = forms.BooleanField(
        label=_("Bring along what was not finished last year"), required=False, initial=True
    )


class Adoption(TypedDict):
    """What `adopt_plan` is told besides the plan."""

    group: Group
    adopted_on: date


class AdoptForm(forms.Form):
    """The group and the day."""

    group = forms.ChoiceField(label=_("Who decided"))
    adopted_on = forms.DateField(label=_("Decided on"))

    def __init__(self, data: QueryDict | None = None, *, place: Place) -> None:
        super().__init__(data, initial={"adopted_on": clock.today()})
        self.groups = _offer_groups(self, place)

    def values(self) -> Adoption:
        chosen = self.groups[self.cleaned_data["group"]]
        return {"group": chosen, "adopted_on": self.cleaned_data["adopted_on"]}


class ReopenForm(forms.Form):
    """Why a decided plan has to change."""

    reason = forms.CharField(
        label=_("Why the plan is opened again"),
        max_length=300,
        widget=forms.Textarea(attrs=ROWS),
        required=False,
    )


class MoveForm(forms.Form):
    """The statuses an activity can go to from where it is, and what happened."""

    to = forms.ChoiceField(label=_("New status"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=pgettext_lazy("activity", "What happened"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs=ROWS),
        help_text=_(
            "Needed when something is dropped or taken up again. Only those inside read it."
        ),
    )

    def __init__(self, data: QueryDict | None = None, *, activity: Activity) -> None:
        super().__init__(data)
        moves = [(str(each), each.label) for each in MOVES[ActivityStatus(activity.status)]]
        _offer(self, "to", moves)


class NotesForm(forms.Form):
    """What should be remembered about an activity."""

    notes = forms.CharField(
        label=_("Notes"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 5})
    )

    @classmethod
    def of(cls, activity: Activity) -> "NotesForm":
        return cls(initial={"notes": activity.notes})


class ActivityForm(forms.Form):
    """What is to be done, for which provisions, by whom and by when."""

    title = forms.CharField(label=pgettext_lazy("activity", "What is to be done"), max_length=200)
    provisions = forms.MultipleChoiceField(
        label=_("For"), required=False, widget=forms.CheckboxSelectMultiple
    )
    another = forms.ChoiceField(label=_("Something more it is for"), required=False)
    owner = forms.CharField(
        label=_("Who owns it"),
        max_length=120,
        help_text=_(
            "A role or a function, such as “the process leader”. It is shown to everybody."
        ),
    )
    owner_user = forms.ChoiceField(
        label=_("Who is reminded"),
        required=False,
        help_text=_("Sees the activity on their own page when it is soon due."),
    )
    due_on = forms.DateField(label=_("By when"))
    cost = forms.DecimalField(
        label=_("Cost in kronor"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    notes = forms.CharField(
        label=_("Notes"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs=ROWS),
        help_text=_("Only those inside read them."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        place: Place,
        likely: list[str],
        initial: dict[str, Any],
    ) -> None:
        """`likely` are references offered to tick at once; all others are in a list below."""
        super().__init__(data, initial=initial)
        choices = provision_choices(place)
        offered = {*likely, *initial.get("provisions", [])}
        near = [choice for choice in choices if choice[0] in offered]
        far = [choice for choice in choices if choice[0] not in offered]
        _offer(self, "provisions", near)
        _offer(self, "another", [("", _("Nothing more")), *far])
        if not near:
            del self.fields["provisions"]
            self.fields["another"].label = _("For")
        people = who_may(Capability.PLACE_VIEW, place.path).order_by("name")
        self.people: dict[str, User] = {str(each.pk): each for each in people}
        named = [(key, each.name) for key, each in self.people.items()]
        _offer(self, "owner_user", [("", _("Nobody")), *named])

    def values(self) -> ActivityValues:
        cleaned = self.cleaned_data
        references = [*cleaned.get("provisions", []), cleaned["another"]]
        return ActivityValues(
            title=cleaned["title"],
            owner=cleaned["owner"],
            owner_user=self.people.get(cleaned["owner_user"]),
            due_on=cleaned["due_on"],
            provisions=[provision_by_ref(each) for each in references if each],
            cost=cleaned["cost"],
            notes=cleaned["notes"],
        )


class NewActivityForm(ActivityForm):
    """A new activity, and what its plan asks for: why it is opened again, or how it begins."""

    reason = forms.CharField(
        label=_("Why is the plan opened again?"),
        max_length=300,
        widget=forms.Textarea(attrs=ROWS),
        help_text=_(
            "The plan becomes a draft that only those inside see, until it is adopted anew."
        ),
        error_messages={"required": _("Write why the plan is opened again.")},
    )
    carry_over = forms.BooleanField(required=False, initial=True)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        addition: Addition,
        likely: list[str],
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, place=addition.place, likely=likely, initial=initial)
        if not addition.reopens:
            del self.fields["reason"]
        if not addition.left:
            del self.fields["carry_over"]
            return
        label = ngettext(
            "Bring along %(n)s activity that is not finished in the plan for %(year)s",
            "Bring along %(n)s activities that are not finished in the plan for %(year)s",
            addition.left,
        )
        self.fields["carry_over"].label = label % {"n": addition.left, "year": addition.year - 1}


def activity_initial(activity: Activity) -> dict[str, Any]:
    """The form's first values for an activity that exists; provisions come with documents."""
    provisions = activity.provisions.select_related("document")
    return {
        "title": activity.title,
        "provisions": [reference_of(each) for each in provisions],
        "owner": activity.owner,
        "owner_user": activity.owner_user_id,
        "due_on": activity.due_on,
        "cost": activity.cost,
        "notes": activity.notes,
    }


def _offer(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    cast("forms.ChoiceField", form.fields[name]).choices = choices


def _offer_groups(form: forms.Form, place: Place) -> dict[str, Group]:
    groups = {str(each.pk): each for each in deciding_groups(place)}
    named = [(key, f"{each.name} ({each.place.name})") for key, each in groups.items()]
    _offer(form, "group", named)
    return groups
