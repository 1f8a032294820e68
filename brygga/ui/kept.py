"""What is open to all is kept until something is done.

What everybody may see is put together once and handed out again as long as the log has no new
event: every change of data writes one in its own transaction, so what is kept cannot tell of
yesterday.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from hashlib import sha256
from typing import Concatenate, Generic, ParamSpec, TypeVar, cast

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from brygga import clock
from brygga.audit.queries import anything_done_since, latest_event

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
T = TypeVar("T")

# Two transactions may end in another order than they were numbered in: for so long what is kept
# may then miss the first of them.
_SECONDS = 60
_OK = 200
# The cache holds some hundred pages in each worker; a large county's matrix is drawn each time.
_LARGEST = 256 * 1024


@dataclass(frozen=True, slots=True)
class _Kept(Generic[T]):
    """Something and the last event before it was made. Days pass: "late" is late from a day."""

    thing: T
    event: int
    day: date


def remembered(
    name: str, make: Callable[[], T], may_be_kept: Callable[[T], bool] = lambda _: True
) -> T:
    """What `make` gives, or gave since anything was done. One query, and those of `make`.

    Only for what is the same whoever asks, and does not follow the language unless `name` does.
    """
    # Names hold addresses, which may be long and of any letters; a cache's key may not.
    key = f"kept-{sha256(name.encode()).hexdigest()}"
    known: _Kept[T] | None = cache.get(key)
    if known is not None and _still_holds(known):
        return known.thing
    # Asked before it is made: what is done meanwhile is then seen the next time.
    day, event = clock.today(), latest_event()
    thing = make()
    if may_be_kept(thing):
        cache.set(key, _Kept(thing, event, day), _SECONDS)
    return thing


def _still_holds(known: _Kept[T]) -> bool:
    return known.day == clock.today() and not anything_done_since(known.event)


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
        return remembered(
            f"page {request.get_full_path()}",
            lambda: view(request, *args, **kwargs),
            lambda response: _may_be_kept(request, response),
        )

    return cast("Callable[Concatenate[R, P], HttpResponse]", answer)


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """A page with a form's token in it is for one visitor."""
    return (
        response.status_code == _OK
        and not response.streaming
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and len(response.content) <= _LARGEST
    )
