"""No identity is ever on the disk: not in the store, not in what is written on the way there."""

import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from brygga.pathways.engine import Limits, Preparation, Unusable, prepare

KEY = b"a key for tests, of no person"
PERSONS = [f"18900101-{number:04}" for number in range(400)]
HEADING = "person,unit,sector,activity,start,end,referral,plan,outcome,place\n"
# Every tenth row is faulty, one way or other, so that what tells of faults is looked at too.
FAULTS = {3: "moon", 6: ""}


def delivery(folder):
    folder.mkdir()
    rows = [
        f"{person},u{n % 3},{FAULTS.get(n % 10, 'psychiatry')},x,2009-03-{1 + n % 28:02},,,,,\n"
        for n, person in enumerate(PERSONS * 5)
    ]
    (folder / "events.csv").write_text(HEADING + "".join(rows), encoding="utf-8")
    return folder


def traces(folder, told=()):
    """Files under the folder, and texts, in which any identity stands, in any of its forms."""
    forms = {form for each in PERSONS for form in (each, each.replace("-", ""), each[2:])}
    pattern = re.compile("|".join(sorted(forms)).encode())
    # Folders come and go meanwhile, which os.walk takes calmly.
    files = [Path(at, name) for at, _folders, names in os.walk(folder) for name in names]
    found = []
    for file in files:
        try:
            text = file.read_bytes()
        except FileNotFoundError:
            continue
        if pattern.search(text) or pattern.search(bytes(file)):
            found.append(str(file))
    return found + [each for each in told if pattern.search(each.encode())]


@pytest.fixture
def watched(tmp_path, monkeypatch):
    """The temporary folder and the store under one roof, looked through all the while."""
    roof = tmp_path / "roof"
    (roof / "tmp").mkdir(parents=True)
    monkeypatch.setenv("TMPDIR", str(roof / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", str(roof / "tmp"))
    found, stop = [], threading.Event()

    def look():
        while not stop.is_set():
            found.extend(traces(roof))
            time.sleep(0.01)

    watcher = threading.Thread(target=look)
    watcher.start()
    yield roof, found
    stop.set()
    watcher.join()


@pytest.mark.slow  # every byte is looked at, over and over
def test_no_identity_is_on_the_disk_at_any_time(tmp_path, watched):
    roof, found = watched
    how = Preparation(max_rejected=0.5, limits=Limits(memory="500MB", threads=2))
    report = prepare(delivery(tmp_path / "in"), store=roof / "store", key=KEY, how=how)
    assert report.rejected == 400
    with pytest.raises(Unusable) as refused:
        prepare(tmp_path / "in", store=roof / "other", key=KEY)
    assert traces(roof, [str(refused.value)]) + found == []
    assert len(list((roof / "store").rglob("*.parquet"))) >= 7


def test_what_a_joint_plan_is_called_is_not_kept(tmp_path):
    """Plans are often named by whose they are."""
    row = f"a,u1,psychiatry,visit,2009-03-01,,,{PERSONS[3]} SIP,,\n"
    other = row.replace("SIP", "SIP 2")
    (tmp_path / "events.csv").write_text(HEADING + row + other, encoding="utf-8")
    report = prepare(tmp_path / "events.csv", store=tmp_path / "store", key=KEY)
    assert traces(tmp_path / "store") == []
    assert (report.kept, report.duplicates) == (1, 1)


def test_what_looks_for_identities_finds_them(tmp_path):
    """The negative control: in a file of its own, in the middle of another, in a name."""
    assert len(traces(delivery(tmp_path / "in"))) == 1
    (tmp_path / "in" / "events.csv").write_bytes(b"\0\1" + PERSONS[7].encode() + b"\2")
    (tmp_path / "in" / PERSONS[8]).touch()
    assert len(traces(tmp_path / "in", ["x " + PERSONS[9][2:]])) == 3


@pytest.mark.slow  # memory must run short first
def test_duckdb_would_have_written_them_had_it_had_a_folder(tmp_path):
    """The negative control of the setting: with a folder to spill to, identities are in it."""
    program = """
import duckdb, sys
config = {"memory_limit": "60MB", "threads": 1, "temp_directory": sys.argv[1]}
connection = duckdb.connect(config=config)
query = "create table t as select '18900101-' || lpad((i % 10000)::varchar, 4, '0') as person"
try:
    connection.execute(f"{query}, i from range(2500000) r(i) order by hash(i)")
except duckdb.OutOfMemoryException:
    print("short of memory")
import os, time
print(sum(os.path.getsize(os.path.join(sys.argv[1], f)) for f in os.listdir(sys.argv[1])) if
      sys.argv[1] and os.path.isdir(sys.argv[1]) else 0)
"""
    spilled = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "spill")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(spilled.stdout.split()[-1]) > 0
    kept = subprocess.run(
        [sys.executable, "-c", program, ""],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert "short of memory" in kept.stdout
    assert list(tmp_path.glob("*.tmp")) == []
