"""What the room's own pages show, fetched in one go."""

from dataclasses import dataclass

from django.db.models import Count

from brygga.guidance.enums import Change
from brygga.guidance.models import Document, Edition, Wording
from brygga.guidance.queries.changes import ProvisionChange, edition_changes, values_of
from brygga.guidance.queries.documents import published_editions
from brygga.guidance.queries.provisions import wordings_in
from brygga.guidance.rules import Wanted


@dataclass(frozen=True, slots=True)
class EditionPage:
    """One published edition as a reader meets it; `edition` is None when none is published.

    `total` counts all its provisions, `wordings` are those asked for. `changes` is empty in a
    first edition, where everything is new.
    """

    editions: list[Edition]
    edition: Edition | None
    total: int
    wordings: list[Wording]
    changes: list[ProvisionChange]

    @property
    def is_latest(self) -> bool:
        return bool(self.editions) and self.edition == self.editions[0]


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A provision in a draft: what the draft does to it, and in how many dimensions it rests."""

    wording: Wording
    change: Change | None
    dimensions: int


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A draft as its writer meets it: what it says, and what it leaves out."""

    rows: list[DraftRow]
    withdrawn: list[ProvisionChange]


def edition_page(document: Document, number: int | None, wanted: Wanted) -> EditionPage:
    """The edition asked for, the latest when there is no such edition. At most 5 queries."""
    editions = published_editions(document)
    if not editions:
        return EditionPage([], None, 0, [], [])
    edition = next((each for each in editions if each.number == number), editions[0])
    wordings = wordings_in(edition)
    shown = [each for each in wordings if wanted.matches(each.provision.number, values_of(each))]
    changes = edition_changes(edition) if edition != editions[-1] else []
    return EditionPage(editions, edition, len(wordings), shown, changes)


def draft_page(edition: Edition) -> DraftPage:
    """5 queries."""
    changes = edition_changes(edition)
    by_number = {each.provision.number: each.change for each in changes}
    counted = Wording.objects.filter(edition=edition).annotate(
        dimensions=Count("evidence__dimension", distinct=True)
    )
    dimensions = dict(counted.values_list("pk", "dimensions"))
    rows = [
        DraftRow(each, by_number.get(each.provision.number), dimensions.get(each.pk, 0))
        for each in wordings_in(edition)
    ]
    return DraftPage(rows, [each for each in changes if each.change == Change.WITHDRAWN])
