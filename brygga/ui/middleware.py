"""What every answer gets: refusals in words, redirects that htmx can follow, a quiet browser."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.defaults import permission_denied
from django_htmx.http import HttpResponseClientRedirect

from brygga.kernel.refusal import Refused

if TYPE_CHECKING:
    from brygga.ui.http import Request

REDIRECTS = (301, 302, 303, 307, 308)
PERMISSIONS_POLICY = (
    "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), "
    "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
)


class RefusalMiddleware:
    """A refusal that no view caught is answered with its own sentence, as a page or to htmx.

    So is a page that the reader may not see: htmx puts the sentence above what is on the screen.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            reason = str(exception.refusal.reason)
        elif isinstance(exception, PermissionDenied):
            reason = str(exception)
        else:
            return None
        if asks_for_part(request):
            return refused_in_part(request, reason or _("Your roles do not include this."))
        return permission_denied(request, PermissionDenied(reason))


class HtmxRedirectMiddleware:
    """A redirect after an htmx request loads the new page whole.

    The browser would otherwise follow it unseen, and the next page's fragment would land inside
    this one. Messages, title and focus then come out as they do without script.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code not in REDIRECTS or not asks_for_part(request):
            return response
        moved = HttpResponseClientRedirect(response.headers["Location"])
        moved.cookies = response.cookies
        return moved


class NoNullByteMiddleware:
    """No address has a null byte in it, and PostgreSQL takes none: such a page is not there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise Http404
        return self.get_response(request)


class PermissionsPolicyMiddleware:
    """Pages ask for no camera, place or payment, and whatever is put into one may not either."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


def asks_for_part(request: HttpRequest) -> bool:
    htmx = cast("Request", request).htmx
    return bool(htmx) and not htmx.boosted


def refused_in_part(request: HttpRequest, reason: str) -> HttpResponse:
    """The sentence alone, which htmx puts among the announcements."""
    return render(request, "ui/refusal.html", {"reason": reason}, status=403)
