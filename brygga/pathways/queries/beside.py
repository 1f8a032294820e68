"""What a place's people are offered, intervention by intervention, beside what they are given."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from brygga.kernel.sorting import swedish_key
from brygga.offer.models import Intervention
from brygga.offer.queries import OfferNow, offers_of
from brygga.pathways.engine.spelling import plain
from brygga.pathways.enums import Contradiction
from brygga.pathways.queries.prepared import Prepared
from brygga.pathways.rules.beside import Facts, contradictions
from brygga.pathways.rules.periods import Days
from brygga.pathways.rules.told import UNKNOWN, Told, told
from brygga.people.models import Place


@dataclass(frozen=True, slots=True)
class Given:
    """What the contact data say of an intervention in a period."""

    contacts: Told = UNKNOWN
    persons: Told = UNKNOWN
    treated: Told = UNKNOWN
    median_days: Told = UNKNOWN
    ended: Told = UNKNOWN
    planned: Told = UNKNOWN


@dataclass(frozen=True, slots=True)
class Beside:
    """One intervention at a place: its offers, and what is given of it."""

    intervention: Intervention
    offers: tuple[OfferNow, ...]
    given: Given

    @property
    def units(self) -> int:
        return len({each.offer.unit_id for each in self.offers})

    @property
    def since(self) -> date | None:
        """The first day of the offers that are still there, of those that have one."""
        return min((d for each in self.offers if (d := each.offer.begins_on)), default=None)

    @property
    def verified_on(self) -> date | None:
        return max((d for each in self.offers if (d := each.verified_on)), default=None)

    @property
    def is_old(self) -> bool:
        """Whether nobody has said for long that any of it is true."""
        return bool(self.offers) and all(each.is_old for each in self.offers)

    @property
    def stated(self) -> tuple[OfferNow, ...]:
        """Offers whose wait is told and can be believed, the shortest first."""
        known = [each for each in self.offers if each.told.days is not None]
        return tuple(sorted(known, key=lambda each: each.waiting_days or 0))

    @property
    def stated_on(self) -> date | None:
        """The day of the latest statement of a wait."""
        return max((d for each in self.stated if (d := each.waiting_on)), default=None)

    @property
    def is_there(self) -> bool:
        """Whether anything at all is known of it here."""
        known = self.given.contacts
        return bool(self.offers) or known.is_kept or bool(known.value)

    @property
    def has_words(self) -> bool:
        """Whether it is said what contact data call it."""
        return bool(self.intervention.activities)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        contacts = self.given.contacts.value
        longest = self.stated[-1].waiting_days if self.stated else None
        facts = Facts(
            is_offered=bool(self.offers),
            contacts=None if contacts is None else int(contacts),
            stated_days=longest,
            median_days=self.given.median_days.value,
        )
        return contradictions(facts)


def beside(place: Place, on: date, known: Prepared | None, days: Days | None) -> list[Beside]:
    """Every intervention, those that contradict first, then by name. Three queries."""
    rows = sorted(Intervention.objects.order_by(), key=lambda each: swedish_key(each.name))
    offers: dict[int, list[OfferNow]] = defaultdict(list)
    for each in offers_of(place, on, below=True):
        offers[each.offer.intervention_id].append(each)
    words = dict.fromkeys(row.activities for row in rows if row.activities)
    found = given(place.code, tuple(words), known, days)
    rest = Given()
    return sorted(
        (Beside(row, tuple(offers[row.pk]), found.get(row.activities, rest)) for row in rows),
        key=lambda one: not one.contradictions,
    )


def given(
    code: str, groups: Sequence[tuple[str, ...]], known: Prepared | None, days: Days | None
) -> Mapping[tuple[str, ...], Given]:
    """By words of activities: what the data say. Empty where they say nothing of the place."""
    if known is None or days is None or not groups or not known.tells_of(code):
        return {}
    from brygga.pathways.queries.asked import outcomes  # noqa: PLC0415 -- half a second to import

    content = outcomes(known, code, days, groups)
    rows = content["rows"] if content else []
    return {words: _given(row) for words, row in zip(groups, rows, strict=False)}


def _given(row: Mapping[str, object]) -> Given:
    return Given(
        contacts=told(row["contacts"]),
        persons=told(row["persons"]),
        treated=told(row["treated"]),
        median_days=told(row["median_days"]),
        ended=told(row["ended"]),
        planned=told(row["planned"]),
    )


def unnamed(known: Prepared | None, rows: Iterable[Beside]) -> list[str]:
    """Activities in the data that no intervention says are it, as they were delivered."""
    if known is None:
        return []
    named = {plain(word) for row in rows for word in row.intervention.activities}
    return sorted((each for each in known.activities if plain(each) not in named), key=swedish_key)
