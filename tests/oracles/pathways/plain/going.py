"""Steps, variants and waits."""

from collections import Counter, defaultdict
from fractions import Fraction

from tests.oracles.pathways.plain.journeys import (
    SWEDEN,
    day,
    gap,
    inside,
    means,
    placed,
    steps_in,
    store_ends,
)


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
