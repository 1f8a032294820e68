"""A folder says the same whatever it is written in, and what it says survives every program."""

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from openpyxl import Workbook

from brygga.programme import kinds
from brygga.programme.digest import digest
from brygga.programme.export import export_folder
from tests.builders.programme import DEMO, FACTS, load, load_demo
from tests.programme.planting import awkward, read_grid
from tests.programme.workbooks import BOOK, as_sheets

pytestmark = pytest.mark.slow  # loads and exports everything that a demo has


@pytest.mark.django_db
def test_no_exported_cell_is_a_formula_and_none_is_changed(tmp_path):
    with transaction.atomic():
        load_demo()
        export_folder(tmp_path / "first")
        transaction.set_rollback(True)
    assert awkward(tmp_path / "first") > 1000
    load(tmp_path / "first")
    export_folder(tmp_path / "second")
    for path in (tmp_path / "second").glob("*.csv"):
        rows = read_grid(path).rows
        assert not [text for row in rows for text in row if text and text[0] in "=+-@\t\r|%"]
        assert rows == read_grid(tmp_path / "first" / path.name).rows


def as_typed_workbook(folder: Path) -> None:
    """Every list as a sheet, with days as days and numbers as numbers, as people type them."""
    book = Workbook()
    book.remove(book.active)
    for grid in as_sheets(folder):
        sheet = book.create_sheet(grid.sheet)
        for line, row in enumerate(grid.rows, 1):
            for at, text in enumerate(row):
                if text:
                    kind = kinds.Text() if line == 1 else grid.column(at).kind
                    sheet.cell(line, at + 1, typed(kind, text))
    book.save(folder / BOOK)


def typed(kind: kinds.Kind, text: str) -> object:
    if isinstance(kind, kinds.Day):
        return date.fromisoformat(text)
    if isinstance(kind, kinds.Whole | kinds.Year):
        return int(text)
    if isinstance(kind, kinds.Money):
        return float(text)
    return text == "yes" if isinstance(kind, kinds.YesNo) else text


def as_semicolons(folder: Path) -> None:
    """As a Swedish spreadsheet program saves CSV."""
    for path in folder.glob("*.csv"):
        rows = read_grid(path).rows
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream, delimiter=";", lineterminator="\r\n").writerows(rows)


def as_columns_turned(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        rows = [row[::-1] for row in read_grid(path).rows]
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([rows[0], *rows[:0:-1]])


@pytest.fixture
def expected(db) -> str:
    """The digest of the folders as they are; nothing of them is left."""
    with transaction.atomic():
        load_demo()
        told = digest()
        transaction.set_rollback(True)
    return told


@pytest.mark.parametrize("rewrite", [as_typed_workbook, as_semicolons, as_columns_turned])
def test_a_folder_is_the_same_in_another_format(rewrite, expected, tmp_path):
    for folder in (FACTS, DEMO):
        copy = shutil.copytree(folder, tmp_path / folder.name)
        rewrite(copy)
        load(copy)
    assert digest() == expected
