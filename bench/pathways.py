"""The chain of care: preparing contacts, asking them, and pm4py beside it.

    python -m bench.pathways [EVENTS] [--opponent PYTHON]      alone; 10 000 000 if not said
    python -m bench.pathways --sizes      from one million to a hundred; takes 15 GB of disk

The contacts are what `brygga simulate --contacts` writes. Commands are measured whole, from their
start to their end, with the most memory they held. The running process is one that has asked each
question once before; the first time is told apart, since it works out what to keep back.
The opponent is installed into a temporary environment of its own, or is a Python named by
`--opponent` that has it with pyarrow; where it cannot be had, that is said, and nothing compared.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import place
from bench.figures import Figure, parse

EVENTS = 10_000_000
SIZES = (1_000_000, 10_000_000, 30_000_000, 100_000_000)
QUESTIONS = ("steps", "variants", "waits", "attenders", "breaks", "continuity", "flow")
BY_UNIT = ("steps", "breaks")
"""Asked of units too, of which there are hundreds of times as many as of sectors."""
THREADS = "2"
OPPONENT = ("pm4py>=2.7,<2.8", "pyarrow")

# Budgets for ten million contacts; fewer must do with the same, more have none.
PREPARE_S, PREPARE_MB = 15, 2000
ASK_S, COMMAND_S, COMMAND_MB = 0.5, 2.5, 600

ASK = """
import json, sys, time
from brygga.pathways import engine
from brygga.pathways.engine import Limits, Store
folder, runs, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
names = {"flow": "FlowMap"}
told = {}
with Store(folder, limits=Limits(threads=threads)) as store:
    for name in json.loads(sys.argv[4]):
        what, *by = name.split(" --by ")
        question = getattr(engine, names.get(what, what.title()))(**({"by": by[0]} if by else {}))
        times = []
        for _ in range(runs + 1):
            started = time.perf_counter()
            store.ask(question)
            times.append(time.perf_counter() - started)
        told[name] = times
print(json.dumps(told))
"""

EXACT = """
import json, sys
from brygga.pathways.engine import Steps, Store, Variants
with Store(sys.argv[1]) as store:
    graph = store.ask(Steps(by="activity", most=10**9), threshold=0).rows
    variants = store.ask(Variants(most=10**9), threshold=0).rows
told = {
    "graph": [[row["from"], row["to"], row["count"]] for row in graph],
    "variants": [[row["path"], row["count"]] for row in variants],
}
json.dump(told, open(sys.argv[2], "w", encoding="utf-8"))
"""


@dataclass(frozen=True)
class Spent:
    """What a command took, from its start to its end."""

    seconds: float
    processor: float
    megabytes: float


def figures(where: place.Where, events: int, runs: int, opponent: str = "") -> Iterator[Figure]:
    """Everything, on so many contacts."""
    with tempfile.TemporaryDirectory(prefix="brygga-bench-pathways-") as name:
        folder = Path(name)
        contacts = simulated(where, folder, events)
        yield from prepared(where, contacts, folder / "store", events, 1 if runs < 5 else 3)
        yield from asked(where, folder / "store", runs, events)
        yield from page(where, folder / "store", runs)
        # Ten times as many are more than the opponent's memory holds.
        if events <= EVENTS:
            yield from beside(where, contacts, folder, opponent)


def sizes(where: place.Where) -> Iterator[Figure]:
    """What a contact takes, from few to many; and one question of all of them."""
    for events in SIZES:
        many = f"{events // 1_000_000} million contacts"
        with tempfile.TemporaryDirectory(prefix="brygga-bench-pathways-") as name:
            contacts, store = simulated(where, Path(name), events), Path(name) / "store"
            spent = run(where, [place.BRYGGA, *preparing(contacts, store)])
            asking = ["pathways", "ask", "flow", "--store", str(store), "--threads", THREADS]
            answered = run(where, [place.BRYGGA, *asking, "--json"])
        each = 1e6 / events
        yield Figure(f"Prepare {many}: time for each", [spent.seconds * each], "µs")
        yield Figure(f"Prepare {many}: processor time for each", [spent.processor * each], "µs")
        yield Figure(f"Prepare {many}: memory", [spent.megabytes], "MB")
        yield Figure(f"`brygga pathways ask flow` of {many}", [answered.seconds], "s")
        yield Figure(f"`brygga pathways ask flow` of {many}: memory", [answered.megabytes], "MB")


def preparing(contacts: Path, store: Path, *more: str) -> list[str]:
    command = ["pathways", "prepare", str(contacts), "--store", str(store), "--threads", THREADS]
    return [*command, *more]


def simulated(where: place.Where, folder: Path, events: int) -> Path:
    country = folder / "country"
    where.run(place.BRYGGA, "simulate", str(country), "--seed", "1", "--contacts", str(events))
    return country / "contacts"


def prepared(
    where: place.Where, contacts: Path, store: Path, events: int, runs: int
) -> Iterator[Figure]:
    spent = [run(where, [place.BRYGGA, *preparing(contacts, store)]) for _ in range(runs)]
    many = f"{events:,} contacts".replace(",", " ")
    yield Figure(f"Prepare {many}", [s.seconds for s in spent], "s", budget(events, PREPARE_S))
    yield Figure(
        f"Prepare {many}: memory", [s.megabytes for s in spent], "MB", budget(events, PREPARE_MB)
    )
    yield Figure(f"Prepare {many}: processor time", [s.processor for s in spent], "s")
    size = sum(file.stat().st_size for file in store.rglob("*") if file.is_file())
    yield Figure("Store on disk, for a contact", [size / events], "bytes")


def asked(where: place.Where, store: Path, runs: int, events: int) -> Iterator[Figure]:
    questions = [*QUESTIONS, *(f"{question} --by unit" for question in BY_UNIT)]
    script = [sys.executable, "-c", ASK, str(store), str(runs), THREADS, json.dumps(questions)]
    told = json.loads(where.run(*script))
    for question in questions:
        first, *later = told[question]
        most = budget(events, ASK_S) if question in QUESTIONS else None
        yield Figure(f"Ask {question}, in a running process", later, "s", most)
        yield Figure(f"Ask {question}, for the first time", [first], "s")
    for question in QUESTIONS:
        command = ["pathways", "ask", question, "--store", str(store), "--threads", THREADS]
        spent = [run(where, [place.BRYGGA, *command, "--json"]) for _ in range(min(runs, 3))]
        yield Figure(
            f"`brygga pathways ask {question}`",
            [s.seconds for s in spent],
            "s",
            budget(events, COMMAND_S),
        )
        yield Figure(
            f"`brygga pathways ask {question}`: processor time", [s.processor for s in spent], "s"
        )
        yield Figure(
            f"`brygga pathways ask {question}`: memory",
            [s.megabytes for s in spent],
            "MB",
            budget(events, COMMAND_MB),
        )


def page(where: place.Where, store: Path, runs: int) -> Iterator[Figure]:
    """The page that is made of the answers, in a process of its own."""
    more = {"BRYGGA_PATHWAYS_STORE": str(store)}
    yield from parse(where.run(sys.executable, "-m", "bench.care_page", str(runs), more=more))


def budget(events: int, at_most: float) -> float | None:
    return at_most if events <= EVENTS else None


RUN = """
import json, os, subprocess, sys, time
started = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_pid, status, usage = os.wait4(process.pid, 0)
spent = time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
print(json.dumps([os.waitstatus_to_exitcode(status), *spent]))
"""


def run(where: place.Where, command: Sequence[str]) -> Spent:
    """Run a command whole. Its complaints are shown; a failure stops the bench.

    A small process starts it: the kernel counts the memory of whoever starts a process as its own.
    """
    ended, *spent = json.loads(where.run(sys.executable, "-S", "-c", RUN, *command))
    if ended:
        raise SystemExit(f"{' '.join(command)} ended with {ended}")
    return Spent(*spent)


# -- Side by side ----------------------------------------------------------------------------------


def beside(where: place.Where, contacts: Path, folder: Path, opponent: str) -> Iterator[Figure]:
    """The best-known library on the same contacts, and whether both count the same."""
    python = opponent or installed(folder / "opponent")
    if not python or not can_run(python):
        print("  pm4py cannot be had here: nothing stands beside these figures.", flush=True)
        return
    script = str(Path(__file__).with_name("opponent.py"))
    subprocess.run(
        [python, script, str(contacts), str(folder / "theirs.json")],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    theirs = json.loads((folder / "theirs.json").read_text(encoding="utf-8"))
    for what, key in (("load", "load"), ("steps", "graph"), ("variants", "variants")):
        yield Figure(f"pm4py {theirs['version']}: {what}", [theirs["times"][key]], "s")
    yield Figure(f"pm4py {theirs['version']}: memory", [theirs["memory_mb"]], "MB")
    ours = exactly(where, contacts, folder)
    for what in ("graph", "variants"):
        yield Figure(
            f"Counts that differ from pm4py's {what}",
            [differing(ours[what], theirs[what])],
            f"of {len(theirs[what])}",
            0,
        )


def installed(folder: Path) -> str:
    """An environment with the opponent, or nothing where it cannot be had."""
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *OPPONENT]
    done = subprocess.run(command, check=False, capture_output=True)
    return "" if done.returncode else python


def can_run(python: str) -> bool:
    try:
        subprocess.run([python, "-c", "import pm4py, pyarrow"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def exactly(where: place.Where, contacts: Path, folder: Path) -> dict[str, list[list[object]]]:
    """Our own counts, without merged transfers: the opponent knows of none."""
    store, out = folder / "exact", folder / "ours.json"
    run(where, [place.BRYGGA, *preparing(contacts, store, "--transfer-hours", "0")])
    run(where, [sys.executable, "-c", EXACT, str(store), str(out)])
    told: dict[str, list[list[object]]] = json.loads(out.read_text(encoding="utf-8"))
    return told


def differing(ours: list[list[object]], theirs: list[list[object]]) -> int:
    """How many counts are not the same in both."""
    one, other = ({json.dumps(key): count for *key, count in each} for each in (ours, theirs))
    return sum(one.get(key) != other.get(key) for key in one.keys() | other.keys())


def main() -> int:
    parser = argparse.ArgumentParser("python -m bench.pathways", description=__doc__)
    parser.add_argument("events", nargs="?", type=int, default=EVENTS)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--sizes", action="store_true", help="one million to a hundred")
    parser.add_argument("--opponent", default="", help="a Python that has pm4py and pyarrow")
    told = parser.parse_args()
    found = []
    with (
        tempfile.TemporaryDirectory(prefix="brygga-bench-") as name,
        place.database("sqlite", Path(name), "") as where,
    ):
        asked_for = (
            sizes(where) if told.sizes else figures(where, told.events, told.runs, told.opponent)
        )
        for figure in asked_for:
            print(figure.line, flush=True)
            found.append(figure)
    print(place.machine(""))
    return int(any(not figure.holds for figure in found))


if __name__ == "__main__":
    sys.exit(main())
