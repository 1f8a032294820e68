"""What a new edition does to the one before."""

from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Any

from django.utils.functional import Promise

from brygga.guidance.enums import Change, EditionStatus
from brygga.guidance.models import Edition, Provision, Wording
from brygga.guidance.queries.documents import edition_before
from brygga.guidance.queries.provisions import wordings_in
from brygga.guidance.rules import COMPARED, WordingValues, change_between, diff


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing that reads differently: its name, and both texts ("" where nothing stood)."""

    name: str | Promise
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ProvisionChange:
    """`before` is None for an added provision, `after` for a withdrawn one.

    `fields` names what differs in a changed one.
    """

    provision: Provision
    change: Change
    before: Wording | None
    after: Wording | None
    fields: tuple[str, ...] = ()

    @property
    def order(self) -> int:
        """Added first, then changed, then withdrawn."""
        return list(Change).index(self.change)

    @property
    def wording(self) -> Wording:
        """How it reads now, or read last."""
        wording = self.after or self.before
        assert wording is not None  # noqa: S101 -- a change has one of them
        return wording

    @property
    def texts(self) -> list[FieldChange]:
        if self.before is None or self.after is None:
            return []
        return [_field_change(name, self.before, self.after) for name in self.fields]


@dataclass(frozen=True, slots=True)
class EditionWording:
    """One published edition and what it says; `wording` is None where it is withdrawn.

    `change` says what the edition did to it; None where it stands as before.
    """

    edition: Edition
    wording: Wording | None
    change: Change | None


def edition_changes(edition: Edition) -> list[ProvisionChange]:
    """Provisions added, changed and withdrawn since the published edition before. 3 queries.

    A draft is compared in the same way. In a first edition everything is added.
    """
    earlier = edition_before(edition)
    before = _by_number(wordings_in(earlier)) if earlier else {}
    after = _by_number(wordings_in(edition))
    return [
        ProvisionChange(
            provision=(after.get(each.number) or before[each.number]).provision,
            change=each.change,
            before=before.get(each.number),
            after=after.get(each.number),
            fields=each.fields,
        )
        for each in diff(_values(before), _values(after))
    ]


def history_of(provision: Provision) -> list[EditionWording]:
    """What each published edition says, newest first, from the one that had it first. 2 queries."""
    editions = Edition.objects.filter(
        document_id=provision.document_id, status=EditionStatus.PUBLISHED
    )
    wordings = Wording.objects.filter(provision=provision, edition__in=editions)
    said = {wording.edition_id: wording for wording in wordings.select_related("edition")}
    values = {pk: values_of(wording) for pk, wording in said.items()}
    history: list[EditionWording] = []
    before: WordingValues | None = None
    for edition in editions.order_by("number"):
        after = values.get(edition.pk)
        if history or after:
            change = change_between(before, after)
            history.append(EditionWording(edition, said.get(edition.pk), change))
        before = after
    return history[::-1]


def reworded_since(provision: Provision, day: date) -> Edition | None:
    """The newest edition after the day that changed what it says; None where it reads as then.

    An edition whose day is not known counts as always published. 2 queries.
    """
    said = [(each, each.wording) for each in history_of(provision) if each.wording]
    since = list(takewhile(lambda pair: _is_after(pair[0].edition, day), said))
    if not since or len(since) == len(said):
        return None
    then, now = said[len(since)][1], since[0][1]
    if values_of(then) == values_of(now):
        return None
    return next(each.edition for each, _wording in since if each.change)


def _is_after(edition: Edition, day: date) -> bool:
    return edition.published_on is not None and edition.published_on > day


def values_of(wording: Wording) -> WordingValues:
    """What a wording says as a plain value."""
    return WordingValues(**{name: getattr(wording, name) for name in COMPARED})


def _by_number(wordings: list[Wording]) -> dict[str, Wording]:
    return {wording.provision.number: wording for wording in wordings}


def _values(wordings: dict[str, Wording]) -> dict[str, WordingValues]:
    return {number: values_of(wording) for number, wording in wordings.items()}


def _field_change(name: str, before: Wording, after: Wording) -> FieldChange:
    field: Any = Wording._meta.get_field(name)
    return FieldChange(field.verbose_name, _text(name, before), _text(name, after))


def _text(name: str, wording: Wording) -> str:
    words = getattr(wording, f"get_{name}_display", None)
    value = words() if words else getattr(wording, name)
    return "" if value is None else str(value)
