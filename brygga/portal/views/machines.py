"""What monitors, search robots and security researchers ask for. No language, no session."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from brygga.access.actor import VISITOR
from brygga.portal.queries import (
    not_ready,
    public_courses,
    public_curricula,
    public_documents,
    public_gatherings,
    public_interventions,
    public_municipalities,
    public_places,
    public_provisions,
)
from brygga.portal.views.texts import contact_address
from brygga.ui.http import Request, public

PLAIN = "text/plain; charset=utf-8"
XML = "application/xml; charset=utf-8"
# A promise about whom to reach should not be older than this (RFC 9116: less than a year).
SECURITY_HOLDS = timedelta(days=180)
LANGUAGES = ("sv", "en")
# Where only whoever has an account, or a secret link, has anything to do.
DOORS = ("konto", "inbjudan", "anmalan", "anmald", "godkann", "incheckning", "min-kalender")


@public
@never_cache
@require_safe
def healthz(request: Request) -> HttpResponse:
    """Alive; says nothing about the database."""
    return HttpResponse("alive\n", content_type=PLAIN)


@public
@never_cache
@require_safe
def readyz(request: Request) -> HttpResponse:
    reason = not_ready()
    return HttpResponse(
        f"not ready: {reason}\n" if reason else "ready\n",
        content_type=PLAIN,
        status=503 if reason else 200,
    )


@public
@cache_control(max_age=3600, public=True)
@require_safe
def robots(request: Request) -> HttpResponse:
    """The open pages may be found by searching; a demo, whose answers are invented, may not."""
    closed = ["/"] if settings.DEMO else [f"{way}/{door}/" for door in DOORS for way in ("", "/en")]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines += ["", f"Sitemap: {settings.BASE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type=PLAIN)


@public
@cache_control(max_age=3600, public=True)
@require_safe
def sitemap(request: Request) -> HttpResponse:
    pages = [_in_every_language(*each) for each in _open_pages()]
    return render(request, "portal/sitemap.xml", {"pages": pages}, content_type=XML)


def _open_pages() -> Iterator[tuple[str, list[str]]]:
    for name in ("portal:front", "portal:about", "portal:accessibility", "thread:nation"):
        yield name, []
    yield from (("thread:place", [code]) for code in public_places())
    yield "guidance:documents", []
    yield from (("guidance:document", [slug]) for slug in public_documents(VISITOR))
    for provision in public_provisions(VISITOR):
        yield "guidance:provision", [provision.document.slug, provision.number]
    for name in ("events:calendar", "events:courses", "events:curricula"):
        yield name, []
    for name in ("offer:support", "offer:interventions"):
        yield name, []
    yield from (("offer:support_at", [code]) for code in public_municipalities())
    yield from (("offer:intervention", [slug]) for slug in public_interventions())
    yield from (("events:gathering", [slug]) for slug in public_gatherings())
    yield from (("events:course", [slug]) for slug in public_courses())
    yield from (("events:curriculum", [slug]) for slug in public_curricula())


def _in_every_language(name: str, arguments: list[str]) -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = settings.BASE_URL + reverse(name, args=arguments)
    return found


@public
@cache_control(max_age=3600, public=True)
@require_safe
def security(request: Request) -> HttpResponse:
    """Whom to tell about a weakness (RFC 9116)."""
    now = timezone.now()  # noqa: TID251 -- a promise to the world outside, which has no demo's day
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{contact_address()}",
        f"Expires: {(today + SECURITY_HOLDS).strftime('%Y-%m-%dT%H:%M:%SZ')}",
        "Preferred-Languages: sv, en",
        f"Canonical: {settings.BASE_URL}/.well-known/security.txt",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type=PLAIN)
