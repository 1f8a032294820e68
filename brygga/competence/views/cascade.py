"""The cascade of a course: who trained whom, whom they have reached, and what if."""

from collections.abc import Iterator
from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from brygga import clock
from brygga.competence.forms.trainers import OutlookForm, month_after
from brygga.competence.permissions import EDIT_TRAINER, ENTER_TRAINER
from brygga.competence.queries.outlook import Outlook, outlook, places_inside
from brygga.competence.queries.trainers import Cascade, cascade_of, courses_above, visible_ids
from brygga.competence.queries.trainers_public import Open, open_counts
from brygga.competence.rules.forecast import Month, forecast, is_reached
from brygga.competence.views.crumbs import trainers_crumbs
from brygga.competence.views.drawing import picture
from brygga.events.models import Course
from brygga.events.permissions import VIEW_COURSE
from brygga.people.models import Place
from brygga.ui.http import Request, csv_response, page, public
from brygga.ui.invented import some_invented

STEP = 6
MOST_NEEDS = 5


@public
@require_safe
def cascade(request: Request, slug: str) -> HttpResponse:
    course = VIEW_COURSE.get(request.actor, slug=slug)
    whole = cascade_of(course)
    inside = whole.within(visible_ids(course, request.actor))
    counted = open_counts(whole)
    if request.GET.get("format") == "csv":
        return _csv(course, inside, counted)
    context: dict[str, object] = {
        "course": course,
        "shown": inside,
        "lines": [(line, inside.trained_by(line)) for line in inside.lines],
        "picture": picture(inside),
        "counted": counted,
        "editable": _editable(request, course),
        "may_enter": ENTER_TRAINER.allows(request.actor, course),
        "day": clock.today(),
        "crumbs": trainers_crumbs((course.title, None)),
        "invented": _invented(whole),
        **_what_if(request, course),
    }
    return page(request, "competence/cascade.html", context, part="outlook")


def _editable(request: Request, course: Course) -> set[int]:
    rows = EDIT_TRAINER.visible(request.actor).filter(course__in=courses_above(course))
    return set(rows.values_list("pk", flat=True))


def _invented(whole: Cascade) -> str:
    lines = any(line.trainer.invented for line in whole.lines)
    return some_invented(is_invented=lines or whole.course.invented)


def _csv(course: Course, inside: Cascade, counted: Open) -> HttpResponse:
    name = f"utbildare-{course.slug}-{clock.today()}.csv"
    if not inside.lines:
        header = [_("County"), _("Active trainers")]
        rows = [[told.name, _number(told.count)] for told in counted.counties]
        return csv_response(name, header, rows)
    return csv_response(name, _header(), _rows(inside))


def _number(count: int | None) -> object:
    return _("kept back") if count is None else count


def _header() -> list[str]:
    return [
        _("Generation"),
        _("Place"),
        _("Name"),
        _("May teach from"),
        _("May teach until"),
        _("Rounds held"),
        _("People reached directly"),
        _("People reached in all"),
        _("Trained by"),
    ]


def _rows(inside: Cascade) -> Iterator[list[object]]:
    for line in inside.lines:
        yield [
            line.generation,
            line.place.name,
            line.who.name,
            line.trainer.valid_from,
            line.trainer.valid_to,
            line.rounds,
            line.direct,
            line.downstream,
            inside.trained_by(line),
        ]


def _what_if(request: Request, course: Course) -> dict[str, object]:
    """The form, filled in with what is known of a place that the reader works with."""
    places = places_inside(request.actor)
    found = _outlook(course, places, request.GET.get("plats", ""))
    today = found.situation if found else None
    form = OutlookForm(request.GET, places=places, today=today)
    if found is not None and not form.is_bound:
        form.initial["plats"] = found.place.code
    context: dict[str, object] = {
        "form": form,
        "outlook": found,
        "needs": found.needs[:MOST_NEEDS] if found else [],
    }
    if form.is_bound and form.is_valid():
        months = forecast(form.situation(today), form.pace(course.validity_months))
        context |= {"answer": _answer(months), "months": _shown(months)}
    return context


def _outlook(course: Course, places: list[Place], code: str) -> Outlook | None:
    """Of the place asked for, or the first that the reader works with."""
    place = next((row for row in places if row.code == code), next(iter(places), None))
    return outlook(course, place) if place else None


def _answer(months: list[Month]) -> date | None:
    """The month in which enough of the staff has the competence; None: not within ten years."""
    return month_after(clock.today(), months[-1].number) if is_reached(months) else None


def _shown(months: list[Month]) -> list[tuple[date, Month]]:
    """Every half-year and the last month."""
    kept = [month for month in months if month.number % STEP == 0 or month is months[-1]]
    return [(month_after(clock.today(), month.number), month) for month in kept]
