"""What every question needs, made once: contacts, steps, journeys, visits, referrals, stays.

All tables hold numbers only: `person` is a number given at random when the store was made, days
are days since 1970-01-01 in Sweden, words are their numbers in the store's `names`. NEVER_DAY
stands where there was no day before and ALWAYS_DAY where there is none after, so that a comparison
needs no special case.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from brygga.pathways.engine.calendar import NEVER, swedish_day
from brygga.pathways.engine.columns import (
    UNKNOWN,
    Column,
    Contacts,
    Flags,
    Places,
    before_same,
    begins,
    in_groups,
    paired,
)

NEVER_DAY = -1_000_000
ALWAYS_DAY = 1_000_000
LEVELS = ("activity", "sector", "unit")
PROVIDERS = ("unit", "sector")
YEAR = 365
_DAY_BITS = 20
_DAY_ZERO = 1 << (_DAY_BITS - 1)
_NOBODYS = 2**62

Tables = dict[str, pa.Table]


@dataclass(frozen=True, slots=True)
class Meaning:
    """Numbers of the words that mean something, and the principal of each sector by its number."""

    treatment: Flags
    referral: Flags
    inpatient: Flags
    planned_inpatient: Flags
    handed_over: Flags
    principal: Column


def tables_of(contacts: Contacts, meaning: Meaning) -> Tables:
    """All tables of contacts that stand in order, duplicates and transfers gone."""
    days = Days(contacts)
    return {
        "contacts": contacts_table(contacts, days),
        "steps": steps_table(contacts, days, meaning),
        "journeys": journeys_table(contacts, days),
        "visits": visits_table(contacts, days),
        "referrals": referrals_table(contacts, days, meaning),
        "stays": stays_table(contacts, days, meaning),
    }


class Days:
    """The days of contacts: `first` they start, `last` they end (the same where unknown)."""

    def __init__(self, contacts: Contacts) -> None:
        self.first = swedish_day(contacts.start).astype(np.int32)
        ended = contacts.end != NEVER
        self.last = self.first.copy()
        self.last[ended] = swedish_day(contacts.end[ended])


def contacts_table(contacts: Contacts, days: Days) -> pa.Table:
    """One row a contact: `seq` from 0 by person; `activity_before` … the day of the person's
    contact before it with the same activity, sector or unit.
    """
    starts = np.flatnonzero(begins(contacts.person))
    lengths = np.diff(np.append(starts, len(contacts)))
    seq = np.arange(len(contacts)) - np.repeat(starts, lengths)
    columns = {
        "person": contacts.person,
        "seq": seq.astype(np.int32),
        "day": days.first,
        "last_day": days.last,
        **{name: getattr(contacts, name) for name in (*LEVELS, "place", "outcome", "plan")},
        **{name: getattr(contacts, name) for name in ("start", "end", "referral")},
    }
    for level in LEVELS:
        key = paired(contacts.person, getattr(contacts, level))
        columns[f"{level}_before"] = before_same(key, days.first, NEVER_DAY)
    return pa.table(columns)


def steps_table(contacts: Contacts, days: Days, meaning: Meaning) -> pa.Table:
    """One row a step: `day` the first contact starts, `day_to` the second does, `gap` whole days
    from the end of the first (its start, where no end is known) until the second, never below 0.

    `activity_before` … is the `day` of the person's step before it between the same two;
    `activity_back` … whether the contact after the second is where the first was, and
    `day_back` the day that starts. `handed` says that the principal changed.
    """
    rows = np.flatnonzero(contacts.person[1:] == contacts.person[:-1])
    after = np.minimum(rows + 2, len(contacts) - 1)
    goes_on = (rows + 2 < len(contacts)) & (contacts.person[after] == contacts.person[rows])
    columns = {
        "person": contacts.person[rows],
        "day": days.first[rows],
        "day_to": days.first[rows + 1],
        "gap": np.maximum(days.first[rows + 1] - days.last[rows], 0),
        "place": contacts.place[rows],
        "day_back": np.where(goes_on, days.first[after], ALWAYS_DAY).astype(np.int32),
        "handed": meaning.principal[contacts.sector[rows]]
        != meaning.principal[contacts.sector[rows + 1]],
    }
    for level in LEVELS:
        node = getattr(contacts, level)
        source, target = node[rows], node[rows + 1]
        key = paired(columns["person"], source, target)
        columns |= {
            f"{level}_from": source,
            f"{level}_to": target,
            f"{level}_before": before_same(key, columns["day"], NEVER_DAY),
            f"{level}_back": goes_on & (node[after] == source) & (source != target),
        }
    return pa.table(columns)


def journeys_table(contacts: Contacts, days: Days) -> pa.Table:
    """One row a person: where the journey begins and ends, the mark of its path on each level,
    whole and on either side of the first contact with a joint plan, and what continuity needs.
    """
    first = np.flatnonzero(begins(contacts.person))
    lengths = np.diff(np.append(first, len(contacts)))
    last = first + lengths - 1
    seq = np.arange(len(contacts)) - np.repeat(first, lengths)
    planned = np.minimum.reduceat(np.where(contacts.plan >= 0, seq, ALWAYS_DAY), first)
    columns = {
        "person": contacts.person[first],
        "day": days.first[first],
        "last_day": days.last[last],
        "place": contacts.place[first],
        "contacts": lengths.astype(np.int32),
        "planned": np.where(planned == ALWAYS_DAY, -1, planned).astype(np.int32),
        "last_outcome": contacts.outcome[last],
        **{f"last_{level}": getattr(contacts, level)[last] for level in LEVELS},
        **dict(_paths(contacts, first, seq, np.repeat(planned, lengths))),
        **dict(_continuity(contacts, first)),
    }
    return pa.table(columns)


def _paths(
    contacts: Contacts, first: Places, seq: Column, planned: Column
) -> Iterator[tuple[str, Column]]:
    """Marks of paths: equal for equal paths, and else different but once in 2⁶⁴ pairs."""
    # Few have a plan: what comes from it on is looked at alone.
    rows = np.flatnonzero(seq >= planned)
    journeys, starts = np.unique(np.searchsorted(first, rows, "right") - 1, return_index=True)
    for level in LEVELS:
        node = getattr(contacts, level)
        parts = mark(node, seq)
        whole = np.add.reduceat(parts, first)
        yield f"{level}_path", whole
        before, after = whole.copy(), np.zeros_like(whole)
        if len(rows):
            before[journeys] -= np.add.reduceat(parts[rows], starts)
            # Counted from the plan, so that equal paths are equal.
            from_plan = mark(node[rows], seq[rows] - planned[rows])
            after[journeys] = np.add.reduceat(from_plan, starts)
        yield f"{level}_path_before", before
        yield f"{level}_path_after", after


def mark(node: Column, place: Column) -> Column:
    """A number from each node and its place in the path, as good as drawn at random.

    The finaliser of SplitMix64 (Steele, Lea and Flood, 2014), over both in one number.
    """
    value = (node.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    value ^= (place.astype(np.uint64) + np.uint64(1)) * np.uint64(0xD1B54A32D192ED03)
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (value ^ (value >> np.uint64(31))).view(np.int64)


def _continuity(contacts: Contacts, first: Places) -> Iterator[tuple[str, Column]]:
    """By level of provider: contacts with the most met, squares summed, kinds, same in a row."""
    group_of = np.cumsum(begins(contacts.person)) - 1
    for level in PROVIDERS:
        node = getattr(contacts, level)
        order, starts = in_groups(paired(contacts.person, node))
        places = np.flatnonzero(starts)
        sizes = np.diff(np.append(places, len(order)))
        owner = group_of[order[places]]
        owners = np.flatnonzero(begins(owner))
        yield f"{level}_most", np.maximum.reduceat(sizes, owners).astype(np.int32)
        yield f"{level}_squares", np.add.reduceat(sizes * sizes, owners)
        yield f"{level}_kinds", np.diff(np.append(owners, len(owner))).astype(np.int32)
        same = np.zeros(len(node), dtype=np.int32)
        same[1:] = (node[1:] == node[:-1]) & (group_of[1:] == group_of[:-1])
        yield f"{level}_same", np.add.reduceat(same, first)


def visits_table(contacts: Contacts, days: Days) -> pa.Table:
    """One row a person and sector: contacts, and the most there are in any 365 days in a row."""
    order, starts = in_groups(paired(contacts.person, contacts.sector))
    places = np.flatnonzero(starts)
    group = np.cumsum(starts) - 1
    when = (group << _DAY_BITS) | (days.first[order].astype(np.int64) + _DAY_ZERO)
    # Contacts of one group stand by time, so those of the year are the ones just before.
    since = np.searchsorted(when, when - (YEAR - 1), side="left")
    rolling = np.arange(len(when)) - np.maximum(since, places[group]) + 1
    return pa.table(
        {
            "person": contacts.person[order[places]],
            "sector": contacts.sector[order[places]],
            "contacts": np.diff(np.append(places, len(order))).astype(np.int32),
            "most": np.maximum.reduceat(rolling, places).astype(np.int32),
        }
    )


def referrals_table(contacts: Contacts, days: Days, meaning: Meaning) -> pa.Table:
    """One row a person and day of referral; `treated_day` the day of the person's first treatment
    on that day or later, ALWAYS_DAY where there is none, and `treated_activity` and
    `treated_place` of what.

    A referral is the day in a contact's `referral`, or a contact whose activity is a referral and
    that names none. It has the place, sector and unit of the first contact that tells of it.
    """
    told = contacts.referral != NEVER
    day = days.first.copy()
    day[told] = swedish_day(contacts.referral[told])
    rows = np.flatnonzero(told | meaning.referral[contacts.activity])
    key = _when(contacts.person[rows], day[rows])
    order, starts = in_groups(key)
    rows, key = rows[order[starts]], key[order[starts]]
    treated = np.flatnonzero(meaning.treatment[contacts.activity])
    treatments = _when(contacts.person[treated], days.first[treated])
    following = np.searchsorted(treatments, key)
    # Behind the last treatment stands one of nobody.
    found = np.append(treatments, _NOBODYS)[following]
    first = np.append(treated, 0)[following]
    met = found >> _DAY_BITS == key >> _DAY_BITS
    return pa.table(
        {
            "person": contacts.person[rows],
            "day": day[rows],
            "treated_day": np.where(met, days.first[first], ALWAYS_DAY).astype(np.int32),
            "treated_activity": np.where(met, contacts.activity[first], UNKNOWN).astype(np.int32),
            "treated_place": np.where(met, contacts.place[first], UNKNOWN).astype(np.int32),
            "place": contacts.place[rows],
            **{level: getattr(contacts, level)[rows] for level in LEVELS},
        }
    )


def _when(person: Column, day: Column) -> Column:
    return (person.astype(np.int64) << _DAY_BITS) | (day.astype(np.int64) + _DAY_ZERO)


def stays_table(contacts: Contacts, days: Days, meaning: Meaning) -> pa.Table:
    """One row an inpatient stay, with the person's next one: its day (ALWAYS_DAY where there is
    none), what it was and whether it was planned.
    """
    rows = np.flatnonzero(meaning.inpatient[contacts.activity])
    following = np.append(rows[1:], [0])[: len(rows)]
    again = contacts.person[following] == contacts.person[rows]
    again[-1:] = False
    return pa.table(
        {
            "person": contacts.person[rows],
            "day": days.first[rows],
            "last_day": days.last[rows],
            "place": contacts.place[rows],
            "outcome": contacts.outcome[rows],
            "next_day": np.where(again, days.first[following], ALWAYS_DAY).astype(np.int32),
            "next_planned": again & meaning.planned_inpatient[contacts.activity[following]],
            **{level: getattr(contacts, level)[rows] for level in LEVELS},
            **{f"next_{level}": getattr(contacts, level)[following] for level in LEVELS},
        }
    )
