"""Every planted fault is told at once, where it stands, and nothing else is; nothing changes."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result

from brygga.access.actor import SYSTEM
from brygga.programme.actions import load_folder
from brygga.programme.commands import brygga
from brygga.programme.digest import digest
from tests.programme.planting import (
    CSV,
    Grid,
    Spot,
    Written,
    bytes_of_windows,
    line_of_csv,
    places_in_a_ring,
    quotes_go_on,
    read_grid,
    read_written,
    seeded,
    without_column,
    write_grid,
    wrong_cell,
)
from tests.programme.workbooks import plant_in_book

PROGRAMMES = Path(__file__).parents[2] / "programmes"
FIRST, SECOND = "kunskap-till-praktik", "demo-answers"

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(PROGRAMMES / FIRST, tmp_path / FIRST)


@pytest.fixture
def later_folder(tmp_path: Path) -> Path:
    """The folder that stands on what the first one loaded."""
    load_folder(path=PROGRAMMES / FIRST, by=SYSTEM)
    return shutil.copytree(PROGRAMMES / SECOND, tmp_path / SECOND)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(brygga, [str(one) for one in arguments])


def told(folder: Path) -> list[Spot]:
    """Where the command tells of faults; it must refuse, and leave no trace in the data."""
    before = digest()
    result = run("load", folder, "--json")
    assert result.exit_code == 1, result.output
    assert digest() == before
    faults = json.loads(result.stdout)
    assert all(one["message"] for one in faults)
    return [(one["file"], one["sheet"] or "", one["line"], one["column"]) for one in faults]


def plant(folder: Path, random: Random, faults: int) -> list[Spot]:
    grids = [read_grid(path) for path in sorted(folder.glob("*.csv"))]
    for _ in range(faults):
        random.choice(CSV)(random.choice(grids), random)
    for grid in grids:
        write_grid(grid, folder)
    return sorted(spot for grid in grids for spot in grid.spots)


@pytest.mark.parametrize("seed", range(6))
def test_every_fault_in_csv_is_told_and_no_other(seed, folder):
    planted = plant(folder, seeded(seed), 35)
    assert len(planted) > 12
    assert told(folder) == planted


@pytest.mark.parametrize("seed", range(2))
def test_every_fault_is_told_in_a_folder_that_stands_on_another(seed, later_folder):
    planted = plant(later_folder, seeded(seed), 35)
    assert len(planted) > 12
    assert told(later_folder) == planted


@pytest.mark.slow  # openpyxl writes and reads a workbook
@pytest.mark.parametrize("seed", range(4))
def test_every_fault_in_a_workbook_is_told_and_no_other(seed, folder):
    planted = sorted(plant_in_book(folder, seeded(seed), 20))
    assert len(planted) > 12
    assert told(folder) == planted


def toml_faults(rounds: Written, documents: Written) -> None:
    documents.change("kind", '"finns_inte"')
    documents.change("place", '"finns-inte"', nth=1)
    documents.change("title", '""', nth=2)
    documents.change("status", "true", nth=1)
    documents.change("name", f'"{"x" * 101}"', nth=2)
    documents.change("issuer", "[1, 2]", nth=1)
    rounds.change("status", '"aldrig"')
    rounds.change("evidence_months", "2.5")
    rounds.change("focus", '"stockholm-policy/99"')
    rounds.change("position", "-1")
    rounds.change("kind", '"fel"', nth=1)
    rounds.change("source", '"finns-inte"', nth=3)


def test_every_fault_in_toml_is_told_where_its_value_begins(folder):
    rounds, documents = (read_written(folder / f"{name}.toml") for name in ("rounds", "documents"))
    toml_faults(rounds, documents)
    for written in (rounds, documents):
        written.write(folder)
    assert told(folder) == sorted(rounds.spots | documents.spots)


def test_a_round_that_closes_before_it_opens_is_told(folder):
    rounds = read_written(folder / "rounds.toml")
    rounds.change("closes_on", "2010-08-31")
    rounds.write(folder)
    assert told(folder) == sorted(rounds.spots)


@pytest.mark.parametrize("year", ['"20l0"', "1492", "2010.5", "2010-01-01", "[2010]", "true"])
def test_what_many_rows_inherit_is_told_once(year, folder):
    rounds = read_written(folder / "rounds.toml")
    rounds.change("year", year)
    rounds.write(folder)
    assert told(folder) == sorted(rounds.spots)


def test_a_key_that_is_missing_is_told_once_and_by_name(folder):
    rounds = read_written(folder / "rounds.toml")
    del rounds.lines[rounds.line_with("year = ") - 1]
    rounds.write(folder)
    before = digest()
    result = run("load", folder)
    line = rounds.line_with("[[rounds]]")
    says = f"rounds.toml:{line}:0: year: is empty; expected a year from 1990 to 2100\n"
    assert (result.stderr, result.exit_code) == (f"{says}1 faults; nothing was loaded.\n", 1)
    assert digest() == before


def test_keys_and_tables_that_nobody_knows_are_told(folder):
    rounds = read_written(folder / "rounds.toml")
    rounds.lines.insert(rounds.line_with("year = "), 'farg = "blå"')
    rounds.tell(rounds.line_with("farg"), len("farg = ") + 1)
    rounds.lines += ["[[svar]]", "ja = true"]
    rounds.tell(len(rounds.lines) - 1, 0)
    rounds.write(folder)
    assert told(folder) == sorted(rounds.spots)


@pytest.mark.parametrize(
    ("text", "column"),
    [("year = ", 8), ('x = "a', 7), ("year = 2010-02-30", 8), ("a = 1\u0000", 6), ("= 3", 1)],
)
def test_toml_that_cannot_be_parsed_is_told_with_line_and_column(text, column, folder):
    rounds = read_written(folder / "rounds.toml")
    rounds.lines.insert(4, text)
    rounds.write(folder)
    assert told(folder) == [("rounds.toml", "", 5, column)]


def grid_of(folder: Path, name: str) -> Grid:
    return read_grid(folder / f"{name}.csv")


@pytest.mark.parametrize(
    ("table", "column"),
    [("groups", "kind"), ("appointments", "role"), ("places", "code"), ("wordings", "measure"),
     ("groups", "mandate"), ("places", "valid_from"), ("responsibilities", "source")],
)  # fmt: skip
def test_a_column_that_is_missing_is_told_once(table, column, folder):
    grid = grid_of(folder, table)
    without_column(grid, column)
    write_grid(grid, folder)
    assert told(folder) == [(f"{table}.csv", "", 1, 0)]


@pytest.mark.parametrize("seed", range(3))
def test_a_missing_column_does_not_hide_what_else_is_wrong(seed, folder):
    grid, random = grid_of(folder, "appointments"), seeded(seed)
    without_column(grid, random.choice(grid.rows[0]))
    for _ in range(9):
        random.choice((wrong_cell, bytes_of_windows, quotes_go_on))(grid, random)
    write_grid(grid, folder)
    assert told(folder) == sorted(grid.spots)


def test_columns_too_many_or_twice_are_told_where_they_stand(folder):
    groups, plans = grid_of(folder, "groups"), grid_of(folder, "plans")
    for row, text in zip(groups.rows, ["farg"] + [""] * len(groups.rows), strict=False):
        row.insert(2, text)
    for row in plans.rows:
        row.append(row[1])
    for grid in (groups, plans):
        write_grid(grid, folder)
    assert told(folder) == [("groups.csv", "", 1, 3), ("plans.csv", "", 1, 8)]


def test_a_ring_among_places_is_told_for_each_of_them(folder):
    grid = grid_of(folder, "places")
    places_in_a_ring(grid, seeded(0))
    write_grid(grid, folder)
    assert told(folder) == sorted(grid.spots)
    assert len(grid.spots) == 3


def recode(encoding: str) -> Callable[[Path], None]:
    return lambda path: _rewrite(path, path.read_text(encoding="utf-8").encode(encoding)) and None


def _rewrite(path: Path, content: bytes) -> int:
    return path.write_bytes(content)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", ["groups.csv", "wordings.csv"])
def test_a_file_in_another_encoding_is_told_once(encoding, name, folder):
    recode(encoding)(folder / name)
    assert told(folder) == [(name, "", 1, 0)]


def test_every_cell_that_windows_wrote_in_its_own_way_is_told(folder):
    """Cells with å, ä or ö, and only those."""
    grid = grid_of(folder, "groups")
    recode("cp1252")(folder / "groups.csv")
    assert told(folder) == [
        ("groups.csv", "", line, column)
        for line, row in enumerate(grid.rows, 1)
        for column, text in enumerate(row, 1)
        if not text.isascii()
    ]


def test_lines_are_counted_as_an_editor_counts_them(folder):
    """Cells of several lines, empty lines and a byte order mark do not lead astray."""
    grid = grid_of(folder, "groups")
    grid.row(3)[grid.at("mandate")] = 'Rad ett\nrad "två"\r\n\r\nrad fyra'
    rows = [line_of_csv(row) for row in grid.rows]
    rows.insert(5, b"\r\n,,,,,,,\n")
    content = b"\xef\xbb\xbf" + b"".join(rows) + b"sist,,,,,,,\n"
    (folder / "groups.csv").write_bytes(content)
    last = content.count(b"\n")
    assert told(folder) == [("groups.csv", "", last, column) for column in (2, 3, 4)]


def test_quotes_that_are_closed_on_another_row_do_not_hide_the_rows_between(folder):
    grid = grid_of(folder, "groups")
    lines = [line_of_csv(row) for row in grid.rows]
    lines[3] = b'lokal,"Lokal,consultation,01,,,,\n'
    lines[7] = lines[7].replace(b"consultation", b"fel").replace(b"steering_group", b"fel")
    lines[9] = b'annan,Annan,consultation,"01,,,,\n'
    (folder / "groups.csv").write_bytes(b"".join(lines))
    found = [spot for spot in told(folder) if spot[0] == "groups.csv"]
    assert found == [("groups.csv", "", line, column) for line, column in ((4, 2), (8, 3), (10, 4))]


def test_a_semicolon_list_from_a_swedish_spreadsheet_is_read(folder):
    path = folder / "plans.csv"
    path.write_text(path.read_text("utf-8").replace(",", ";"), encoding="utf-8-sig", newline="")
    assert run("load", folder).exit_code == 0


def test_a_rehearsal_of_a_good_folder_changes_nothing(folder):
    before = digest()
    assert run("load", folder, "--dry-run").exit_code == 0
    assert digest() == before
    assert run("load", folder, "--dry-run", "--json").stdout == "[]\n"
    assert digest() == before
    assert run("load", folder).exit_code == 0
    assert digest() != before


def test_faults_are_one_a_line_and_the_same_in_json(folder):
    planted = plant(folder, seeded(99), 20)
    plain = run("load", folder)
    faults = json.loads(run("load", folder, "--json").stdout)
    *lines, last = plain.stderr.splitlines()
    assert plain.exit_code == 1
    assert not plain.stdout
    assert lines == [
        f"{one['file']}:{one['line']}:{one['column']}: {one['message']}" for one in faults
    ]
    assert last == f"{len(planted)} faults; nothing was loaded."
