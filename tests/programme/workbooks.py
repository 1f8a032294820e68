"""Workbooks with known faults: the same tables as sheets, and what only a spreadsheet can hide."""

from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.programme.planting import CELLS, Grid, read_grid

BOOK = "tabeller.xlsx"
Plant = Callable[[Worksheet, Grid, Random], None]


def as_sheets(folder: Path) -> list[Grid]:
    """Take every CSV table out of the folder, to be written as sheets of one workbook."""
    grids = []
    for path in sorted(folder.glob("*.csv")):
        grid = read_grid(path)
        grid.file, grid.sheet = BOOK, grid.table.name
        grids.append(grid)
        path.unlink()
    return grids


def sheet_of(book: Workbook, grid: Grid) -> Worksheet:
    sheet = book.create_sheet(grid.sheet)
    for line, row in enumerate(grid.rows, 1):
        for column, text in enumerate(row, 1):
            if text:
                sheet.cell(line, column, text).data_type = "s"
    return sheet


def write_book(
    grids: Iterable[Grid], folder: Path, hide: Callable[[Worksheet, Grid], None]
) -> None:
    book = Workbook()
    book.remove(book.active)
    for grid in grids:
        hide(sheet_of(book, grid), grid)
    book.save(folder / BOOK)


# -- What only a spreadsheet can hold --------------------------------------------------------------


def formula(sheet: Worksheet, grid: Grid, random: Random) -> None:
    line, column = _loose_cell(grid, random)
    if line:
        sheet.cell(line, column).value = "=1+1"
        grid.tell(line, column)


def error_value(sheet: Worksheet, grid: Grid, random: Random) -> None:
    line, column = _loose_cell(grid, random)
    if line:
        cell = sheet.cell(line, column)
        cell.value, cell.data_type = "#N/A", "e"
        grid.tell(line, column)


def merged_cells(sheet: Worksheet, grid: Grid, random: Random) -> None:
    line, column = _loose_cell(grid, random)
    if line and line + 1 <= len(grid.rows) and line + 1 not in grid.taken:
        grid.taken.add(line + 1)
        sheet.merge_cells(None, line, column, line + 1, column)
        grid.tell(line, column)


def hidden_row(sheet: Worksheet, grid: Grid, random: Random) -> None:
    line = grid.free_line(random)
    if line:
        sheet.row_dimensions[line].hidden = True
        grid.tell(line, 0)


def hidden_column(sheet: Worksheet, grid: Grid, random: Random) -> None:
    column = random.randint(1, len(grid.rows[0]))
    letter = sheet.cell(1, column).column_letter
    if not any(dimension.hidden for dimension in sheet.column_dimensions.values()):
        sheet.column_dimensions[letter].hidden = True
        grid.tell(0, column)


def hidden_sheet(sheet: Worksheet, grid: Grid, random: Random) -> None:
    if sheet.sheet_state == "visible" and len(sheet.parent.sheetnames) > 1:
        sheet.sheet_state = random.choice(["hidden", "veryHidden"])
        grid.tell(0, 0)


def _loose_cell(grid: Grid, random: Random) -> tuple[int, int]:
    """A cell that no other row points at: line and column, or 0 and 0."""
    line = grid.free_line(random)
    loose = [at for at, name in enumerate(grid.rows[0], 1) if name not in grid.table.key]
    return (line, random.choice(loose)) if line and loose else (0, 0)


ONLY_HERE: tuple[Plant, ...] = (
    formula, error_value, merged_cells, hidden_row, hidden_column, hidden_sheet,
)  # fmt: skip


def plant_in_book(folder: Path, random: Random, faults: int) -> set[tuple[str, str, int, int]]:
    grids = as_sheets(folder)
    for _ in range(faults):
        random.choice(CELLS)(random.choice(grids), random)

    def hide(sheet: Worksheet, grid: Grid) -> None:
        for _ in range(random.randrange(3)):
            random.choice(ONLY_HERE)(sheet, grid, random)

    write_book(grids, folder, hide)
    return {spot for grid in grids for spot in grid.spots}
