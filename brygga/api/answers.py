"""Errors as JSON: a status and a sentence that says what to do."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from brygga.api.shapes import EXPECTED, WORDS
from brygga.audit.actions import OtherRequest, StillRunning
from brygga.kernel.refusal import Refused

SOON = {"Retry-After": "1"}


def said(status: int, sentence: str, **headers: str) -> HttpResponse:
    """One error, in the form that all have."""
    return _json({"detail": sentence}, status, headers)


def _json(told: dict[str, object], status: int, headers: dict[str, str]) -> HttpResponse:
    # Swedish as it is written, not as escapes: JSON is UTF-8.
    params = {"ensure_ascii": False}
    return JsonResponse(told, status=status, headers=headers, json_dumps_params=params)


def answer_errors(api: NinjaAPI) -> None:
    """Tell the interface how each error is answered."""
    handlers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        Refused: lambda _request, error: said(409, str(error.refusal.reason)),
        StillRunning: _running,
        OtherRequest: _other,
        ValidationError: _invalid,
        HttpError: _unreadable,
        SuspiciousOperation: lambda _request, _error: said(400, _("The body is too large.")),
        Http404: lambda _request, _error: said(404, _("There is no such round open to everybody.")),
        OperationalError: _away,
        InterfaceError: _away,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _running(request: HttpRequest, error: StillRunning) -> HttpResponse:
    words = _("The same request is being carried out. Ask again in a second, with the same key.")
    return said(409, words, **SOON)


def _other(request: HttpRequest, error: OtherRequest) -> HttpResponse:
    words = _("This Idempotency-Key came with another request. Choose a new key for a new one.")
    return said(422, words)


def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    if error.status_code == 400:  # noqa: PLR2004 -- what ninja says of a body it cannot read
        return said(400, _("The body cannot be read. Send one object of JSON in UTF-8."))
    return said(error.status_code, str(error))


def _away(request: HttpRequest, error: Exception) -> HttpResponse:
    words = _("The database does not answer. Ask again in a second, with the same key.")
    return said(503, words, **SOON)


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Every field that is wrong, once, with what was expected in it."""
    named = {str(name) for each in error.errors for name in each["loc"]}
    fields = [
        {"field": name, "expected": str(expected) % WORDS}
        for name, expected in EXPECTED.items()
        if name in named
    ]
    if not fields:
        return said(422, _("The body must be one object of JSON. See /api/openapi.json."))
    words = _("Not as expected: %(names)s.") % {"names": ", ".join(one["field"] for one in fields)}
    return _json({"detail": words, "fields": fields}, 422, {})
