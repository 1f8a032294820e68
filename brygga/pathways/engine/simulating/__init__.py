"""Made-up contact data for a country, as its principals might deliver them.

    written = simulate_contacts(folder, places, seed=1, contacts=1_000_000)

Nobody in it has ever lived. A person is named by what looks like a personal identity number and
cannot be one: its day of birth is 32 to 59, which no birth has, and no coordination number either
(those have 61 to 91); its check digit is right, as a delivery's would be. Every unit's name says
that it is made up. What is realistic is the shape: see `model`.

Rows are made by DuckDB in sets, block by block, and each file is in order of time. The same seed,
model and version of DuckDB give the same bytes.
"""

from brygga.pathways.engine.simulating.model import Model
from brygga.pathways.engine.simulating.write import MOST, Spot, simulate_contacts, write_csv

__all__ = ["MOST", "Model", "Spot", "simulate_contacts", "write_csv"]
