"""What the site must say about itself."""

from email.utils import parseaddr

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from brygga.ui.http import Request, page, public


def contact_address() -> str:
    """Whoever runs the site reads what is sent here: the address that its own mail comes from."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


@public
@require_safe
def about(request: Request) -> HttpResponse:
    context: dict[str, object] = {
        "contact": contact_address(),
        "crumbs": [(_("Start"), reverse("portal:front")), (_("About Brygga"), None)],
    }
    return page(request, "portal/about.html", context, part="text")


@public
@require_safe
def accessibility(request: Request) -> HttpResponse:
    context: dict[str, object] = {
        "contact": contact_address(),
        "site": settings.BASE_URL,
        "crumbs": [(_("Start"), reverse("portal:front")), (_("Accessibility statement"), None)],
    }
    return page(request, "portal/accessibility.html", context, part="text")
