"""Runs the bench: see the door sign in __init__.py."""

import argparse
import datetime
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench import certificates, loading, pathways, place, rush, start, traffic
from bench.figures import Figure, markdown, parse

PAPER = place.ROOT / "docs" / "benchmarks.md"
NAMES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
PDF_S = 2
CHAIN = "The chain of care"
SIZES = "The chain of care, from one million contacts to a hundred"
START = "Starting"
TITLES = (*NAMES.values(), CHAIN, SIZES, START)
NOTES = "How to read this run"
PARTS = ("country", "chain", "start")


def main() -> int:
    asked = arguments()
    kinds = ["sqlite", "postgres"] if asked.database == "both" else [asked.database]
    kinds = kinds if "country" in asked.only else []
    if "postgres" in kinds and not place.answers(asked.server):
        print(f"No PostgreSQL lets us in at {asked.server}; see --server", file=sys.stderr)
        return 2
    chapters: dict[str, list[Figure]] = {}
    with tempfile.TemporaryDirectory(prefix="brygga-bench-") as name:
        for kind in kinds:
            chapters[NAMES[kind]] = shown(NAMES[kind], measured(kind, Path(name), asked))
    if "chain" in asked.only:
        chapters |= chain(asked)
    if "start" in asked.only:
        starts = start.figures(3 if asked.quick else 7, clean=not asked.quick)
        chapters[START] = shown(START, starts)
    machine = place.machine(asked.server if "postgres" in kinds else "")
    print(f"\n{machine}")
    if asked.write:
        write(chapters, machine)
    return int(any(not figure.holds for figures in chapters.values() for figure in figures))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench", description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument(
        "--quick", action="store_true", help="few runs, no clean installation, no hundred millions"
    )
    parser.add_argument(
        "--only", choices=PARTS, nargs="+", default=PARTS, help="measure some parts, keep the rest"
    )
    parser.add_argument(
        "--write", action="store_true", help=f"write {PAPER.relative_to(place.ROOT)}"
    )
    parser.add_argument(
        "--events", type=int, default=0, help="contacts in the chain of care, up to 100 000 000"
    )
    parser.add_argument("--server", default=server(), help="PostgreSQL to measure on")
    return parser.parse_args()


def server() -> str:
    """As the Makefile names it: PGHOST, PGPORT and PGUSER, or a server of our own machine."""
    user, host = os.environ.get("PGUSER", "postgres"), os.environ.get("PGHOST", "127.0.0.1")
    return f"postgres://{user}@{host}:{os.environ.get('PGPORT', '5432')}/postgres"


def chain(asked: argparse.Namespace) -> dict[str, list[Figure]]:
    """The care chain, in a database of its own with nothing but the places."""
    with (
        tempfile.TemporaryDirectory(prefix="brygga-bench-") as name,
        place.database("sqlite", Path(name), asked.server) as where,
    ):
        events = asked.events or (1_000_000 if asked.quick else pathways.EVENTS)
        found = {CHAIN: shown(CHAIN, pathways.figures(where, events, 3 if asked.quick else 5))}
        if not asked.quick:
            found[SIZES] = shown(SIZES, pathways.sizes(where))
    return found


def measured(kind: str, folder: Path, asked: argparse.Namespace) -> Iterator[Figure]:
    """Everything that needs the country, on one database."""
    runs = 3 if asked.quick else 7
    with place.database(kind, folder, asked.server) as where:
        written = folder / "country"
        if not written.exists():
            loading.simulate(written, where)
        yield from loading.figures(written, where, runs, asked.server)
        said = where.run(sys.executable, "-m", "bench.pages", str(runs if asked.quick else 15))
        yield from parse(said)
        yield from traffic.figures(where, runs, seconds=1 if asked.quick else 3)
        yield report(where, runs)
        yield from rush.figures(where, 2 if asked.quick else 4)
        yield from certificates.figures(where)


def report(where: place.Where, runs: int) -> Figure:
    """The command, from its start to the file."""
    about = json.loads(where.run(sys.executable, "-c", traffic.DESCRIBE))
    out = where.home / "report.pdf"
    command = [place.BRYGGA, "report", about["county"], str(about["year"]), "--out", str(out)]
    samples = []
    for _ in range(runs):
        started = time.perf_counter()
        where.run(*command)
        samples.append(time.perf_counter() - started)
    if not out.read_bytes().startswith(b"%PDF-"):
        raise SystemExit(f"{out} is not a PDF")
    return Figure("County report as PDF, `brygga report`", samples, "s", PDF_S)


def shown(title: str, figures: Iterable[Figure]) -> list[Figure]:
    """Print each figure as it comes, for whoever waits."""
    print(f"\n{title}", flush=True)
    kept = []
    for figure in figures:
        print(figure.line, flush=True)
        kept.append(figure)
    return kept


INTRODUCTION = """# Benchmarks

Written by `make bench ARGS=--write`, or `ARGS="--write --only chain"` for a part; do not edit the
tables by hand. Under each heading stands when it was measured, of which revision, and on what.

The country is what `brygga simulate --seed 1 --scale sweden` writes: 21 counties, 290
municipalities, 50 provisions, seven yearly rounds. Server time is one request through every
middleware, drawn anew with code and templates warm; *handed out again* is what the next visitor
meets (docs/adr/0010). *Own import* is the database alone taking in the same rows of the
same tables, with the same indexes and constraints, in one transaction: `COPY` on PostgreSQL,
`executemany` on SQLite, the rows already in memory. *Loading* is the whole command: reading,
checking every cell, writing, and Python's own start. Answers a second are those of two granian
workers that share the cores with the program that asks and with the database. *Rush* is 1,500
people for 3 × 100 seats of one course over 32 connections, validation, log and letters included: by
form they fetch the page and send it, by machine they send one request; the figure beside it is the
median of four of pretix 2026.8 on the same machine, with PostgreSQL and Redis. *The chain of care*
is measured on what `brygga simulate --seed 1 --contacts N` writes, on two threads; commands from
their start to their end. *For the first time* includes working out what is kept back, which is
remembered. pm4py 2.7 reads the same files in an environment of its own; it is no part of Brygga.
"""


def write(chapters: dict[str, list[Figure]], machine: str) -> None:
    """The chapters that were measured, the others as they were, and what a person wrote of them."""
    command = ["git", "describe", "--always", "--dirty"]
    told = subprocess.run(command, cwd=place.ROOT, stdout=subprocess.PIPE, text=True, check=False)
    day = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    measured_on = f"{day}, revision {told.stdout.strip() or 'unknown'}, {machine}."
    bodies = earlier() | {
        title: f"{measured_on}\n\n{markdown(figures)}" for title, figures in chapters.items()
    }
    parts = (f"## {title}\n\n{bodies[title]}" for title in (*TITLES, NOTES) if title in bodies)
    PAPER.write_text("\n\n".join([INTRODUCTION.strip(), *parts]) + "\n", encoding="utf-8")
    print(f"Wrote {PAPER.relative_to(place.ROOT)}")


def earlier() -> dict[str, str]:
    """What stands in the paper, by heading."""
    text = PAPER.read_text(encoding="utf-8") if PAPER.exists() else ""
    chapters = (each.partition("\n") for each in text.split("\n## ")[1:])
    return {title.strip(): body.strip() for title, _, body in chapters}


if __name__ == "__main__":
    sys.exit(main())
