"""Reads about documents, editions, provisions and what they rest on."""

from brygga.guidance.queries.changes import (
    EditionWording,
    FieldChange,
    ProvisionChange,
    edition_changes,
    history_of,
    reworded_since,
    values_of,
)
from brygga.guidance.queries.documents import (
    DocumentSummary,
    documents,
    draft_of,
    edition_before,
    edition_of,
    publication_refusal,
    published_editions,
)
from brygga.guidance.queries.pages import (
    DraftPage,
    DraftRow,
    EditionPage,
    draft_page,
    edition_page,
)
from brygga.guidance.queries.provisions import (
    current_wordings,
    evidence_in,
    evidence_of,
    label,
    numbers_in,
    provision_by_ref,
    wording_in,
    wording_of,
    wordings_in,
)

__all__ = [
    "DocumentSummary",
    "DraftPage",
    "DraftRow",
    "EditionPage",
    "EditionWording",
    "FieldChange",
    "ProvisionChange",
    "current_wordings",
    "documents",
    "draft_of",
    "draft_page",
    "edition_before",
    "edition_changes",
    "edition_of",
    "edition_page",
    "evidence_in",
    "evidence_of",
    "history_of",
    "label",
    "numbers_in",
    "provision_by_ref",
    "publication_refusal",
    "published_editions",
    "reworded_since",
    "values_of",
    "wording_in",
    "wording_of",
    "wordings_in",
]
