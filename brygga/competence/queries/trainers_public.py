"""Trainers as anybody may see them: counted by county and by generation, small counts kept back."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import pgettext

from brygga.competence.queries.trainers import Cascade, Line
from brygga.kernel.sorting import swedish_key
from brygga.kernel.suppression import NOTHING, Counts, Hidden, hidden_in, is_small
from brygga.people.models import Place

_ALL = "all"
_ASIDE = Hidden(aside=frozenset({_ALL}))


@dataclass(frozen=True, slots=True)
class Told:
    """A count that is told, or kept back (None)."""

    name: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Open:
    """Active trainers, of the whole, by county and by generation; and whom they have reached."""

    active: int | None
    people: int | None
    counties: list[Told]
    generations: list[Told]


def open_counts(cascade: Cascade) -> Open:
    """One query. The two tables are of the same trainers, so that one cannot tell on the other."""
    names = dict(Place.objects.filter(kind="county").values_list("code", "name"))
    counties = Counter(_county(line) for line in cascade.active)
    levels = Counter(str(line.generation) for line in cascade.active)
    kept = _hidden(counties, frozenset(names))
    more = _hidden(levels, frozenset(), also=_ASIDE if _ALL in kept.aside else NOTHING)
    if _ALL in more.aside:
        kept = _hidden(counties, frozenset(names), also=_ASIDE)
    total = None if _ALL in kept.aside | more.aside else len(cascade.active)
    people = cascade.people
    return Open(
        active=total,
        people=None if is_small(people) else people,
        counties=_told(counties, kept, {"": pgettext("trainers", "In no county"), **names}),
        generations=_told(levels, more, {}),
    )


def _county(line: Line) -> str:
    """The county that a trainer's place is or lies in; an empty word for the nation's own."""
    return line.place.county_code


def _hidden(counts: Counter[str], known_by: frozenset[str], also: Hidden = NOTHING) -> Hidden:
    leaves = {f"={name}": Counts(aside=count) for name, count in counts.items()}
    above: dict[str, str | None] = {_ALL: None, **dict.fromkeys(leaves, _ALL)}
    return hidden_in(leaves, above, known_by={f"={code}" for code in known_by}, also=also)


def _told(counts: Counter[str], kept: Hidden, names: dict[str, str]) -> list[Told]:
    found = [
        Told(names.get(name, name), None if f"={name}" in kept.aside else count)
        for name, count in counts.items()
    ]
    return sorted(found, key=lambda one: swedish_key(one.name))
