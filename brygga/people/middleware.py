"""Who is asking: built once per request, from the grants that hold today."""

from collections.abc import Callable
from typing import cast

from allauth.account.authentication import get_authentication_records
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from brygga.access.actor import VISITOR, Actor
from brygga.people.models import User
from brygga.people.queries import actor_for, second_factors

# Where somebody without a second factor may go: to set one up, to prove who they are, and out.
OPEN_NAMES = {"account_login", "account_logout", "account_reauthenticate", "set_language"}
OPEN_PREFIX = "mfa_"
# A session in which one of these was used needs no further question: our own second step, or
# an identity provider, which vouches for the whole sign-in (docs/sign-in.md).
STRONG_METHODS = {"mfa", "socialaccount"}


class ActorMiddleware:
    """Gives every request its `actor`; costs one query, and only when somebody asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor = SimpleLazyObject(lambda: _actor(request))
        request.actor = cast("Actor", actor)  # type: ignore[attr-defined]  # -- ui.http.Request
        return self.get_response(request)


class SecondFactorMiddleware:
    """Sends whoever is signed in by password alone to set up a second factor, and nowhere else.

    Costs a query only in sessions that were begun without one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[object, ...],
        kwargs: dict[str, object],
    ) -> HttpResponse | None:
        if _is_open(request) or not lacks_second_factor(request):
            return None
        messages.info(request, _("Choose a second step for your sign-in before you go on."))
        return redirect("mfa_index")


def lacks_second_factor(request: HttpRequest) -> bool:
    user = request.user
    if not isinstance(user, User) or user.is_demo:
        return False
    records = get_authentication_records(request, user)
    if any(record["method"] in STRONG_METHODS for record in records):
        return False
    return second_factors(user.pk) == 0


def _is_open(request: HttpRequest) -> bool:
    name = (request.resolver_match.url_name if request.resolver_match else None) or ""
    return name in OPEN_NAMES or name.startswith(OPEN_PREFIX)


def _actor(request: HttpRequest) -> Actor:
    if not request.user.is_authenticated:
        return VISITOR
    return actor_for(request.user.pk)
