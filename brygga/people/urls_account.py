"""Doors of allauth that this house keeps shut. They stand before allauth's own addresses.

An account's address is the one it was invited by, and who an identity provider signs in follows
from that address: neither is changed by its holder.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from brygga.ui.http import public


@public
def shut(request: HttpRequest) -> HttpResponse:
    """Answer as if there were no such page."""
    raise Http404


urlpatterns = [
    path("email/", shut, name="account_email_shut"),
    path("signup/", shut, name="account_signup_shut"),
    path("signup/passkey/", shut, name="account_signup_by_passkey_shut"),
    path("3rdparty/", shut, name="socialaccount_connections_shut"),
    path("3rdparty/signup/", shut, name="socialaccount_signup_shut"),
]
