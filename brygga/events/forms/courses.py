"""What an organiser says of a course and of a curriculum."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from brygga import clock
from brygga.events.actions.courses import Adoption, CourseValues, CurriculumValues, ModuleValues
from brygga.events.enums import CourseKind, CurriculumKind, QueueRule
from brygga.events.forms.fields import ROWS, kept, offer, same
from brygga.events.models import Course, Curriculum
from brygga.events.queries.organising import courses_for, provisions_by_document
from brygga.guidance.models import Provision
from brygga.people.enums import Profession, Sector
from brygga.people.models import Place

MOST_COURSE_DAYS = 30
EMPTY_MODULES = 3
EMPTY_AUDIENCES = 2
_PLAIN = (
    "title",
    "kind",
    "goals",
    "audience",
    "days",
    "validity_months",
    "queue_rule",
    "offer_hours",
    "source",
)


class CourseForm(forms.Form):
    """What is taught, to whom, and how the queue goes."""

    title = forms.CharField(label=_("Title"), max_length=120)
    kind = forms.ChoiceField(
        label=pgettext_lazy("course", "Kind"), choices=[("", _("Choose")), *CourseKind.choices]
    )
    days = forms.IntegerField(
        label=_("Course days that the certificate takes"),
        required=False,
        min_value=1,
        max_value=MOST_COURSE_DAYS,
    )
    goals = forms.CharField(
        label=_("Learning goals"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs=ROWS),
    )
    audience = forms.CharField(label=_("Meant for"), required=False, max_length=300)
    validity_months = forms.IntegerField(
        label=_("How many months the certificate holds"),
        required=False,
        min_value=1,
        max_value=600,
        help_text=_("Leave it empty where it holds for ever."),
    )
    teaches = forms.ChoiceField(label=_("Whoever has the certificate may teach"), required=False)
    queue_rule = forms.ChoiceField(
        label=_("Who comes first in the queue"),
        choices=QueueRule.choices,
        widget=forms.RadioSelect,
        initial=QueueRule.FIRST_COME,
    )
    offer_hours = forms.IntegerField(
        label=_("Hours to answer an offer of a seat"), min_value=1, max_value=24 * 60, initial=72
    )
    provisions = forms.MultipleChoiceField(
        label=_("Provisions that the course serves"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    source = forms.CharField(label=_("Source"), required=False, max_length=300)

    def __init__(
        self, data: QueryDict | None = None, *, place: Place, course: Course | None = None
    ) -> None:
        super().__init__(data, initial=_course_initial(course) if course else {})
        self.courses = {row.slug: row for row in courses_for(place) if row != course}
        named = [(slug, row.title) for slug, row in self.courses.items()]
        offer(self, "teaches", [("", _("No course")), *named])
        offer(self, "provisions", provisions_by_document())


def _course_initial(course: Course) -> dict[str, Any]:
    chosen = course.provisions.order_by().values_list("pk", flat=True)
    return {
        **same(course, _PLAIN),
        "teaches": course.teaches.slug if course.teaches else "",
        "provisions": [str(pk) for pk in chosen],
    }


class ModuleForm(forms.Form):
    """One part of the course; an empty title takes the row away."""

    day = forms.IntegerField(
        label=pgettext_lazy("module", "Day"), required=False, min_value=1, max_value=30
    )
    title = forms.CharField(label=_("Title"), required=False, max_length=160)
    goals = forms.CharField(
        label=_("Learning goals"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
    )


class AudienceForm(forms.Form):
    """A sector, a profession, or a profession in a sector."""

    sector = forms.ChoiceField(
        label=_("Sector"), required=False, choices=[("", _("Any")), *Sector.choices]
    )
    profession = forms.ChoiceField(
        label=_("Profession"), required=False, choices=[("", _("Any")), *Profession.choices]
    )


ModuleFormSet = forms.formset_factory(ModuleForm, extra=EMPTY_MODULES, max_num=60)
AudienceFormSet = forms.formset_factory(AudienceForm, extra=EMPTY_AUDIENCES, max_num=60)


class WholeCourse:
    """The page of a course: its form, its parts and whom it is for."""

    def __init__(self, data: QueryDict | None, place: Place, course: Course | None = None) -> None:
        self.form = CourseForm(data, place=place, course=course)
        modules = (
            course.modules.order_by("position").values("day", "title", "goals") if course else []
        )
        audiences = course.audiences.values("sector", "profession") if course else []
        self.modules = ModuleFormSet(data, initial=None if data else list(modules), prefix="del")
        self.audiences = AudienceFormSet(
            data, initial=None if data else list(audiences), prefix="for"
        )

    def is_valid(self) -> bool:
        return all(each.is_valid() for each in (self.form, self.modules, self.audiences))

    def values(self) -> CourseValues:
        cleaned = self.form.cleaned_data
        return CourseValues(
            **kept(cleaned, _PLAIN),
            teaches=self.form.courses.get(cleaned["teaches"]),
            provisions=list(Provision.objects.filter(pk__in=cleaned["provisions"])),
            modules=[_module(row.cleaned_data) for row in self.modules if _has(row, "title")],
            audiences=[_pair(row.cleaned_data) for row in self.audiences if row.cleaned_data],
        )


def _has(form: forms.Form, name: str) -> bool:
    return bool(form.cleaned_data.get(name))


def _module(cleaned: Mapping[str, Any]) -> ModuleValues:
    return ModuleValues(cleaned["title"], cleaned["day"], cleaned["goals"])


def _pair(cleaned: Mapping[str, Any]) -> tuple[str, str]:
    return cleaned["sector"], cleaned["profession"]


class CurriculumForm(forms.Form):
    """A curriculum: its words, and its courses in order."""

    title = forms.CharField(label=_("Title"), max_length=160)
    kind = forms.ChoiceField(
        label=pgettext_lazy("curriculum", "Kind"),
        choices=CurriculumKind.choices,
        widget=forms.RadioSelect,
        initial=CurriculumKind.COUNTY,
    )
    description = forms.CharField(
        label=_("Description"), required=False, max_length=5000, widget=forms.Textarea(attrs=ROWS)
    )
    source = forms.CharField(label=_("Source"), required=False, max_length=300)


class PartForm(forms.Form):
    """One course of a curriculum; they stand in the order of the rows."""

    course = forms.ChoiceField(label=_("Course"), required=False)

    def __init__(self, *args: Any, courses: list[Course], **more: Any) -> None:  # noqa: ANN401 -- a form set's own
        super().__init__(*args, **more)
        offer(self, "course", [("", _("No course")), *((row.slug, row.title) for row in courses)])


PartFormSet = forms.formset_factory(PartForm, extra=3, max_num=60)


class WholeCurriculum:
    """The page of a curriculum: its form and its courses."""

    def __init__(
        self, data: QueryDict | None, place: Place, curriculum: Curriculum | None = None
    ) -> None:
        words = ("title", "kind", "description", "source")
        self.form = CurriculumForm(data, initial=same(curriculum, words) if curriculum else {})
        parts = curriculum.parts.select_related("course") if curriculum else []
        courses = courses_for(place)
        self._courses = {row.slug: row for row in courses}
        self.parts = PartFormSet(
            data,
            initial=None if data else [{"course": part.course.slug} for part in parts],
            form_kwargs={"courses": courses},
            prefix="kurs",
        )

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.parts.is_valid()])

    def values(self) -> CurriculumValues:
        chosen = [row.cleaned_data.get("course", "") for row in self.parts]
        # One that is named twice stands where it is named first.
        slugs = dict.fromkeys(slug for slug in chosen if slug)
        courses = [self._courses[slug] for slug in slugs]
        words = kept(self.form.cleaned_data, ("title", "kind", "description", "source"))
        return CurriculumValues(**words, courses=courses)


class AdoptionForm(forms.Form):
    """Who has made a curriculum theirs."""

    adopter = forms.CharField(label=_("Adopted by"), max_length=160)
    adopted_on = forms.DateField(label=_("Adopted on"))
    source = forms.CharField(label=_("Source"), required=False, max_length=300)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"adopted_on": clock.today()})

    def values(self) -> Adoption:
        return Adoption(**kept(self.cleaned_data, ("adopter", "adopted_on", "source")))
