"""When something has gone wrong: say what to do.

For 400, 403 and 404 Django's own views do, with ui's templates.
"""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from brygga.ui.middleware import asks_for_part, refused_in_part

# Seconds after which a browser or a robot may try again.
RETRY_AFTER = "60"


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours; a database that does not answer is told apart, since waiting helps.

    Django calls this while it handles the exception, wherever it came from: a view, a template
    or a middleware. The page is drawn without the request, whose session and actor may be what
    cannot be read.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = HttpResponse(render_to_string("503.html"), status=503)
        response.headers["Retry-After"] = RETRY_AFTER
        return response
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form sent from elsewhere, or after the session ended: say what to do."""
    if asks_for_part(request):
        reason = _(
            "The page has been open too long. Copy what you have written and load the page anew."
        )
        return refused_in_part(request, reason)
    return render(request, "403_csrf.html", status=403)
