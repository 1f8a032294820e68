"""Each question to the care chain again, plain and slow: what the engines are held to.

Nothing here is shared with the engine but the lists of words. Contacts are dictionaries with the
columns of a delivery; times are aware or naive datetimes, or dates.
"""

from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from itertools import pairwise
from statistics import mean
from zoneinfo import ZoneInfo

from brygga.pathways.engine.words import SECTORS, Words, plain

SWEDEN = ZoneInfo("Europe/Stockholm")
WORDS = Words()
NEVER = date(1800, 1, 1)


def means(word, kind):
    return word is not None and plain(word) in {plain(each) for each in getattr(WORDS, kind)}


# -- Preparation ---------------------------------------------------------------------------------


def instant(told, *, ends=False):
    if told is None:
        return None
    if not isinstance(told, datetime):
        told = datetime.combine(told, time(23, 59, 59, 999000) if ends else time(0))
    if told.tzinfo is None:
        told = told.replace(tzinfo=SWEDEN)
    return told.astimezone(ZoneInfo("UTC"))


def journeys_of(events, transfer_hours=24):
    """Every person's contacts in order, duplicates gone and transfers merged."""
    journeys = defaultdict(list)
    for event in events:
        contact = dict(event)
        contact["start"], contact["referral"] = instant(event["start"]), instant(event["referral"])
        contact["end"] = instant(event["end"], ends=True)
        if contact not in journeys[event["person"]]:
            journeys[event["person"]].append(contact)
    return {
        person: merged(sorted(contacts, key=lambda each: each["start"]), transfer_hours)
        for person, contacts in journeys.items()
    }


def merged(contacts, hours):
    episodes = []
    for before, contact in zip([None, *contacts], contacts, strict=False):
        if before is not None and is_transfer(before, contact, hours):
            episode = episodes[-1]
            ends = [each for each in (episode["end"], contact["end"]) if each is not None]
            episode["end"] = max(ends, default=None)
            episode["outcome"] = contact["outcome"]
            for name in ("referral", "plan"):
                if episode[name] is None:
                    episode[name] = contact[name]
        else:
            episodes.append(dict(contact))
    return episodes


def is_transfer(before, contact, hours):
    return bool(
        hours
        and before["end"] is not None
        and before["sector"] == contact["sector"]
        and before["unit"] != contact["unit"]
        and contact["start"] - before["end"] <= timedelta(hours=hours)
    )


# -- Where and when ------------------------------------------------------------------------------


def day(contact):
    return contact["start"].astimezone(SWEDEN).date()


def last_day(contact):
    return (contact["end"] or contact["start"]).astimezone(SWEDEN).date()


def store_ends(journeys):
    return max(day(contact) for contacts in journeys.values() for contact in contacts)


def inside(question, first, last=None):
    return (question.since is None or first >= question.since) and (
        question.until is None or (last or first) < question.until
    )


def placed(question, contact):
    wanted, place = question.place, contact["place"]
    if wanted in {None, "00"}:
        return True
    is_county = len(wanted) == 2 and wanted.isdigit()
    return place is not None and (place == wanted or (is_county and place.startswith(wanted)))


def steps_in(question, journeys):
    """Person, first contact, second, and the one after that if there is one."""
    for person, contacts in journeys.items():
        for number, (first, second) in enumerate(pairwise(contacts)):
            if inside(question, day(first), day(second)) and placed(question, first):
                after = contacts[number + 2] if number + 2 < len(contacts) else None
                yield person, first, second, after


def gap(first, second):
    return max((day(second) - last_day(first)).days, 0)


# -- The questions -------------------------------------------------------------------------------


def quantile(values, share):
    """Definition 7 of Hyndman and Fan."""
    values = sorted(values)
    rank = Fraction(share) * (len(values) - 1)
    low = int(rank)
    high = min(low + 1, len(values) - 1)
    return round(float(values[low] + (values[high] - values[low]) * (rank - low)), 1)


def steps(question, journeys):
    gaps, persons = defaultdict(list), defaultdict(set)
    for person, first, second, _after in steps_in(question, journeys):
        pair = first[question.by], second[question.by]
        gaps[pair].append(gap(first, second))
        persons[pair].add(person)
    rows = [
        {
            "from": pair[0],
            "to": pair[1],
            "count": len(found),
            "persons": len(persons[pair]),
            "median_days": quantile(found, Fraction(1, 2)),
            "p90_days": quantile(found, Fraction(9, 10)),
        }
        for pair, found in gaps.items()
    ]
    return sorted(rows, key=lambda row: (-row["count"], row["from"], row["to"]))


def variants(question, journeys):
    paths = Counter()
    for contacts in journeys.values():
        if not (inside(question, day(contacts[0])) and placed(question, contacts[0])):
            continue
        planned = next((n for n, each in enumerate(contacts) if each["plan"] is not None), None)
        part = {
            "whole": contacts,
            "before": contacts[:planned] if planned else [],
            "after": contacts[planned:] if planned is not None else [],
        }[question.part]
        if part:
            paths[tuple(each[question.by] for each in part)] += 1
    persons = sum(paths.values())
    rows = [
        {"path": list(path), "count": count, "share": round(count / persons, 4)}
        for path, count in paths.items()
    ]
    rows.sort(key=lambda row: (-row["count"], len(row["path"]), row["path"]))
    return {"persons": persons, "rows": rows}


def referrals_in(question, journeys):
    """Each referral: its contact, and the days until treatment, or until now and still waiting."""
    ends = store_ends(journeys)
    for contacts in journeys.values():
        told = {}
        for contact in contacts:
            at = contact["referral"]
            if at is not None:
                told.setdefault(at.astimezone(SWEDEN).date(), contact)
            elif means(contact["activity"], "referral"):
                told.setdefault(day(contact), contact)
        for referred, contact in told.items():
            if inside(question, referred) and placed(question, contact):
                treated = [
                    day(each)
                    for each in contacts
                    if means(each["activity"], "treatment") and day(each) >= referred
                ]
                until = min(treated, default=ends)
                yield contact, max((until - referred).days, 0), bool(treated)


def waits(question, journeys):
    found = list(referrals_in(question, journeys))
    places = sorted({each[0]["place"] for each in found}, key=lambda p: (p is None, p or ""))
    return wait(found, question) | {
        "rows": [
            {"place": place} | wait([each for each in found if each[0]["place"] == place], question)
            for place in places
        ]
    }


def wait(found, question):
    treated = sum(ended for _contact, _days, ended in found)
    return {
        "referrals": len(found),
        "treated": treated,
        "still_waiting": len(found) - treated,
        "median_days": waited(found, Fraction(1, 2)),
        "p90_days": waited(found, Fraction(9, 10)),
        "within": {
            str(days): round(float(1 - waiting(found, days)), 4) if found else None
            for days in question.within
        },
    }


def waiting(found, days):
    """Kaplan and Meier's product over the days until then, on each: who stopped of who waited."""
    share = Fraction(1)
    for at in sorted({lasted for _contact, lasted, ended in found if ended and lasted <= days}):
        stopped = sum(ended and lasted == at for _contact, lasted, ended in found)
        share *= 1 - Fraction(stopped, sum(lasted >= at for _contact, lasted, _ended in found))
    return share


def waited(found, share):
    days = sorted({lasted for _contact, lasted, ended in found if ended})
    for number, at in enumerate(days):
        left = waiting(found, at)
        if left < 1 - share:
            return float(at)
        if left == 1 - share:
            return (at + days[number + 1]) / 2 if number + 1 < len(days) else float(at)
    return None


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
