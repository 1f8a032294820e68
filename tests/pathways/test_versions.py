"""The store is swapped whole, whenever its writer is killed, and a reader keeps what it opened."""

import signal
import subprocess
import sys

import duckdb
import pytest

from brygga.pathways.engine import Limits, NotAsked, Preparation, Steps, Store, Unusable, prepare
from brygga.pathways.engine.versions import current, writing

KEY = b"a key for tests, of no person"
SMALL = Limits(memory="500MB", threads=1)
HEADING = "person,unit,sector,activity,start\n"
# Dies on the spot the nth time a line of these modules is reached.
DYING = """
import os, signal, sys
from pathlib import Path
left = int(sys.argv[1])
def watch(frame, event, argument):
    global left
    if "engine/" not in frame.f_code.co_filename and frame.f_code.co_name != "in_place":
        return None
    left -= 1
    if left <= 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return watch
from brygga.pathways.engine import Limits, Preparation, prepare
import brygga.pathways.engine.preparing
how = Preparation(limits=Limits(memory="500MB", threads=1))
{spoiled}
sys.settrace(watch)
prepare(sys.argv[2], store=sys.argv[3], key=b"a key for tests, of no person", how=how)
sys.settrace(None)
print("done", 1_000_000_000 - left)
"""
# A writer without the guard: it writes where readers read.
SPOILED = """
from brygga.pathways.engine import versions
def in_place(store, draft):
    import shutil
    version = versions.current(store)
    for table in sorted(draft.iterdir()):
        target = version / table.name
        if target.is_dir():
            shutil.rmtree(target)
            versions.flush(version)
            shutil.copytree(table, target)
        elif table.is_file():
            shutil.copy(table, target)
brygga.pathways.engine.preparing.put_in_force = in_place
"""


def delivery(folder, persons):
    file = folder / f"{persons}.csv"
    rows = [
        f"p{n},u1,psychiatry,{what},2009-03-0{day}\n"
        for n in range(persons)
        for day, what in ((1, "assessment"), (2, "treatment"))
    ]
    file.write_text(HEADING + "".join(rows), encoding="utf-8")
    return file


def persons_in(store):
    with Store(store, limits=SMALL) as opened:
        [row] = opened.ask(Steps(), threshold=0).rows
        return row["persons"]


def put(store, file):
    prepare(file, store=store, key=KEY, how=Preparation(limits=SMALL))


def run_until(moment, events, store, spoiled=""):
    program = DYING.replace("{spoiled}", spoiled)
    arguments = [sys.executable, "-c", program, str(moment), str(events), str(store)]
    return subprocess.run(arguments, capture_output=True, text=True, check=False)


def moments(events, store, count, spoiled=""):
    """So many moments spread over the lines that a whole run passes; more of them at its end."""
    done = run_until(1_000_000_000, events, store, spoiled)
    assert done.returncode == 0, done.stderr
    lines = int(done.stdout.split()[1])
    spread = [int(lines * (1 - (n / count) ** 2)) + 1 for n in range(1, count + 1)]
    return [*spread[::-1], lines - 40, lines - 20, lines - 8]


def outcomes(tmp_path, spoiled, count):
    """What a reader finds after a kill at each moment: the persons there are, or that it breaks."""
    old, new = delivery(tmp_path, 3), delivery(tmp_path, 4)
    store = tmp_path / "store"
    put(store, old)
    found = []
    for moment in moments(new, store, count, spoiled):
        put(store, old)
        killed = run_until(moment, new, store, spoiled)
        assert killed.returncode == -signal.SIGKILL
        try:
            found.append(persons_in(store))
        except (NotAsked, OSError, ValueError, duckdb.Error) as broken:
            found.append(type(broken).__name__)
    return found


@pytest.mark.slow  # a process is killed, again and again
def test_a_kill_at_any_moment_leaves_the_old_store_or_the_new(tmp_path):
    found = outcomes(tmp_path, "", 4)
    assert set(found) <= {3, 4}
    assert found[0] == 3
    put(tmp_path / "store", delivery(tmp_path, 5))
    assert persons_in(tmp_path / "store") == 5
    assert len(list((tmp_path / "store").glob("v-*"))) == 1
    assert list((tmp_path / "store").glob("draft-*")) == []


@pytest.mark.slow  # the same, to see that the test sees what it is to see
def test_without_the_swap_a_kill_leaves_a_store_that_is_neither(tmp_path):
    assert not set(outcomes(tmp_path, SPOILED, 1)) <= {3, 4}


def test_a_reader_keeps_its_version_and_the_last_one_out_lets_it_go(tmp_path):
    store = tmp_path / "store"
    put(store, delivery(tmp_path, 3))
    first = current(store)
    with Store(store, limits=SMALL) as reader:
        put(store, delivery(tmp_path, 4))
        assert [row["persons"] for row in reader.ask(Steps(), threshold=0).rows] == [3]
        assert persons_in(store) == 4
    assert first.exists()
    put(store, delivery(tmp_path, 5))
    assert not first.exists()


def test_one_writes_at_a_time(tmp_path):
    store = tmp_path / "store"
    with writing(store), pytest.raises(Unusable, match="somebody else"):
        put(store, delivery(tmp_path, 3))
    put(store, delivery(tmp_path, 3))


def test_there_is_no_store_where_nothing_was_prepared(tmp_path):
    with pytest.raises(NotAsked, match="run brygga pathways prepare first"):
        Store(tmp_path)
