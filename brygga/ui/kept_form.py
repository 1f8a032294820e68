"""A page with a form that is the same for all visitors: drawn once, sealed for each.

Drawing takes longer than all the rest of such a page. What differs from one visitor to the next
is the token against forged forms and the form's own key, and these are put in anew each time.
Whether it still is as it was drawn is asked once a second, however many come.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

_SECONDS, _MOMENT = 60, 1
_OK = 200
_TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+')
_KEY = re.compile(rb'(name="key" value=")[^"]+')


@dataclass(frozen=True, slots=True)
class Look:
    """A page as it is now: everything it shows that may change, and how it is drawn."""

    state: tuple[object, ...]
    draw: Callable[[], HttpResponse]


def form_for_all(
    request: HttpRequest, *, look: Callable[[], Look], new_key: Callable[[], str]
) -> HttpResponse:
    """The page as it was within a second, or was drawn within a minute and still is.

    Whoever brings a cookie that could mean more than a visitor has the page drawn for them.
    """
    if not _is_plain(request):
        return look().draw()
    now = _name(request)
    content: bytes | None = cache.get(now)
    if content is None:
        seen = look()
        same = _name(request, *seen.state)
        content = cache.get(same)
        if content is None:
            drawn = seen.draw()
            if drawn.status_code != _OK:
                return drawn
            content = drawn.content
            cache.set(same, content, _SECONDS)
        cache.set(now, content, _MOMENT)
    return _sealed(request, content, new_key())


def _name(request: HttpRequest, *state: object) -> str:
    told = repr((request.get_full_path(), get_language(), *state))
    return f"form-{sha256(told.encode()).hexdigest()}"


def _is_plain(request: HttpRequest) -> bool:
    known = {settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME}
    return (
        request.method == "GET"
        and "HX-Request" not in request.headers
        and (set(request.COOKIES) <= known)
    )


def _sealed(request: HttpRequest, content: bytes, key: str) -> HttpResponse:
    content = _TOKEN.sub(rb"\g<1>" + get_token(request).encode(), content)
    response = HttpResponse(_KEY.sub(rb"\g<1>" + key.encode(), content))
    patch_vary_headers(response, ["HX-Request"])
    return response
