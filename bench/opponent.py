"""Runs in an environment of its own, with pm4py: never imported by Brygga, nor by the bench.

    python opponent.py FOLDER OUT

Reads the contacts in FOLDER, makes the directly-follows graph and the variants by activity, and
writes what they are and how long each took to OUT.
"""

import json
import resource
import sys
import time
from pathlib import Path

import pandas
import pm4py

KEYS = {"case_id_key": "person", "activity_key": "activity", "timestamp_key": "start"}


def main(folder: str, out: str) -> None:
    times = {}
    started = time.perf_counter()
    files = sorted(Path(folder).glob("*.parquet"))
    log = pandas.concat(
        [pandas.read_parquet(file, columns=list(KEYS.values())) for file in files],
        ignore_index=True,
    )
    log = pm4py.format_dataframe(
        log, case_id="person", activity_key="activity", timestamp_key="start"
    )
    times["load"] = time.perf_counter() - started
    started = time.perf_counter()
    graph, _begins, _ends = pm4py.discover_dfg(log)
    times["graph"] = time.perf_counter() - started
    started = time.perf_counter()
    variants = pm4py.get_variants(log)
    times["variants"] = time.perf_counter() - started
    told = {
        "version": pm4py.__version__,
        "times": times,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "graph": [[one, other, int(count)] for (one, other), count in graph.items()],
        "variants": [[list(path), int(count)] for path, count in variants.items()],
    }
    Path(out).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
