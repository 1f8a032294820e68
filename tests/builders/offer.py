"""Interventions, offers and what was said of them, written straight into the tables."""

from datetime import date
from itertools import count

from brygga.offer.models import (
    CareResponsibility,
    Intervention,
    Offer,
    OfferPlace,
    Verification,
    WaitingTime,
)
from brygga.people.enums import PrincipalKind, Sector
from tests.builders.coverage import unit
from tests.builders.people import place

_numbers = count(1)
TODAY = date(2026, 11, 26)
"""The day that tests of this room stand on."""


def intervention(slug="", *, provisions=(), at="00", **fields):
    n = next(_numbers)
    fields.setdefault("name", f"Insats {n}")
    fields.setdefault("plain_words", "Samtal om det som är svårt.")
    made = Intervention.objects.create(slug=slug or f"insats-{n}", place=place(at), **fields)
    made.provisions.set(provisions)
    return made


def offer(what=None, *, at="0160", where=None, serves=None, **fields):
    """An offer to the people of its unit's place, that one may seek oneself, unless told.

    `verified` is a day or several; `wait` is days, or pairs of a day and days.
    """
    n, verified, wait = next(_numbers), fields.pop("verified", None), fields.pop("wait", None)
    fields.setdefault("for_whom", f"Den som vill {n}")
    fields.setdefault("by_self", not any(fields.get(f"by_{w}") for w in ("referral", "decision")))
    workplace = where or unit(at=at)
    made = Offer.objects.create(
        slug=fields.pop("slug", f"erbjudande-{n}"),
        intervention=what or intervention(),
        unit=workplace,
        **fields,
    )
    for code in [workplace.place.code] if serves is None else serves:
        OfferPlace.objects.create(offer=made, place=place(code))
    for day in [verified] if isinstance(verified, date) else verified or ():
        verification(made, day)
    for day, days in [(TODAY, wait)] if isinstance(wait, int) else wait or ():
        waiting_time(made, day, days)
    return made


def verification(of, on=TODAY, *, said_by="Enhetschef", **fields):
    return Verification.objects.create(offer=of, verified_on=on, said_by=said_by, **fields)


def waiting_time(of, on=TODAY, days=14, **fields):
    return WaitingTime.objects.create(offer=of, measured_on=on, days=days, **fields)


def responsibility(
    what, at="01", *, kind=PrincipalKind.MUNICIPALITY, sector=Sector.SOCIAL_SERVICES, **fields
):
    fields.setdefault("source", "Länets överenskommelse")
    return CareResponsibility.objects.create(
        intervention=what, place=place(at), principal_kind=kind, sector=sector, **fields
    )
