"""Which editions are still to be taken in."""

from django.db.models import Exists, OuterRef, QuerySet

from brygga.followup.models import TakenEdition
from brygga.guidance.enums import EditionStatus
from brygga.guidance.models import Edition


def untaken_editions() -> QuerySet[Edition]:
    """Published editions whose changes have not been asked about, the earliest first. One query."""
    published = Edition.objects.filter(status=EditionStatus.PUBLISHED)
    taken = Exists(TakenEdition.objects.filter(edition=OuterRef("pk")))
    untaken = published.exclude(taken).select_related("document__place")
    return untaken.order_by("document_id", "number")
