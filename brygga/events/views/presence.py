"""The list at the door: who is expected, who has come, and who came anyway."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brygga import clock
from brygga.events.actions.presence import Mark, day_state, mark
from brygga.events.actions.walk_ins import add_walk_in
from brygga.events.enums import CheckIn
from brygga.events.forms.presence import MarkForm, SearchForm, WalkInForm
from brygga.events.models import Gathering, Registration, Session
from brygga.events.permissions import MARK_PRESENCE
from brygga.events.queries.presence import (
    PER_PAGE,
    expected_on,
    expected_one,
    session_of,
    tally,
    with_presence,
)
from brygga.events.rules.presence import has_passed, refuse_early, refuse_walk_in
from brygga.events.views.asking import attendees_url, crumbs_beside
from brygga.events.views.crumbs import Crumbs, invented
from brygga.kernel.refusal import Refused
from brygga.ui.attempt import attempt
from brygga.ui.http import Request, page
from brygga.ui.middleware import asks_for_part


@require_http_methods(["GET", "POST"])
def presence(request: Request, slug: str, number: int) -> HttpResponse:
    found = MARK_PRESENCE.get(request.actor, slug=slug)
    session = session_of(found, number)
    if request.method == "POST":
        return _mark(request, session)
    return _list(request, session)


def _mark(request: Request, session: Session) -> HttpResponse:
    """One press: the row alone to htmx, the list again to everybody else."""
    form = MarkForm(request.POST)
    if not form.is_valid():
        return _list(request, session)
    cleaned = form.cleaned_data
    row = expected_one(session, cleaned["attendee"])
    person = row.registration.attendee
    error = ""
    try:
        said = Mark(cleaned["present"], _method(session), cleaned["reason"])
        mark(session=session, attendee=person, said=said, by=request.actor)
    except Refused as refused:
        error = str(refused.refusal.reason)
    if asks_for_part(request):
        each = expected_one(session, person.pk)
        return render(request, "events/presence_row.html", _row(session, each=each, error=error))
    if error:
        return _list(request, session, error, person.pk)
    words = _("%(name)s is present.") if cleaned["present"] else _("%(name)s is not here.")
    messages.success(request, words % {"name": person.name})
    return redirect(request.get_full_path())


def _method(session: Session) -> CheckIn:
    passed = has_passed(day_state(session), clock.today())
    return CheckIn.REPORTED if passed else CheckIn.LIST


def _row(session: Session, **more: object) -> dict[str, object]:
    return {
        "gathering": session.gathering,
        "session": session,
        "tally": tally(session),
        "passed": has_passed(day_state(session), clock.today()),
        "early": refuse_early(day_state(session), now=clock.now()),
        **more,
    }


def _list(request: Request, session: Session, error: str = "", at: int = 0) -> HttpResponse:
    search = SearchForm(request.GET)
    rows = expected_on(session, search.words())
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = _row(
        session,
        search=search,
        shown=shown,
        rows=with_presence(session, list(shown.object_list)),
        failed=error,
        failed_at=at,
        invented=invented(session.gathering),
        crumbs=_crumbs(session.gathering, (_day(session), None)),
    )
    return page(request, "events/presence.html", context, part="rows")


def _crumbs(gathering: Gathering, *steps: tuple[str, str | None]) -> Crumbs:
    return crumbs_beside(gathering, (_("Attendees"), attendees_url(gathering)), *steps)


def _day(session: Session) -> str:
    return _("Day %(number)s") % {"number": session.number}


@require_http_methods(["GET", "POST"])
def walk_in(request: Request, slug: str, number: int) -> HttpResponse:
    found = MARK_PRESENCE.get(request.actor, slug=slug)
    session = session_of(found, number)
    form = WalkInForm(request.POST or None, gathering=found)
    if attempt(form, lambda: _add(request, session, form)) is not None:
        messages.success(request, _("They have a seat and are marked as present."))
        return redirect("events:presence", slug, number)
    context: dict[str, object] = {
        "gathering": found,
        "session": session,
        "form": form,
        "refusal": refuse_walk_in(day_state(session), now=clock.now(), reason="-"),
        "crumbs": _crumbs(found, (_("Somebody who came anyway"), None)),
    }
    return page(request, "events/walk_in.html", context, part="form")


def _add(request: Request, session: Session, form: WalkInForm) -> Registration:
    reason = form.cleaned_data["reason"]
    return add_walk_in(session=session, person=form.person(), reason=reason, by=request.actor)
