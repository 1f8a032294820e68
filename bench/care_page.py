"""The page of the care chain, from a prepared store: before anything is answered, and after.

python -m bench.care_page RUNS      with BRYGGA_PATHWAYS_STORE and the like set; prints JSON
"""

import os
import sys
import time
from collections.abc import Iterator

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brygga.config.settings")

from bench.figures import Figure, dump

OPEN_MS = 300
COUNTY, MUNICIPALITY = "01", "0180"


def main() -> None:
    import django  # noqa: PLC0415 -- the home is named by whoever started us

    django.setup()
    print(dump(list(figures(int(sys.argv[1])))))


def figures(runs: int) -> Iterator[Figure]:
    from django.test import Client  # noqa: PLC0415 -- needs the apps ready

    from bench.country import HOST  # noqa: PLC0415 -- as above
    from bench.pages import fetch, queries, seconds, timed  # noqa: PLC0415 -- as above

    client = Client(HTTP_HOST=HOST)
    # What belongs to the code and not to the page is loaded once by each process.
    fetch(client, "/vardkedjan/")
    yield Figure("The worker answers for the nation and 21 counties", [beforehand(22)], "s")
    path = f"/vardkedjan/{COUNTY}/"
    fetch(client, path)
    yield Figure("Care chain of a county: queries", [queries(client, path)], "queries")
    kept = timed(client, path, runs)
    yield Figure("Care chain of a county, answered before", kept, "ms", OPEN_MS)
    path = f"/vardkedjan/{MUNICIPALITY}/"
    yield Figure("Care chain of a municipality, nobody has asked", [seconds(client, path)], "s")
    kept = timed(client, path, runs)
    yield Figure("Care chain of a municipality, answered before", kept, "ms", OPEN_MS)


def beforehand(places: int) -> float:
    """Seconds until so many places are answered."""
    from brygga.pathways.queries.beforehand import Beforehand  # noqa: PLC0415 -- as above

    answers, started = Beforehand(), time.perf_counter()
    for _ in range(places):
        answers.answer_next()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
