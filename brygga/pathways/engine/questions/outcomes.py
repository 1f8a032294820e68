"""Outcomes: what activities come to, how many have them, after what wait, and how they end."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from brygga.pathways.engine.answers import Draft
from brygga.pathways.engine.materialising import ALWAYS_DAY
from brygga.pathways.engine.protecting import Answer as Told
from brygga.pathways.engine.protecting import Cell, Derived, Scope, Sum
from brygga.pathways.engine.questions.asked import Data, Question, Row
from brygga.pathways.engine.words import ids_of

if TYPE_CHECKING:
    import ibis

ENDS = ("planned", "unplanned", "other")
COUNTS = ("contacts", "ended", *ENDS, "treated")
_GOES_ON = "going"


@dataclass(slots=True)
class Met:
    """What is counted of an activity, or of several: `counts` by name, and by how many at least."""

    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    persons: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    waits: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def take(self, name: str, count: int, persons: int) -> None:
        # One person may be in both: the most of either is the least there can be together.
        self.counts[name] += count
        self.persons[name] = max(self.persons[name], persons)

    def __ior__(self, other: "Met") -> "Met":
        for name, count in other.counts.items():
            self.take(name, count, other.persons[name])
        for days, count in other.waits.items():
            self.waits[days] += count
        return self

    @property
    def median_days(self) -> float | None:
        """The middle wait, between two neighbours their mean; None without any."""
        waited = sum(self.waits.values())
        if not waited:
            return None
        return (self._wait((waited - 1) // 2) + self._wait(waited // 2)) / 2

    def _wait(self, rank: int) -> int:
        seen = 0
        for days in sorted(self.waits):
            seen += self.waits[days]
            if seen > rank:
                return days
        raise IndexError(rank)


@dataclass(frozen=True, slots=True)
class Group:
    """Activities told of as one: their words as asked, their numbers, and what was met."""

    words: tuple[str, ...]
    ids: frozenset[int]
    met: Met


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes(Question):
    """A row for each of `groups`, which are words of activities; without any, for each activity.

    `contacts` are those that start in the period and the place, `persons` those who have them.
    A contact has `ended` where an outcome is told: `planned` (`Words.planned_end`), `other`
    (`Words.handed_over`, `left`, `transferred`), and `unplanned` is the rest. `treated` are the
    referrals whose treatment (as in `Waits`) began with such a contact, the person's first that
    day; `median_days` is the middle of the days they had waited. Whoever still waits is not in it.
    Words of a group that no contact has count for nothing.
    """

    groups: tuple[tuple[str, ...], ...] = ()

    def draft(self, data: Data) -> Draft:
        met = self._met(data)
        groups = self._groups(data, met)
        persons = self._persons(data, groups)
        rows = [_row(group, persons[group.ids]) for group in groups]
        return Draft({"rows": rows}, _Telling(self, data, met).told(groups, rows))

    def expression(self, data: Data) -> "ibis.Table":
        """How many contacts, of how many persons, by activity and outcome."""
        contacts = self._contacts(data)
        return contacts.group_by("activity", "outcome").agg(
            contacts=contacts.count(), persons=contacts.person.nunique()
        )

    def waited(self, data: Data) -> "ibis.Table":
        """How many referrals had waited so many days for a treatment with each activity."""
        referrals = self.during(data.table("referrals"), "treated_day")
        ended = referrals.filter(referrals.treated_day < ALWAYS_DAY)
        begun = self.placed(
            ended.select(
                place=ended.treated_place,
                activity=ended.treated_activity,
                days=ended.treated_day - ended.day,
            ),
            data,
        )
        return begun.group_by("activity", "days").agg(referrals=begun.count())

    def _contacts(self, data: Data) -> "ibis.Table":
        return self.placed(self.during(data.table("contacts")), data)

    def _met(self, data: Data) -> dict[int, Met]:
        """By number of activity."""
        ends = _ends(data)
        found: dict[int, Met] = defaultdict(Met)
        for row in data.rows(self.expression(data)):
            count, persons = int(row["contacts"]), int(row["persons"])
            one = found[row["activity"]]
            one.take("contacts", count, persons)
            if row["outcome"] in data.names.words["outcome"]:
                one.take("ended", count, persons)
                one.take(ends.get(row["outcome"], "unplanned"), count, persons)
            else:
                one.take(_GOES_ON, count, persons)
        for row in data.rows(self.waited(data)):
            one = found[row["activity"]]
            one.waits[int(row["days"])] += int(row["referrals"])
        for one in found.values():
            # As in `Waits`, each referral is taken for somebody of its own.
            treated = sum(one.waits.values())
            one.take("treated", treated, treated)
        return dict(found)

    def _groups(self, data: Data, met: Mapping[int, Met]) -> list[Group]:
        names = data.names.words["activity"]
        if not self.groups:
            order = sorted(met, key=lambda each: (-met[each].counts["contacts"], names[each]))
            return [Group((names[each],), frozenset({each}), met[each]) for each in order]
        return [
            Group(words, ids, _together(met[each] for each in sorted(ids) if each in met))
            for words in self.groups
            for ids in [ids_of(words, names)]
        ]

    def _persons(self, data: Data, groups: list[Group]) -> dict[frozenset[int], int]:
        """How many different persons each group has met; one row, a column a group."""
        asked = list(dict.fromkeys(group.ids for group in groups if group.ids))
        if not asked:
            return {frozenset(): 0}
        contacts = self._contacts(data)
        # By person first: to count different persons once for each group takes seven times as long.
        has = {
            f"group_{number}": contacts.activity.isin(sorted(ids)).ifelse(1, 0).max()
            for number, ids in enumerate(asked)
        }
        each = contacts.group_by("person").agg(**has)
        found = data.rows(each.agg(**{name: each[name].sum().cast("int64") for name in has}))[0]
        counted = {ids: int(found[f"group_{number}"] or 0) for number, ids in enumerate(asked)}
        return {frozenset(): 0, **counted}


def _ends(data: Data) -> dict[int, str]:
    """What an outcome is, by its number; those that are not here are unplanned."""
    other = [
        number
        for kind in ("handed_over", "left", "transferred")
        for number in data.ids(kind, "outcome")
    ]
    planned = data.ids("planned_end", "outcome")
    return dict.fromkeys(other, "other") | dict.fromkeys(planned, "planned")


def _together(parts: Iterable[Met]) -> Met:
    whole = Met()
    for part in parts:
        whole |= part
    return whole


def _row(group: Group, persons: int) -> Row:
    counts = {name: group.met.counts[name] for name in COUNTS}
    return {
        "activity": ", ".join(group.words),
        "contacts": counts.pop("contacts"),
        "persons": persons,
        **counts,
        "median_days": group.met.median_days,
    }


class _Telling:
    """What the numbers are, for those who decide what is kept back.

    An activity is told once, in the row that is its own or as what nobody is shown; every other
    row is the sum of its activities, which is said, so that none can be worked out from another.
    """

    def __init__(self, question: Outcomes, data: Data, met: Mapping[int, Met]) -> None:
        self.question, self.data, self.met = question, data, met
        self.cells: list[Cell] = []
        self.sums: list[Sum] = []
        self.derived: list[Derived] = []

    def told(self, groups: list[Group], rows: list[Row]) -> Told:
        own: dict[int, str] = {}
        for number, group in enumerate(groups):
            if len(group.ids) == 1:
                own.setdefault(min(group.ids), f"rows/{number}")
        for one in sorted(frozenset[int]().union(*(group.ids for group in groups)) - own.keys()):
            own[one] = f"activities/{one}"
            self._activity(own[one], one, is_shown=False)
        for number, (group, row) in enumerate(zip(groups, rows, strict=True)):
            self._row(f"rows/{number}", group, row, own)
        return Told(tuple(self.cells), tuple(self.sums), derived=tuple(self.derived))

    def _row(self, way: str, group: Group, row: Row, own: Mapping[int, str]) -> None:
        if len(group.ids) == 1 and own[min(group.ids)] == way:
            self._activity(way, min(group.ids), is_shown=True)
            scope = self._scope("flow", "activity", self._name(min(group.ids)), "persons")
        else:
            self._sum(way, group, own)
            scope = self._scope("outcomes", *sorted(map(self._name, group.ids)), "persons")
        self.cells.append(Cell(f"{way}/persons", row["persons"], of=scope))
        self.derived.append(Derived(f"{way}/median_days", (f"{way}/treated",)))

    def _activity(self, way: str, one: int, *, is_shown: bool) -> None:
        """The cells of one activity; its contacts are those that the flow tells of."""
        met, name = self.met.get(one, Met()), self._name(one)
        for count in (*COUNTS, _GOES_ON):
            key = ("flow", "activity", name, count)
            scope = self.question.scope(*key if count == "contacts" else ("outcomes", name, count))
            shown = is_shown and count != _GOES_ON
            self._cell(way, count, met, scope, is_shown=shown)
        self._add_up(way)

    def _sum(self, way: str, group: Group, own: Mapping[int, str]) -> None:
        names = sorted(map(self._name, group.ids)) or list(group.words)
        for count in (*COUNTS, _GOES_ON):
            scope = self.question.scope("outcomes", *names, count) if len(names) > 1 else None
            self._cell(way, count, group.met, scope, is_shown=count != _GOES_ON)
            parts = tuple(f"{own[one]}/{count}" for one in sorted(group.ids))
            if parts:
                self.sums.append(Sum(f"{way}/{count}", parts))
        self._add_up(way)

    def _add_up(self, way: str) -> None:
        ends = tuple(f"{way}/{end}" for end in ENDS)
        self.sums.append(Sum(f"{way}/ended", ends))
        self.sums.append(Sum(f"{way}/contacts", (f"{way}/ended", f"{way}/{_GOES_ON}")))

    def _cell(self, way: str, count: str, met: Met, scope: Scope | None, *, is_shown: bool) -> None:
        told = met.counts[count], met.persons[count]
        self.cells.append(Cell(f"{way}/{count}", *told, is_shown=is_shown, of=scope))

    def _scope(self, *key: str) -> Scope:
        return self.question.scope(*key, adds_up=False)

    def _name(self, one: int) -> str:
        return self.data.names.words["activity"][one]
