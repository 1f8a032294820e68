"""Plants faults of known kinds in a programme folder, and remembers where each must be told.

Nothing here asks the loader anything: a place is counted from what was written. No row gets two
faults, and no row that others point at gets another key that could be right, since those others
would then point at nothing.
"""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from random import Random

from brygga.programme import kinds, quantities
from brygga.programme.spec import Column, Table
from brygga.programme.tables import TABLE, TABLES

Spot = tuple[str, str, int, int]
"""File, sheet, line, column."""


def seeded(seed: int) -> Random:
    """Chance that is the same each time."""
    return Random(seed)  # noqa: S311 -- nothing secret comes of it


WRONG: dict[type[kinds.Kind], tuple[str, ...]] = {
    kinds.Choice: ("finns_inte", "DRAFT", "active ", "1"),
    kinds.Day: ("2010-02-30", "30/6 2010", "20100630", "1066-10-14", "2010-6-3", "2010-W26-3"),
    kinds.Instant: ("2010-06-30T25:00:00Z", "2010-06-30T10:00:00", "2010-06-30", "i går"),
    kinds.Whole: ("tre", "-1", "1,5", "٣", "1000000000", "007", "1e2", " 1"),
    kinds.Year: ("20l0", "1989", "2010.0", "٢٠١٠", "-2010"),
    kinds.Money: ("-5", "1,50", "1e3", "NaN", "12.345", "1 250"),
    quantities.Amount: ("-1", "1,5", "1e3", "NaN"),
    quantities.Email: ("ingen", "a@b", "Ett Namn <a@b.se>", "A@b.se"),
    quantities.TimeOfDay: ("8.30", "24:00", "8:30", "08:30:00"),
    kinds.YesNo: ("kanske", "true", "1", "Yes"),
    kinds.Slug: ("två ord", "å", "x" * 101, "a/b", "../up"),
    kinds.Number: ("/3", "å1", "3 b", "1" * 21),
    kinds.Provisions: ("stockholm-policy", "a/1, b/2", "nr-2019/1; nr-2019/1"),
    kinds.Source: ("finns-inte", "skl-2008; finns-inte", "javascript://x"),
}
POINTED_AT = {link.to for table in TABLES for link in table.all_links} | {"places", "groups"}


@dataclass
class Grid:
    """One table as it stands in a file: a header, rows of text, and the faults planted in it."""

    file: str
    table: Table
    rows: list[list[str]]
    sheet: str = ""
    spots: set[Spot] = field(default_factory=set)
    raw: dict[int, bytes] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    is_open: bool = False

    def free_line(self, random: Random) -> int:
        """A line that holds a row without fault; 0 when there is none left."""
        free = sorted(set(range(2, len(self.rows) + 1)) - self.taken)
        line = random.choice(free) if free else 0
        self.taken.add(line)
        return line

    def row(self, line: int) -> list[str]:
        return self.rows[line - 1]

    def tell(self, line: int, column: int) -> None:
        self.spots.add((self.file, self.sheet, line, column))

    def column(self, position: int) -> Column:
        return self.table.by_name[self.rows[0][position]]

    def at(self, name: str) -> int:
        return self.rows[0].index(name)


def read_grid(path: Path) -> Grid:
    text = path.read_text(encoding="utf-8")
    return Grid(path.name, TABLE[path.stem], list(csv.reader(io.StringIO(text))))


def line_of_csv(row: list[str]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow(row)
    return stream.getvalue().encode()


def write_grid(grid: Grid, folder: Path) -> None:
    """As CSV; what stands in `raw` is written as it is, byte for byte."""
    lines = (grid.raw.get(line) or line_of_csv(row) for line, row in enumerate(grid.rows, 1))
    (folder / grid.file).write_bytes(b"".join(lines))


# -- Faults that a cell can have, in CSV and workbooks alike ---------------------------------------


def wrong_cell(grid: Grid, random: Random) -> None:
    """A word, number, day or code that the column cannot hold."""
    line, position = grid.free_line(random), random.randrange(len(grid.rows[0]))
    column = grid.column(position)
    text = _wrong_text(column, random, line)
    if line and text and _may_lose(grid.table, column):
        grid.row(line)[position] = text
        grid.tell(line, position + 1)


def _may_lose(table: Table, column: Column) -> bool:
    """Rows that pointed at a key which is gone would themselves be wrong."""
    return not (column.name in table.key and table.name in POINTED_AT)


def _wrong_text(column: Column, random: Random, line: int) -> str:
    """Empty where nothing is wrong for the column."""
    if isinstance(column.kind, kinds.Code):
        return f"finns-inte-{line}"
    if isinstance(column.kind, kinds.Text):
        return "x" * (column.kind.longest + 1) if column.kind.longest else ""
    return random.choice(WRONG[type(column.kind)])


def empty_cell(grid: Grid, random: Random) -> None:
    line = grid.free_line(random)
    position = random.randrange(len(grid.rows[0]))
    column = grid.column(position)
    if line and column.required and _may_lose(grid.table, column):
        grid.row(line)[position] = ""
        grid.tell(line, position + 1)


def same_row_again(grid: Grid, random: Random) -> None:
    line = grid.free_line(random)
    if line:
        grid.rows.append(list(grid.row(line)))
        grid.taken.add(len(grid.rows))
        grid.tell(len(grid.rows), grid.at(grid.table.key[0]) + 1)


def period_reversed(grid: Grid, random: Random) -> None:
    line = grid.free_line(random)
    if line and {"valid_from", "valid_to"} <= set(grid.rows[0]):
        grid.row(line)[grid.at("valid_from")] = "2012-01-01"
        grid.row(line)[grid.at("valid_to")] = "2011-12-31"
        grid.tell(line, grid.at("valid_to") + 1)


def places_in_a_ring(grid: Grid, _random: Random) -> None:
    if grid.table.name != "places" or ["ring-1"] in [row[:1] for row in grid.rows]:
        return
    for number in (1, 2, 3):
        above = f"ring-{number % 3 + 1}"
        row = {"code": f"ring-{number}", "kind": "unit", "name": "I ring", "parent": above}
        grid.rows.append([row.get(name, "") for name in grid.rows[0]])
        grid.taken.add(len(grid.rows))
        grid.tell(len(grid.rows), grid.at("parent") + 1)


def one_cell_more(grid: Grid, random: Random) -> None:
    line = grid.free_line(random)
    if line:
        grid.row(line).append("för mycket")
        grid.tell(line, len(grid.rows[0]) + 1)


# -- Faults that only CSV can have -----------------------------------------------------------------


def fewer_cells(grid: Grid, random: Random) -> None:
    line = grid.free_line(random)
    if line and len(grid.table.key) < len(grid.rows[0]):
        kept = random.randrange(max(1, len(grid.table.key)), len(grid.rows[0]))
        grid.rows[line - 1] = grid.row(line)[:kept]
        grid.tell(line, kept + 1)


def _raw_cell(grid: Grid, random: Random, cell: Callable[[bytes], bytes]) -> None:
    """Write one cell of a row byte for byte, the others as they should be."""
    line, position = grid.free_line(random), random.randrange(len(grid.rows[0]))
    if line:
        cells = [line_of_csv([text])[:-1] if text else b"" for text in grid.row(line)]
        cells[position] = cell(grid.row(line)[position].encode().replace(b'"', b"'"))
        grid.raw[line] = b",".join(cells) + b"\n"
        grid.tell(line, position + 1)


def bytes_of_windows(grid: Grid, random: Random) -> None:
    _raw_cell(grid, random, lambda text: b'"' + text + 'å–é"'.encode("cp1252"))


def nul(grid: Grid, random: Random) -> None:
    _raw_cell(grid, random, lambda text: b'"' + text + b'\0"')


def quotes_go_on(grid: Grid, random: Random) -> None:
    _raw_cell(grid, random, lambda text: b'"' + text + b'"mer')


def quotes_never_closed(grid: Grid, random: Random) -> None:
    """Once in a file: two of them may close each other, and be one right cell of many lines."""
    if not grid.is_open:
        grid.is_open = True
        _raw_cell(grid, random, lambda text: b'"' + text)


def unknown_column(grid: Grid, _random: Random) -> None:
    if grid.spots or grid.raw or not all(grid.rows):
        return
    grid.rows[0].append("farg")
    for row in grid.rows[1:]:
        row.append("")
    grid.tell(1, len(grid.rows[0]))


CELLS = (wrong_cell, wrong_cell, wrong_cell, empty_cell, same_row_again, period_reversed,
         places_in_a_ring, one_cell_more)  # fmt: skip
CSV = (*CELLS, fewer_cells, bytes_of_windows, nul, quotes_go_on, quotes_never_closed)


def without_column(grid: Grid, name: str) -> None:
    """Take a column out of a file: told once, and no row is blamed for it."""
    position = grid.at(name)
    for row in grid.rows:
        del row[position]
    grid.tell(1, 0)


# -- TOML ------------------------------------------------------------------------------------------


@dataclass
class Written:
    """A TOML file line by line, with the faults planted in it."""

    file: str
    lines: list[str]
    spots: set[Spot] = field(default_factory=set)

    def tell(self, line: int, column: int) -> None:
        self.spots.add((self.file, "", line, column))

    def line_with(self, start: str, nth: int = 0) -> int:
        """The line, from 1, of the nth that begins so."""
        return [at for at, line in enumerate(self.lines, 1) if line.startswith(start)][nth]

    def change(self, start: str, value: str, nth: int = 0) -> None:
        """Give a key another value, which must be told where the value begins."""
        line = self.line_with(f"{start} = ", nth)
        self.lines[line - 1] = f"{start} = {value}"
        self.tell(line, len(f"{start} = ") + 1)

    def write(self, folder: Path) -> None:
        (folder / self.file).write_text("\n".join(self.lines) + "\n", encoding="utf-8")


def read_written(path: Path) -> Written:
    return Written(path.name, path.read_text(encoding="utf-8").splitlines())


# -- Texts that are right, and that careless programs change ---------------------------------------

AWKWARD = (
    "=1+1", "'=1+1", "''", "'", "+46", "-1", "@SUM(A1)", "\t=1", "|calc", "%0A", '"', 'å "ä", ö',
    "rad\nrad", "rad\r\nrad", "rad\rrad", "\r", " fore", "efter ", "\\N", "\\.", "\\n", "NULL",
    "0114", "yes", "2010-06-30", "1e5", "a;b", "\ufeffmark", "e\u0301", "é", "\u2028",
    "\x07\x1b\x7f", "\u202egnidaer", "\U0001f600", "<b>&amp;</b>", "{{ 7*7 }}", "#N/A", "x" * 5000,
    "\u200b",
)  # fmt: skip


def awkward(folder: Path) -> int:
    """Put awkward texts, each as long as there is room for, in every free text of an export."""
    texts, changed = cycle(AWKWARD), 0
    for path in sorted(folder.glob("*.csv")):
        grid = read_grid(path)
        free = [
            at for at in range(len(grid.rows[0])) if isinstance(grid.column(at).kind, kinds.Text)
        ]
        for row in grid.rows[1:]:
            for at in free:
                if row[at]:
                    kind = grid.column(at).kind
                    row[at] = kind.write(next(texts)[: kind.longest or None])
                    changed += 1
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(grid.rows)
    return changed
