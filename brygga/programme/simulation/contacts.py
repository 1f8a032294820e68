"""Contact data of the made-up country, beside the tables: for `brygga pathways prepare`."""

from pathlib import Path

from brygga.programme.reading.folder import CONTACTS, CONTACTS_CSV
from brygga.programme.simulation.world import World

MOST = 100_000_000
BY_SCALE = {"sweden": 500_000, "county": 50_000}
"""How many contacts, where nobody says."""

_README = """# Påhittade kontakter

Allt här är påhittat av `brygga simulate`, för prov och mätningar. Ingen av personerna har levat:
födelsedagen i deras nummer är 32 till 59, som varken personnummer eller samordningsnummer har.
Enheterna finns inte. Frö: {seed}. Antal kontakter: {contacts}.

    brygga pathways prepare {folder} --store LAGER
"""


def write_contacts(folder: Path, world: World, *, seed: int, scale: str, contacts: int) -> int:
    """Parquet, and for a county CSV as well; returns how many contacts."""
    # The engine takes a while to load, and the commands that have no use for it must not wait.
    from brygga.pathways.engine import simulating  # noqa: PLC0415 -- as said

    if not contacts:
        return 0
    names = {county.code: county.name for county in world.counties}
    spots = [simulating.Spot(spot.code, spot.name, names[spot.county]) for spot in world.spots]
    within = _made(folder / CONTACTS, seed, contacts)
    written = simulating.simulate_contacts(within, spots, seed=seed, contacts=contacts)
    if scale == "county":
        simulating.write_csv(within, _made(folder / CONTACTS_CSV, seed, contacts) / "contacts.csv")
    return written


def _made(folder: Path, seed: int, contacts: int) -> Path:
    folder.mkdir()
    text = _README.format(seed=seed, contacts=contacts, folder=folder.name)
    (folder / "README.md").write_text(text, encoding="utf-8", newline="\n")
    return folder
