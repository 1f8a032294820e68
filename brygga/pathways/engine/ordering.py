"""From rows as delivered to contacts as they happened: instants, order, once each, transfers.

A *duplicate* is a row that is like another in every column, however many deliveries it came in;
one is kept.

A *transfer* is a contact that follows directly upon another of the same person, in the same
sector but at another unit, and starts no later than so many hours (24) after that contact's known
end: one care episode that moved. The two become one contact with the first one's start, unit,
activity and place, the later end, the last one's outcome, and the first referral and plan that is
known of them. Several in a row become one, each compared with the one before it. A contact
without an end (a visit) is never the first of a transfer, and a hand-over to another sector is a
step in the chain and never a transfer.
"""

from typing import NamedTuple

import numpy as np

from brygga.pathways.engine.calendar import (
    DAY_MS,
    EARLIEST,
    HOUR_MS,
    LATEST,
    NEVER,
    from_wall,
)
from brygga.pathways.engine.columns import UNKNOWN, Column, Contacts, Flags, begins
from brygga.pathways.engine.selecting import DAY_ONLY, NAIVE, ZONE_BITS, ZONED

_REASON_OF = {"start": 6, "end": 7, "referral": 8}
_END_BEFORE_START = 10


class Timed(NamedTuple):
    """Contacts with their times as instants, and what is wrong with each (0 is nothing)."""

    contacts: Contacts
    reasons: Column


def with_instants(contacts: Contacts, zones: Column) -> Timed:
    """Times without a time zone are what the clock showed in Sweden; an end that is a day lasts
    until the day is over.
    """
    reasons = np.zeros(len(contacts), dtype=np.int8)
    instants: dict[str, Column] = {}
    for name, shift in ZONE_BITS.items():
        written, zone = getattr(contacts, name), (zones >> shift) & 3
        known = written != NEVER
        outside = (written < EARLIEST) | (written >= LATEST)
        if name == "end":
            written = np.where(zone == DAY_ONLY, written + DAY_MS - 1, written)
        told = from_wall(written)
        impossible = known & (outside | (told.never_was & (zone == NAIVE)))
        reasons[impossible & (reasons == 0)] = _REASON_OF[name]
        instant = np.where(zone == ZONED, written, told.utc)
        instants[name] = np.where(known, instant, NEVER)
    early = (instants["end"] != NEVER) & (instants["end"] < instants["start"]) & (reasons == 0)
    reasons[early] = _END_BEFORE_START
    return Timed(contacts.but(**instants), reasons)


def in_order(contacts: Contacts) -> Contacts:
    """By person, start, and where equal as delivered."""
    # One number to sort by: a range holds few persons, and an instant fits in 43 bits.
    person = contacts.person - contacts.person.min(initial=2**31 - 1)
    key = (person.astype(np.int64) << 43) | (contacts.start - EARLIEST)
    # Deliveries mostly stand by time: by person first, in no time at all, they are nearly sorted.
    order = np.argsort(person.astype(np.uint16), kind="stable")
    order = order[np.argsort(key[order], kind="stable")]
    key = key[order]
    same = np.zeros(len(key), dtype=bool)
    same[1:] = key[1:] == key[:-1]
    same[:-1] |= same[1:]
    tied = np.flatnonzero(same)
    if len(tied):
        rows = order[tied]
        order[tied] = rows[np.lexsort((contacts.pos[rows], contacts.file[rows], key[tied]))]
    return contacts.of(order)


def once_each(contacts: Contacts) -> Contacts:
    """Without duplicates; contacts stand in order, and the first of those alike is kept."""
    same = np.zeros(len(contacts), dtype=bool)
    same[1:] = (contacts.person[1:] == contacts.person[:-1]) & (
        contacts.start[1:] == contacts.start[:-1]
    )
    if not same.any():
        return contacts
    same[:-1] |= same[1:]
    tied = np.flatnonzero(same)
    alike = [
        getattr(contacts, name)[tied]
        for name in ("plan", "outcome", "place", "activity", "sector", "unit", "referral", "end")
    ]
    alike += [contacts.start[tied], contacts.person[tied]]
    # A stable sort: of those alike the first comes first.
    order = np.lexsort(alike)
    first = np.zeros(len(tied), dtype=bool)
    for column in alike:
        first |= begins(column[order])
    keep = np.ones(len(contacts), dtype=bool)
    keep[tied[order[~first]]] = False
    return contacts.of(keep)


def transfers_in(contacts: Contacts, hours: float) -> Flags:
    """Whether each contact is a transfer from the one before it; none are where hours is 0."""
    found = np.zeros(len(contacts), dtype=bool)
    if not hours or not len(contacts):
        return found
    earlier, later = slice(None, -1), slice(1, None)
    end = contacts.end[earlier]
    found[later] = (
        (contacts.person[later] == contacts.person[earlier])
        & (contacts.sector[later] == contacts.sector[earlier])
        & (contacts.unit[later] != contacts.unit[earlier])
        & (end != NEVER)
        & (contacts.start[later] <= end + int(hours * HOUR_MS))
    )
    return found


def merged(contacts: Contacts, transfers: Flags) -> Contacts:
    """Each contact together with the transfers that follow it."""
    if not transfers.any():
        return contacts
    moved = np.append(transfers[1:], False) & ~transfers
    rows = np.flatnonzero(moved | transfers)
    parts, first = contacts.of(rows), np.flatnonzero(moved[rows])
    last = np.append(first[1:], len(rows)) - 1
    together = {
        "end": np.maximum.reduceat(parts.end, first),
        "outcome": parts.outcome[last],
        "referral": _first_known(parts.referral, first, NEVER),
        "plan": _first_known(parts.plan, first, UNKNOWN),
    }
    episodes, places = contacts.of(~transfers), np.flatnonzero(moved[~transfers])
    for name, column in together.items():
        getattr(episodes, name)[places] = column
    return episodes


def _first_known(column: Column, first: Column, missing: int) -> Column:
    rows = np.arange(len(column))
    known = np.minimum.reduceat(np.where(column == missing, len(column), rows), first)
    value: Column = np.append(column, [missing]).astype(column.dtype)[known]
    # A later episode's value is not this one's.
    ends = np.append(first[1:], len(column))
    value[known >= ends] = missing
    return value
