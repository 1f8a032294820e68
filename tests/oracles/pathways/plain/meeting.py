"""Frequent attenders, breaks, continuity and the flow."""

from collections import Counter, defaultdict
from datetime import timedelta
from itertools import pairwise
from statistics import mean

from brygga.pathways.engine.sectors import SECTORS
from brygga.pathways.engine.spelling import plain
from tests.oracles.pathways.plain.going import (
    steps,
)
from tests.oracles.pathways.plain.journeys import (
    day,
    gap,
    inside,
    last_day,
    means,
    placed,
    steps_in,
    store_ends,
)


def attenders(question, journeys):
    acute = {plain(word) for word in question.acute}

    def is_acute(contact):
        return plain(contact["sector"]) in acute

    visits = {
        person: [
            each
            for each in contacts
            if is_acute(each) and inside(question, day(each)) and placed(question, each)
        ]
        for person, contacts in journeys.items()
    }
    window = timedelta(days=question.window_days)
    often = {
        person
        for person, theirs in visits.items()
        if any(
            sum(day(first) <= day(each) < day(first) + window for each in theirs) >= question.visits
            for first in theirs
        )
    }
    contacts = sum(len(visits[person]) for person in often)
    everything = sum(map(len, visits.values()))
    taken = [
        (person, first, second)
        for person, first, second, _after in steps_in(question, journeys)
        if person in often and is_acute(first) != is_acute(second)
    ]
    return {
        "threshold_visits": question.visits,
        "window_days": question.window_days,
        "persons": len(often),
        "contacts": contacts,
        "share_of_contacts": round(contacts / everything, 4) if everything else None,
        "before": counted(question, [(p, a) for p, a, b in taken if is_acute(b)]),
        "after": counted(question, [(p, b) for p, a, b in taken if is_acute(a)]),
    }


def counted(question, met):
    rows = [
        {
            question.by: node,
            "count": sum(contact[question.by] == node for _person, contact in met),
            "persons": len({person for person, contact in met if contact[question.by] == node}),
        }
        for node in {contact[question.by] for _person, contact in met}
    ]
    return sorted(rows, key=lambda row: (-row["count"], row[question.by]))


def breaks(question, journeys):
    found = defaultdict(list)
    for kind, person, source, target in [
        *ends(question, journeys),
        *late(question, journeys),
        *loops(question, journeys),
        *readmissions(question, journeys),
    ]:
        to = None if target is None else target[question.by]
        found[kind, source[question.by], to].append(person)
    return sorted(
        (
            {"kind": kind, "from": a, "to": b, "count": len(who), "persons": len(set(who))}
            for (kind, a, b), who in found.items()
        ),
        key=lambda row: (row["kind"], row["from"], row["to"] or ""),
    )


def ends(question, journeys):
    quiet = store_ends(journeys) - timedelta(days=question.days)
    for person, contacts in journeys.items():
        last = contacts[-1]
        ended = last_day(last)
        # A journey's place is that of its first contact.
        if not (inside(question, ended) and placed(question, contacts[0]) and ended < quiet):
            continue
        if means(last["outcome"], "handed_over"):
            yield "handover", person, last, None
        elif not (means(last["outcome"], "planned_end") or means(last["outcome"], "left")):
            yield "unplanned_end", person, last, None


def late(question, journeys):
    for person, first, second, _after in steps_in(question, journeys):
        principals = {SECTORS.get(plain(each["sector"]), "") for each in (first, second)}
        if len(principals) > 1 and gap(first, second) > question.days:
            yield "handover", person, first, second


def loops(question, journeys):
    for person, first, second, after in steps_in(question, journeys):
        if after is None or not inside(question, day(first), day(after)):
            continue
        if first[question.by] == after[question.by] != second[question.by]:
            yield "loop", person, first, second


def readmissions(question, journeys):
    for person, contacts in journeys.items():
        stays = [each for each in contacts if means(each["activity"], "inpatient")]
        for first, second in pairwise(stays):
            gone = means(first["outcome"], "left") or means(first["outcome"], "transferred")
            between = (day(second) - last_day(first)).days
            if (
                inside(question, day(first), day(second))
                and placed(question, first)
                and not gone
                and not means(second["activity"], "planned_inpatient")
                and 0 <= between <= question.days
            ):
                yield "readmission", person, first, second


def continuity(question, journeys):
    chosen = [
        contacts
        for contacts in journeys.values()
        if len(contacts) >= max(question.contacts, 2)
        and inside(question, day(contacts[0]))
        and placed(question, contacts[0])
    ]
    return [
        {"level": level, "persons": len(chosen)}
        | {
            name: tidy(mean(index([each[level] for each in one]) for one in chosen))
            if chosen
            else None
            for name, index in (("upc", upc), ("coc", coc), ("secon", secon), ("mmci", mmci))
        }
        for level in ("unit", "sector")
    ]


def tidy(value):
    return round(round(value, 10), 4)


def upc(providers):
    return max(Counter(providers).values()) / len(providers)


def coc(providers):
    n = len(providers)
    return (sum(each * each for each in Counter(providers).values()) - n) / (n * (n - 1))


def secon(providers):
    return sum(a == b for a, b in pairwise(providers)) / (len(providers) - 1)


def mmci(providers):
    n, m = len(providers), len(set(providers))
    return (1 - m / (n + 0.1)) / (1 - 1 / (n + 0.1))


def flow(question, journeys):
    met = [
        (person, contact)
        for person, contacts in journeys.items()
        for contact in contacts
        if inside(question, day(contact)) and placed(question, contact)
    ]
    nodes = [
        {"name": row[question.by], "contacts": row["count"], "persons": row["persons"]}
        for row in counted(question, met)
    ]
    return {"nodes": nodes, "rows": steps(question, journeys)}
