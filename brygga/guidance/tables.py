"""The room's tables as rows for a file."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from brygga.guidance.models import Wording
from brygga.guidance.queries import DocumentSummary


def documents_header() -> list[str]:
    return [
        _("Document"),
        _("Title"),
        _("Kind"),
        _("Issuer"),
        _("Holds in"),
        _("Latest edition"),
        _("Published on"),
        _("Number of provisions"),
        _("Source"),
    ]


def documents_rows(summaries: Iterable[DocumentSummary]) -> Iterator[list[object]]:
    for each in summaries:
        document = each.document
        yield [
            document.slug,
            document.title,
            document.get_kind_display(),
            document.issuer,
            document.place.name,
            each.latest.name if each.latest else None,
            each.latest.published_on if each.latest else None,
            each.provisions,
            document.source,
        ]


def wordings_header() -> list[str]:
    return [
        _("Document"),
        _("Edition"),
        _("Number"),
        _("Short title"),
        _("Condition"),
        _("Measure"),
        _("Audience"),
        _("Priority number"),
        _("Priority class"),
        _("Source"),
    ]


def wordings_rows(wordings: Iterable[Wording]) -> Iterator[list[object]]:
    """A class without a number says in words that the number is not known."""
    unknown = pgettext("priority", "Unknown")
    for each in wordings:
        yield [
            each.provision.document.slug,
            each.edition.name,
            each.provision.number,
            each.title,
            each.condition,
            each.measure,
            each.get_audience_display(),
            each.priority if each.priority is not None or not each.has_rank else unknown,
            each.get_priority_class_display(),
            each.source,
        ]
