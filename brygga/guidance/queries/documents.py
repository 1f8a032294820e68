"""Which documents there are, and their editions."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from brygga import clock
from brygga.access.actor import VISITOR, Actor
from brygga.access.capabilities import Capability
from brygga.guidance.enums import DocumentKind, EditionStatus
from brygga.guidance.models import Document, Edition, Wording
from brygga.guidance.permissions import VIEW_DOCUMENT, VIEW_EDITION
from brygga.guidance.rules import refuse_publish
from brygga.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document as a list shows it; `provisions` counts those of the latest published edition.

    `latest` is None for a document that so far is only a draft. `draft` is filled only for an
    actor who may edit the document.
    """

    document: Document
    latest: Edition | None
    draft: Edition | None
    editions: int
    provisions: int


def documents(actor: Actor = VISITOR) -> list[DocumentSummary]:
    """Documents the actor may see, by kind and then by place. 2 queries."""
    visible = VIEW_DOCUMENT.visible(actor).select_related("place")
    editions = Edition.objects.filter(document__in=visible).order_by("number")
    by_document: dict[int, list[Edition]] = defaultdict(list)
    counts: dict[int, int] = {}
    for edition in editions.annotate(provisions=Count("wordings")):
        by_document[edition.document_id].append(edition)
        counts[edition.pk] = edition.provisions
    kinds = list(DocumentKind.values)
    ordered = sorted(visible, key=lambda each: (kinds.index(each.kind), each.place.path, each.slug))
    return [_summary(each, by_document[each.pk], counts, actor) for each in ordered]


def _summary(
    document: Document, editions: list[Edition], counts: dict[int, int], actor: Actor
) -> DocumentSummary:
    published = [each for each in editions if each.status == EditionStatus.PUBLISHED]
    drafts = [each for each in editions if each.status == EditionStatus.DRAFT]
    may_edit = actor.may(Capability.GUIDANCE_EDIT, document.place.path)
    latest = published[-1] if published else None
    return DocumentSummary(
        document=document,
        latest=latest,
        draft=drafts[0] if drafts and may_edit else None,
        editions=len(published),
        provisions=counts[latest.pk] if latest else 0,
    )


def published_editions(document: Document) -> list[Edition]:
    """Newest first. 1 query."""
    editions = Edition.objects.filter(document=document, status=EditionStatus.PUBLISHED)
    return list(editions.select_related("document").order_by("-number"))


def draft_of(document: Document) -> Edition | None:
    """The edition being written, with its document and place. 1 query."""
    drafts = Edition.objects.filter(document=document, status=EditionStatus.DRAFT)
    return drafts.select_related("document__place").first()


def edition_of(actor: Actor, slug: str, number: int) -> Edition:
    """Http404 for a draft seen from outside, as for one that is not there. 1 query."""
    return VIEW_EDITION.get(actor, document__slug=slug, number=number)


def edition_before(edition: Edition) -> Edition | None:
    """The published edition that this one follows. 1 query."""
    earlier = Edition.objects.filter(
        document_id=edition.document_id,
        status=EditionStatus.PUBLISHED,
        number__lt=edition.number,
    )
    return earlier.order_by("-number").first()


def publication_refusal(edition: Edition, on: date) -> Refusal | None:
    """Why the edition may not be published as from a day. 2 queries."""
    before = edition_before(edition)
    return refuse_publish(
        status=edition.status,
        provisions=Wording.objects.filter(edition=edition).count(),
        on=on,
        today=clock.today(),
        previous_on=before.published_on if before else None,
    )
