"""What a delivery becomes, and which contacts lie in a question's place and period."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from brygga.pathways.engine.spelling import plain
from brygga.pathways.engine.words import Words

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
        contact["plan"] = None if event["plan"] is None else "a joint plan"
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
