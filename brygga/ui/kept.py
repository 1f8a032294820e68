"""Open pages are kept until something is done.

What everybody may see is drawn once and handed out again as long as the log has no new event:
every change of data writes one in its own transaction, so a kept page cannot tell of yesterday.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from hashlib import sha256
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from brygga.audit.queries import anything_done_since, latest_event

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)

# Two transactions may end in another order than they were numbered in: for so long a page may
# then miss the first of them.
_SECONDS = 60
_OK = 200
# The cache holds some hundred pages in each worker; a large county's matrix is drawn each time.
_LARGEST = 256 * 1024


@dataclass(frozen=True, slots=True)
class _Kept:
    """A page and the last event before it was drawn. Days pass: "late" is late from a day."""

    response: HttpResponse
    event: int
    day: date


def kept(
    view: Callable[Concatenate[R, P], HttpResponse],
) -> Callable[Concatenate[R, P], HttpResponse]:
    """Decorator of a page that looks the same to all who are not signed in. Costs one query.

    Only whoever brings no cookie at all is handed a kept page: no session, no message, no form.
    """

    @wraps(view)
    def answer(request: R, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method != "GET" or request.COOKIES or "HX-Request" in request.headers:
            return view(request, *args, **kwargs)
        key = _key(request)
        known: _Kept | None = cache.get(key)
        if known is not None and _still_holds(known):
            return known.response
        # Asked before the page is drawn: what is done meanwhile is then seen the next time.
        event = latest_event()
        response = view(request, *args, **kwargs)
        if _may_be_kept(request, response):
            cache.set(key, _Kept(response, event, timezone.localdate()), _SECONDS)
        return response

    return cast("Callable[Concatenate[R, P], HttpResponse]", answer)


def _key(request: HttpRequest) -> str:
    # Addresses hold what a cache's key may not, and are as long as somebody makes them.
    return f"kept-{sha256(request.get_full_path().encode()).hexdigest()}"


def _still_holds(known: _Kept) -> bool:
    return known.day == timezone.localdate() and not anything_done_since(known.event)


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """A page with a form's token in it is for one visitor."""
    return (
        response.status_code == _OK
        and not response.streaming
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and len(response.content) <= _LARGEST
    )
