"""The front page, and trying the demo as somebody."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from brygga.people.models import Grant
from brygga.portal.personas import PERSONAS, VISITOR
from brygga.portal.picture import LINKS
from brygga.portal.queries import demo_grants
from brygga.ui.http import Request, page, public


@public
@require_safe
def front(request: Request) -> HttpResponse:
    there = {VISITOR, *demo_grants()} if settings.DEMO else set()
    context: dict[str, object] = {
        "links": LINKS,
        "personas": [persona for persona in PERSONAS if persona.key in there],
    }
    return page(request, "portal/front.html", context, part="demo")


@public
@never_cache
@require_http_methods(["GET", "POST"])
def try_persona(request: Request) -> HttpResponse:
    """Sign in as a demo account. Does not exist outside the demo."""
    if not settings.DEMO:
        raise Http404
    if request.method == "GET":
        return redirect(f"{reverse('portal:front')}#demo")
    key = request.POST.get("persona", "")
    if key == VISITOR:
        logout(request)
        return redirect("thread:nation")
    grant = demo_grants().get(key)
    if grant is None:
        raise Http404
    login(request, grant.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect(_where_to_begin(grant))


def _where_to_begin(grant: Grant) -> str:
    """Whoever leads begins with the state of things, whoever answers with what waits for them."""
    if grant.role_id == "national-office":
        return reverse("thread:nation")
    if grant.role_id == "county-process-leader":
        return reverse("thread:place", args=[grant.place.code])
    return reverse("portal:mine")
