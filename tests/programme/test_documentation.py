"""The page about the folder is printed from the tables."""

from brygga.programme.documentation import render
from brygga.programme.tables import TABLES
from tools.folder_docs import PAGE


def test_the_page_is_fresh():
    assert PAGE.read_text(encoding="utf-8") == render(), "run: python -m tools.folder_docs"


def test_every_table_and_column_is_on_the_page():
    page = render()
    for table in TABLES:
        assert f"### {table.name}\n" in page
        for column in table.columns:
            assert column.says in page
