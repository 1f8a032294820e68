"""The red thread in six links, as the front page draws it."""

from typing import TypedDict

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Link(TypedDict):
    """In the shape of ui's thread."""

    kind: "str | Promise"
    title: "str | Promise"
    state: str


def _link(kind: Promise, title: Promise) -> Link:
    return {"kind": kind, "title": title, "state": "present"}


LINKS = (
    _link(_("Guideline"), _("What helps, and who says so?")),
    _link(_("Mapping"), _("Where do we stand? Both principals answer.")),
    _link(pgettext_lazy("thread", "Priority"), _("What comes first this year?")),
    _link(_("Activity"), _("Who does what, and by when?")),
    _link(_("Care"), _("What is given, and what do service users say?")),
    _link(_("Next year"), _("What do we take with us?")),
)
