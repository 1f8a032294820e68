"""Invented contact data for the demo's county, named as its interventions are."""

import tempfile
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from brygga.pathways.engine.words import Words
from brygga.people.enums import PlaceKind
from brygga.people.models import Place

COUNTY = "01"
FIRST_DAY, LAST_DAY = date(2006, 1, 1), date(2010, 11, 14)
"""The data end shortly before the demo's day."""
CONTACTS, SEED = 40_000, 389

_NAMED = {
    "counselling": ("MET", "CRA", "återfallsprevention", "stöd till barn"),
    "psychosocial treatment": ("återfallsprevention", "integrerad behandling", "MET"),
    "medication": ("läkemedel vid alkoholberoende",),
    "opioid substitution": ("LARO",),
    "residential treatment": ("tolvstegsbehandling",),
    "inpatient care": ("abstinensvård",),
    "joint plan": ("SIP",),
    "assessment": ("ASI",),
}
"""What is invented by the engine, and what the demo's programme calls it; one of several by chance.
"""
_INPATIENT = ("abstinensvård",)


def is_prepared(store: Path) -> bool:
    from brygga.pathways.engine.versions import current  # noqa: PLC0415 -- as below

    return current(store) is not None


def prepare_contacts(store: Path, places: Iterable[Place]) -> None:
    """Make them up and prepare them; the same every time, but for the pseudonyms."""
    # The engine takes a second to import, and a demo that has its data must not wait for it.
    from brygga.pathways.engine import Preparation, prepare, simulating  # noqa: PLC0415 -- as said

    spots = [
        simulating.Spot(each.code, each.name, each.parent.name if each.parent else "")
        for each in places
    ]
    model = simulating.Model(
        begins=datetime.combine(FIRST_DAY, datetime.min.time()),
        days=(LAST_DAY + timedelta(days=1) - FIRST_DAY).days,
    )
    with tempfile.TemporaryDirectory(prefix="brygga-demo-contacts-") as name:
        folder = Path(name)
        simulating.simulate_contacts(folder, spots, seed=SEED, contacts=CONTACTS, model=model)
        named = folder / "named"
        named.mkdir()
        _rename(folder, named / "contacts.parquet")
        prepare(named, store=store, how=Preparation(words=_words()))


def places_of_the_demo() -> list[Place]:
    """The county's municipalities, by code. One query."""
    rows = Place.objects.filter(parent__code=COUNTY, kind=PlaceKind.MUNICIPALITY)
    return list(rows.select_related("parent").order_by("code"))


def _words() -> Words:
    """What the names mean, beside the usual words."""
    usual = Words()
    inpatient = (*usual.inpatient, *_INPATIENT)
    treatments = {
        name
        for activity, names in _NAMED.items()
        for name in names
        if activity not in {"joint plan", "assessment"} and name not in _INPATIENT
    }
    return replace(usual, treatment=(*usual.treatment, *sorted(treatments)), inpatient=inpatient)


def _rename(folder: Path, file: Path) -> None:
    import duckdb  # noqa: PLC0415 -- only where data are made

    cases = " ".join(
        f"when '{activity}' then {list(names)}[1 + (hash(person, year(start)) % {len(names)})::int]"
        for activity, names in _NAMED.items()
    )
    with closing(duckdb.connect()) as base:
        contacts = base.read_parquet(str(folder / "*.parquet"))
        renamed = f"* replace (case activity {cases} else activity end as activity)"
        contacts.project(renamed).write_parquet(str(file))
