"""What an enemy sends: told in a sentence, with no harm to memory, time or data.

Each folder is loaded by a process of its own, whose memory and time are measured.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from brygga.access.actor import SYSTEM
from brygga.kernel.faults import Faulty
from brygga.programme.actions import load_folder
from brygga.programme.reading import csvfile
from tests.builders.programme import FACTS
from tests.programme.processes import refused

pytestmark = pytest.mark.slow  # real processes, and large files

HEADER = "code,kind,name,parent,valid_from,valid_to,source\n"


ENDLESS: dict[str, tuple[bytes, int, str]] = {
    "a million rows with broken quotes": (b'"a"b,c,d,,,,\n', 1_000_000, "2:1: broken quotes"),
    "a million quotes never closed": (b'"a,c,d,,,,\n', 999_999, "2:1: broken quotes"),
    "quotes never closed, and no end": (b'"x\n', 9_999_999, "2:1: broken quotes"),
    "a million cells too many": (b"a,c,d,,,,,,\n", 1_000_000, "2:8: 9 cells"),
    "a million times the same": (b"a,district,d,0180,,,\n", 1_000_000, "3:1: the same code"),
    "a line without end": (b"x", 100_000_000, "2:0: a row of more than"),
    "cells without end": (b"x,", 50_000_000, "2:0: a row of more than"),
    "a row of lines without end": (b'"a\n",', 10_000_000, "2:0: a row of more than"),
}


@pytest.mark.parametrize("rows", ENDLESS.values(), ids=ENDLESS.keys())
def test_endless_csv_is_refused_early(rows, shell, plain, folder):
    row, times, says = rows
    (folder / "places.csv").write_bytes(HEADER.encode() + row * times)
    faults = refused(shell, plain, folder)
    assert faults[0].startswith(f"places.csv:{says}")
    assert len(faults) <= 1000


def test_a_ring_of_many_places_is_told_in_time(shell, plain, folder):
    rows = "".join(f"x{at},unit,d,x{(at + 1) % 20_000},,,\n" for at in range(20_000))
    (folder / "places.csv").write_text(HEADER + rows)
    assert len(refused(shell, plain, folder)) == 1000


def test_more_rows_than_a_table_may_have_are_refused(shell, plain, folder):
    rows = "".join(f"a{at},district,d,0180,,,\n" for at in range(200_002))
    (folder / "places.csv").write_text(HEADER + rows)
    assert "more than 200,000 rows" in refused(shell, plain, folder)[0]


FILES: dict[str, tuple[str, bytes, str]] = {
    "16 384 columns": ("places.csv", b"k," * 16_384 + b"\n", "1:0: the first line is far too long"),
    "a header without end": ("places.csv", b"x" * 20_000, "1:0: the first line is far too long"),
    "nothing at all": ("places.csv", b"", "1:0: is empty"),
    "only a mark": ("places.csv", b"\xef\xbb\xbf", "1:0: the first line is empty"),
    "a workbook as CSV": ("places.csv", b"PK\3\4...", "0:0: is a workbook"),
    "an old workbook as CSV": ("places.csv", b"\xd0\xcf\x11\xe0...", "0:0: is a workbook"),
    "an old workbook": ("places.xls", b"\xd0\xcf\x11\xe0...", "0:0: is a .xls file"),
    "a workbook with macros": ("places.xlsm", b"PK\3\4...", "0:0: is a .xlsm file"),
    "a program": ("places.exe", b"MZ", "0:0: does not belong here"),
    "a table of nobody": ("elsewhere.csv", b"a,b\n", "0:0: is no table of ours"),
    "capital letters": ("places.CSV", HEADER.encode(), "0:0: does not belong here"),
    "a name to fool a terminal": ("\udcff\n\x1b[31m.csv", b"a", "0:0: is no table of ours"),
    "keys of a thousand parts": ("rounds.toml", (b"a." * 2000 + b"a = 1\n") * 200, "0:0: has keys"),
    "a tower of lists": ("rounds.toml", b"a = " + b"[\n" * 400_000, "0:0: is nested too deep"),
    "a line of TOML without end": ("rounds.toml", b"a = '" + b"x" * 10_000, "1:0: a line of more"),
    "a number without end": ("rounds.toml", b"a = " + b"1" * 4900, "0:0: holds a number"),
    "TOML without end": ("rounds.toml", b"#\n" * 500_001, "0:0: is larger than 1 MB"),
    "broken settings": ("programme.toml", b"name = ", "1:0: is not TOML"),
    "settings of Windows": ("programme.toml", b"name = '\xe5'", "1:0: is not UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize("file", FILES.values(), ids=FILES.keys())
def test_a_file_that_is_not_what_it_should_be_is_told_once(file, shell, plain, folder):
    name, content, says = file
    (folder / name).write_bytes(content)
    (fault,) = refused(shell, plain, folder)
    shown = name if name.isprintable() else ascii(name)[1:-1]
    assert fault.startswith(f"{shown}:{says}")


def test_a_number_beyond_all_is_no_year(shell, plain, folder):
    (folder / "rounds.toml").write_text("[[rounds]]\nyear = 0x" + "f" * 4900)
    assert "rounds.toml:2:8: expected a year from 1990 to 2100" in refused(shell, plain, folder)


SHAPES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a link out": (lambda path: path.symlink_to("/etc/passwd"), "is a link out"),
    "a link to nothing": (lambda path: path.symlink_to("/nowhere"), "is a link out"),
    "a folder": (Path.mkdir, "is not a file"),
    "a pipe": (os.mkfifo, "is not a file"),
}


@pytest.mark.parametrize("name", ["places.csv", "places.xlsx", "rounds.toml", "README.md"])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_what_is_no_file_is_not_read(shape, name, shell, plain, folder):
    make, says = shape
    make(folder / name)
    (fault,) = refused(shell, plain, folder)
    assert fault.startswith(f"{name}:0:0: {says}")


def test_faults_in_strange_names_are_still_json(shell, folder):
    (folder / "\udcff\n.csv").write_bytes(b"a")
    outcome = shell.brygga("load", folder, "--json")
    assert (outcome.code, "Traceback" in outcome.err) == (1, False)
    assert r"\\udcff\\n.csv" in outcome.out


def test_a_folder_without_settings_or_files_is_refused(shell, plain, tmp_path):
    assert refused(shell, plain, tmp_path) == [
        "programme.toml:0:0: the folder has no programme.toml; expected one"
    ]


@pytest.mark.parametrize("name", ["programme.toml", "nowhere"])
def test_what_is_no_folder_is_wrong_use(name, shell, folder):
    outcome = shell.brygga("load", folder / name)
    assert (outcome.code, "Traceback" in outcome.err) == (2, False)


@pytest.mark.django_db
def test_a_file_that_cannot_be_read_is_told(folder, monkeypatch):
    """Root may read everything, so the refusal is made here."""
    shutil.copy(FACTS / "places.csv", folder)

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(csvfile, "_refuse_other_formats", refuse)
    with pytest.raises(Faulty) as caught:
        load_folder(path=folder, by=SYSTEM)
    assert "places.csv:0:0: cannot be read: Permission denied" in str(caught.value)


def test_after_all_that_the_data_are_as_they_were(shell, plain):
    assert shell.digest() == plain[1]
