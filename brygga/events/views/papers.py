"""Papers for the day: name badges, and the list to sign."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from brygga import clock
from brygga.events.enums import RegistrationStatus
from brygga.events.forms.attendees import AttendeeFilter
from brygga.events.papers import badges_pdf, sheet_pdf
from brygga.events.permissions import MARK_PRESENCE
from brygga.events.queries.attendees import attendees, offered_filters
from brygga.events.queries.presence import expected_on, session_of
from brygga.ui.http import Request


@require_safe
def badges(request: Request, slug: str) -> HttpResponse:
    """For everybody with a seat, or those of them that the list's filter names."""
    found = MARK_PRESENCE.get(request.actor, slug=slug)
    chosen = AttendeeFilter(request.GET, offered=offered_filters(found, request.actor))
    rows = attendees(found, request.actor, chosen.wanted())
    seated = list(rows.filter(status=RegistrationStatus.SEATED))
    name = _("badges")
    return _pdf(f"{found.slug}-{name}.pdf", badges_pdf(found, seated, clock.now()))


@require_safe
def sheet(request: Request, slug: str, number: int) -> HttpResponse:
    found = MARK_PRESENCE.get(request.actor, slug=slug)
    session = session_of(found, number)
    made = sheet_pdf(session, list(expected_on(session)), clock.now())
    name = pgettext("file name", "list")
    return _pdf(f"{found.slug}-{name}-{number}.pdf", made)


def _pdf(filename: str, made: bytes) -> HttpResponse:
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=filename
    )
    return response
