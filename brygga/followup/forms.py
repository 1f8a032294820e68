"""What people write in a round and in a mapping."""

from datetime import datetime
from itertools import islice
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from brygga import clock
from brygga.followup.actions import AnswerValues, RoundValues
from brygga.followup.enums import AnswerForm, EvidenceKind, QuestionKind
from brygga.followup.models import Question, Round
from brygga.followup.queries import Given, Line
from brygga.followup.rules import LEVELS, QuestionValues
from brygga.guidance.models import Wording

LEVEL_CHOICES = [(level.value, level.label) for level in LEVELS]
TWO_LINES = forms.Textarea(attrs={"rows": 2})
THREE_LINES = forms.Textarea(attrs={"rows": 3})


class SeenField(forms.CharField):
    """When the answer on the page was given; what cannot be read counts as none."""

    widget = forms.HiddenInput

    def clean(self, value: object) -> datetime | None:
        try:
            at = datetime.fromisoformat(str(value or ""))
        except ValueError:
            return None
        return at if timezone.is_aware(at) else None


class GivenForm(forms.Form):
    """One answer to one question; which fields it has depends on what is asked."""

    level = forms.ChoiceField(
        label=_("Your answer"), choices=LEVEL_CHOICES, widget=forms.RadioSelect, required=False
    )
    evidence_kind = forms.ChoiceField(
        label=_("What shows it?"),
        choices=[("", pgettext_lazy("evidence", "Nothing chosen")), *EvidenceKind.choices],
        required=False,
    )
    evidence = forms.CharField(
        label=_("Name of the routine, the document or the decision"),
        max_length=300,
        required=False,
    )
    evidence_on = forms.DateField(label=_("Its date"), required=False)
    comment = forms.CharField(
        label=_("Comment"), max_length=4000, required=False, widget=THREE_LINES
    )
    text = forms.CharField(
        label=_("Your answer"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    seen = SeenField(required=False)

    BY_FORM = {
        AnswerForm.LEVEL: ("level", "evidence_kind", "evidence", "evidence_on", "comment", "seen"),
        AnswerForm.TEXT: ("text", "seen"),
    }

    def __init__(self, data: QueryDict | None = None, *, line: Line, given: Given) -> None:
        initial: dict[str, Any] = {
            name: getattr(given, name) for name in self.base_fields if name != "seen"
        }
        initial["seen"] = given.answered_at.isoformat() if given.answered_at else ""
        super().__init__(data, initial=initial)
        kept = self.BY_FORM[AnswerForm(line.question.form)]
        self.fields = {name: field for name, field in self.fields.items() if name in kept}

    def clean_evidence_on(self) -> object:
        day = self.cleaned_data["evidence_on"]
        if day is not None and day > clock.today():
            raise forms.ValidationError(_("The day has not been yet."))
        return day

    def values(self) -> AnswerValues:
        return AnswerValues(**self.cleaned_data)

    def has_something_new(self) -> bool:
        return bool(set(self.changed_data) - {"seen"})


class JointForm(GivenForm):
    """What the consultation settles: a level, and why."""

    BY_FORM = {AnswerForm.LEVEL: ("level", "comment", "seen")}

    def __init__(self, data: QueryDict | None = None, *, line: Line, given: Given) -> None:
        super().__init__(data, line=line, given=given)
        self.fields["level"].label = _("We settle on")
        self.fields["level"].required = True
        self.fields["comment"].label = _("Why")
        self.fields["comment"].required = True


class MeetingForm(forms.Form):
    settles_on = forms.DateField(
        label=_("The consultation meets on"),
        required=False,
        help_text=_("Stands beside the answers that differ. Leave it empty if no day is set."),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=THREE_LINES,
        help_text=_("Say what is to be looked at. Those who answer read this."),
    )


class RoundForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=120)
    opens_on = forms.DateField(label=_("Opens on"))
    closes_on = forms.DateField(label=_("Last day to answer"))
    evidence_months = forms.IntegerField(
        label=_("Evidence is fresh for so many months"),
        min_value=1,
        max_value=240,
        initial=24,
        help_text=_("Older than that, “in place” is shown with the year of its evidence."),
    )

    @classmethod
    def initial_of(cls, round_: Round) -> dict[str, object]:
        return {name: getattr(round_, name) for name in cls.base_fields}

    def values(self) -> RoundValues:
        return RoundValues(**{name: self.cleaned_data[name] for name in RoundForm.base_fields})


class NewRoundForm(RoundForm):
    county = forms.ChoiceField(label=_("County"))
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)

    field_order = ("county", "year")

    def __init__(self, data: QueryDict | None = None, *, counties: list[tuple[str, str]]) -> None:
        super().__init__(data)
        county = forms.ChoiceField(label=_("County"), choices=counties)
        if len(counties) == 1:
            county.widget = forms.HiddenInput()
            county.initial = counties[0][0]
        self.fields["county"] = county
        self.order_fields(self.field_order)


class ProvisionsForm(forms.Form):
    """Which provisions are asked about, by document, and which of them is in focus."""

    provisions = forms.MultipleChoiceField(
        label=_("Ask about"), required=False, widget=forms.CheckboxSelectMultiple
    )
    focus = forms.ChoiceField(
        label=_("In focus this year"),
        required=False,
        help_text=_("The focus gets questions of its own, which you can change."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        groups: dict[str, list[Wording]],
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, initial=initial)
        choices = [(name, [_choice(each) for each in found]) for name, found in groups.items()]
        provisions, focus = self.fields["provisions"], self.fields["focus"]
        assert isinstance(provisions, forms.MultipleChoiceField)  # noqa: S101 -- for the types
        assert isinstance(focus, forms.ChoiceField)  # noqa: S101 -- for the types
        provisions.choices = choices
        self.documents = [(name, len(found)) for name, found in groups.items()]
        focus.choices = [("", pgettext_lazy("focus", "None")), *choices]

    def by_document(self) -> list[tuple[str, list[BoundWidget]]]:
        """The tick boxes of each document, in the order the documents come."""
        boxes = iter(self["provisions"].subwidgets)
        return [(name, list(islice(boxes, n))) for name, n in self.documents]


def _choice(wording: Wording) -> tuple[str, str]:
    return str(wording.provision_id), f"{wording.provision.number} {wording.title}"


OWN_KINDS = [(kind.value, kind.label) for kind in QuestionKind if kind != QuestionKind.PROVISION]


class QuestionForm(forms.Form):
    """The words of a question; for a new one also what it is about and how it is answered."""

    kind = forms.ChoiceField(label=_("About"), choices=OWN_KINDS)
    form = forms.ChoiceField(label=_("Answered with"), choices=AnswerForm.choices)
    short = forms.CharField(
        label=_("Short heading"), max_length=60, help_text=_("Stands in lists and tables.")
    )
    text = forms.CharField(label=_("Question"), max_length=300, widget=TWO_LINES)

    def __init__(self, data: QueryDict | None = None, *, question: Question | None = None) -> None:
        names = self.base_fields if question else ()
        super().__init__(data, initial={name: getattr(question, name) for name in names})
        self.question = question
        if question is not None:
            del self.fields["kind"], self.fields["form"]

    def values(self) -> QuestionValues:
        said = self.cleaned_data
        if self.question is not None:
            return QuestionValues(
                kind=self.question.kind,
                form=self.question.form,
                short=said["short"],
                text=said["text"],
            )
        return QuestionValues(**said)
