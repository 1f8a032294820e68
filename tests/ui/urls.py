"""Addresses for the tests of this room: some rooms are built, `guidance` is not."""

from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, include, path

from brygga.kernel.refusal import Refusal, Refused


def blank(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def moved(_request: HttpRequest) -> HttpResponse:
    answer = HttpResponseRedirect("/laget/")
    answer.set_cookie("kept", "yes")
    return answer


def refused(_request: HttpRequest) -> HttpResponse:
    raise Refused(Refusal("Alla parter har inte sagt ja."))


def denied(_request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def broken(_request: HttpRequest) -> HttpResponse:
    raise ValueError


def room(name: str, *pages: str) -> URLResolver:
    patterns: list[URLPattern] = [
        path("" if page == "front" else f"{name}/{page}/", blank, name=page) for page in pages
    ]
    return path("", include((patterns, name)))


urlpatterns = [
    path("moved/", moved),
    path("refused/", refused),
    path("denied/", denied),
    path("broken/", broken),
    *i18n_patterns(
        room("portal", "front", "mine", "accessibility"),
        room("thread", "nation", "county"),
        path("konto/in/", blank, name="account_login"),
        path("konto/ut/", blank, name="account_logout"),
        prefix_default_language=False,
    ),
]
