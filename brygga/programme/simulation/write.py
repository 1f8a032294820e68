"""The made-up country written as a folder."""

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

from brygga.kernel.refusal import Refusal, Refused
from brygga.programme.reading.folder import SETTINGS
from brygga.programme.simulation import frame
from brygga.programme.simulation.contacts import BY_SCALE, write_contacts
from brygga.programme.simulation.offers import Offered, care_responsibilities, interventions
from brygga.programme.simulation.tables import Row
from brygga.programme.simulation.world import World, make_world
from brygga.programme.simulation.years import Happened, year_of
from brygga.programme.tables import TABLE
from brygga.programme.writing import write_settings, write_table

_YEARLY = [field.name for field in fields(Happened)]
_README = """# Simulerat land

Allt i den här mappen är påhittat av `brygga simulate`, för prov och mätningar. Bara platsernas
namn är sanna. Dokumentet "Syntetisk riktlinje" finns inte. Frö: {seed}. Omfattning: {scale}.
I `contacts` finns påhittade kontakter för `brygga pathways prepare`.
"""


def simulate(folder: Path, *, seed: int, scale: str, contacts: int | None = None) -> dict[str, int]:
    """Write the folder; returns rows by table, and `contacts`. Raises Refused when the folder is
    not empty. How many `contacts`, if it is not said, is `contacts.BY_SCALE`.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(Refusal(f"{folder} is not empty; name a new folder."))
    folder.mkdir(parents=True, exist_ok=True)
    world = make_world(seed, scale)
    written = {name: _write(folder, name, rows) for name, rows in _frame(world).items()}
    written |= _write_years(folder, world)
    # Last, so that what was drawn before stays what it was.
    written |= {name: _write(folder, name, rows) for name, rows in _offered(world).items()}
    write_settings(
        folder / SETTINGS,
        name=f"Simulerat land, frö {seed}",
        slug="simulering",
        invented=True,
        sources={frame.SOURCE: "Simulering, påhittat för prov"},
    )
    readme = _README.format(seed=seed, scale=scale)
    (folder / "README.md").write_text(readme, encoding="utf-8", newline="\n")
    many = BY_SCALE[scale] if contacts is None else contacts
    return written | {
        "contacts": write_contacts(folder, world, seed=seed, scale=scale, contacts=many)
    }


def _frame(world: World) -> dict[str, Iterable[Any]]:
    return {
        "principals": frame.principals(world),
        "responsibilities": frame.responsibilities(world),
        "units": frame.units(world),
        "groups": frame.groups(world),
        "appointments": frame.appointments(world),
        "participations": frame.participations(world),
        **frame.document(),
        "rounds": frame.rounds(world),
        "questions": frame.questions(world),
        "report_texts": _texts(world),
    }


def _offered(world: World) -> dict[str, Iterable[Any]]:
    drawn = Offered(world)
    return {
        "interventions": interventions(),
        "care_responsibilities": care_responsibilities(),
        "offers": drawn.offers,
        "offer_places": drawn.offer_places,
        "verifications": drawn.verifications,
        "waiting_times": drawn.waiting_times,
    }


def _texts(world: World) -> Iterable[Any]:
    for county in world.counties:
        yield Row.report_texts(
            place=county.code,
            year=world.years[-1],
            section="introduction",
            text="Påhittad inledning.",
            saved_at=datetime(world.years[-1], 12, 1, 9, tzinfo=UTC),
            invented=True,
        )


def _open(folder: Path, name: str) -> TextIO:
    return (folder / f"{name}.csv").open("w", encoding="utf-8", newline="")


def _write(folder: Path, name: str, rows: Iterable[Any]) -> int:
    with _open(folder, name) as stream:
        return write_table(stream, TABLE[name], rows, None)


def _write_years(folder: Path, world: World) -> dict[str, int]:
    """Place by place, so that no more than one place's years are in memory."""
    written = dict.fromkeys(_YEARLY, 0)
    with ExitStack() as stack:
        streams = {name: stack.enter_context(_open(folder, name)) for name in _YEARLY}
        for name, stream in streams.items():
            write_table(stream, TABLE[name], (), None)
        for spot in world.spots:
            for year in world.years:
                happened = year_of(world, spot, year)
                for name, stream in streams.items():
                    rows = getattr(happened, name)
                    written[name] += write_table(stream, TABLE[name], rows, None, header=False)
    return written
