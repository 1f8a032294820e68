"""What the writing pages share: the draft one may write in, and how a form meets a refusal."""

from collections.abc import Callable

from django.forms import Form
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from brygga.guidance.models import Document, Edition
from brygga.guidance.permissions import EDIT_DOCUMENT
from brygga.guidance.queries import draft_of
from brygga.kernel.refusal import Refused
from brygga.ui.http import Request

Crumbs = list[tuple[object, str | None]]


def draft_for(request: Request, slug: str) -> Edition:
    """The document's draft. Rights are asked of the document before anybody looks for a draft."""
    draft = draft_of(EDIT_DOCUMENT.get(request.actor, slug=slug))
    if draft is None:
        raise Http404
    return draft


def sent(request: Request) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def succeeds(form: Form, act: Callable[[], object]) -> bool:
    """Whether the form was in order and nothing refused; a refusal becomes the form's error."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refused:
        form.add_error(None, str(refused.refusal.reason))
        return False
    return True


def crumbs(document: Document, *further: tuple[object, str | None]) -> Crumbs:
    """Knowledge › the document › …; the last of them is the page itself."""
    address = reverse("guidance:document", args=[document.slug]) if further else None
    return [
        (_("Knowledge"), reverse("guidance:documents")),
        (document.short_title, address),
        *further,
    ]


def draft_crumbs(draft: Edition, *further: tuple[object, str | None]) -> Crumbs:
    """Knowledge › the document › its draft › …"""
    slug = draft.document.slug
    address = reverse("guidance:draft", args=[slug]) if further else None
    name = _("Draft: %(name)s") % {"name": draft.name}
    return crumbs(draft.document, (name, address), *further)
