"""Rows of text as they are pasted: parted, numbered and named."""

import csv

import pytest

from brygga.kernel.pasted import (
    MOST_CELLS,
    Row,
    Sheet,
    faulty_sheet,
    known_headings,
    lines_in,
    named,
    positions_in,
)

KNOWN = known_headings({"name": ("namn",), "heads": ("antal", "antal personer")})


@pytest.mark.parametrize("sign", ["\t", ";", ","])
def test_what_stands_between_cells_is_seen_from_the_first_row(sign):
    assert list(lines_in(f"\na{sign} b \n\nc{sign}d")) == [(2, ["a", "b"]), (4, ["c", "d"])]


def test_a_cell_over_several_lines_keeps_the_line_where_it_begins():
    assert [line for line, _cells in lines_in('a,"b\nc"\nd,e')] == [1, 3]


def test_quotation_marks_that_do_not_match_are_an_error():
    with pytest.raises(csv.Error):
        list(lines_in('a,"b'))


def test_no_row_is_wider_than_anybody_needs():
    [(_line, cells)] = lines_in("x," * 1000)
    assert len(cells) == MOST_CELLS


def test_a_heading_is_known_by_any_of_its_words_the_first_time():
    said = ["Namn:", "ANTAL\u00a0 personer", "heads", "okänt"]
    assert positions_in(said, KNOWN) == {"name": 1, "heads": 2}


def test_a_short_row_lacks_its_last_cells():
    assert named(["Ek"], {"name": 1, "heads": 2}) == {"name": "Ek"}
    assert Row(1, {"name": "Ek"}).cell("heads") == ""


def test_a_fault_points_at_the_column_as_a_spreadsheet_counts_it():
    assert Sheet((), {"heads": 2}).fault(3, "heads", "fel").column == 2
    assert faulty_sheet("fel").faults[0].line == 0
