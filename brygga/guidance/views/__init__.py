"""Pages of the room: reading for everyone, writing for those who may."""

from brygga.guidance.views.drafting import draft, edition_new, publish
from brygga.guidance.views.evidence import evidence_edit, evidence_new, evidence_remove
from brygga.guidance.views.reading import document, documents, provision
from brygga.guidance.views.wordings import (
    provision_new,
    provision_restore,
    provision_withdraw,
    wording_edit,
)

__all__ = [
    "document",
    "documents",
    "draft",
    "edition_new",
    "evidence_edit",
    "evidence_new",
    "evidence_remove",
    "provision",
    "provision_new",
    "provision_restore",
    "provision_withdraw",
    "publish",
    "wording_edit",
]
