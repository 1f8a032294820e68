"""Server time and queries of the pages, in the process of its own that a database needs.

python -m bench.pages RUNS          with BRYGGA_HOME and the like set; prints figures as JSON
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brygga.config.settings")

from bench.figures import Figure, dump

QUERIES, OVERVIEW_MS, THREAD_MS, PDF_S = 12, 120, 40, 2
SIZES = (30, 100, 290)


def main() -> None:
    import django  # noqa: PLC0415 -- the home is named by whoever started us

    django.setup()
    from bench import country  # noqa: PLC0415 -- needs the apps ready

    runs = int(sys.argv[1])
    found = country.survey()
    print(dump([*overviews(found, runs), *thread(found, runs), *sizes(found, runs), *pdf(found)]))


def overviews(found: Any, runs: int) -> Iterator[Figure]:
    """The largest county's matrix and the country, for a visitor and for the process leader."""
    pages = {
        f"County matrix, {found.places} places": found.county_page,
        "National overview": "/laget/",
    }
    for name, path in pages.items():
        for who, client in (("visitor", found.visitor), ("process leader", found.leader)):
            yield Figure(f"{name}, {who}: queries", [queries(client, path)], "queries", QUERIES)
            yield Figure(f"{name}, {who}", timed(client, path, runs), "ms", OVERVIEW_MS)


def thread(found: Any, runs: int) -> Iterator[Figure]:
    path = found.thread_page
    for who, client in (("visitor", found.visitor), ("process leader", found.leader)):
        yield Figure(f"Thread page, {who}: queries", [queries(client, path)], "queries")
        yield Figure(f"Thread page, {who}", timed(client, path, runs), "ms", THREAD_MS)
    again = timed(found.visitor, path, runs, anew=False)
    yield Figure("Thread page, handed out again", again, "ms")


def sizes(found: Any, runs: int) -> Iterator[Figure]:
    """The same matrix with places moved into or out of the county, and then moved back."""
    per_place = {}
    for places in SIZES:
        with found.gathered(places):
            asked = queries(found.visitor, found.county_page)
            samples = timed(found.visitor, found.county_page, runs)
        per_place[places] = Figure(
            f"Matrix, {places} places: each place", [ms / places for ms in samples], "ms"
        )
        yield Figure(f"Matrix, {places} places: queries", [asked], "queries", QUERIES)
        yield Figure(f"Matrix, {places} places", samples, "ms")
        yield per_place[places]
    growth = per_place[SIZES[-1]].median / per_place[SIZES[0]].median
    # A tenth more is the noise of two runs; a page that grew with its square would show 9.
    yield Figure("Time per place, 290 ÷ 30 places", [growth], "times", 1.1)


def pdf(found: Any) -> Iterator[Figure]:
    """The county's yearly follow-up as the button gives it, each year once."""
    fetch(found.visitor, found.county_page)
    samples = [seconds(found.visitor, page) for page in found.pdf_pages]
    yield Figure("County report as PDF, the button", samples, "s", PDF_S)


def seconds(client: Any, path: str) -> float:
    started = time.perf_counter()
    fetch(client, path)
    return time.perf_counter() - started


def queries(client: Any, path: str) -> int:
    """Database queries behind the page, its session and its reader's rights included."""
    from django.db import connection  # noqa: PLC0415 -- as above

    count = 0

    def counted(execute: Callable[..., Any], *rest: Any) -> Any:
        nonlocal count
        count += 1
        return execute(*rest)

    fetch(client, path)
    forget_pages(client)
    with connection.execute_wrapper(counted):
        fetch(client, path)
    return count


def timed(client: Any, path: str, runs: int, *, anew: bool = True) -> list[float]:
    """Milliseconds through every middleware, code and templates warm.

    `anew` has the page drawn each time, also for a visitor, to whom it would be handed out again.
    """
    for _ in range(2):
        fetch(client, path)
    samples = []
    for _ in range(runs):
        if anew:
            forget_pages(client)
        samples.append(seconds(client, path) * 1000)
    return samples


def forget_pages(client: Any) -> None:
    """Pages are kept for visitors only; a reader's own number in the header stays."""
    from django.core.cache import cache  # noqa: PLC0415 -- as above

    if not client.cookies:
        cache.clear()


def fetch(client: Any, path: str) -> None:
    response = client.get(path)
    if response.status_code != 200:
        raise SystemExit(f"{path} answered {response.status_code}")
    if response.streaming:
        b"".join(response.streaming_content)


if __name__ == "__main__":
    main()
