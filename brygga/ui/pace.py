"""How often one address may ask for what costs: the same count for pages and for machines."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from brygga.audit.actions import seconds_to_wait

REGISTERING = "registering"


def address_of(request: HttpRequest) -> str:
    """Who asks. Behind the proxy that HTTPS means, it is the address which that passes on."""
    passed_on = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.HTTPS else ""
    return passed_on.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def wait_to_register(request: HttpRequest) -> int:
    """Count one registration from the address: 0, or the seconds to wait before the next.

    The bound is `BRYGGA_RATE_LIMITS`. Answer 429 and `asked_to_wait` where it is not 0.
    """
    bound = settings.REGISTRATIONS_A_MINUTE
    return seconds_to_wait(what=REGISTERING, address=address_of(request), a_minute=bound)


def asked_to_wait(response: HttpResponse, seconds: int) -> HttpResponse:
    """Mark an answer as one to somebody who has asked too often."""
    response.status_code = 429
    response.headers["Retry-After"] = str(seconds)
    return response
