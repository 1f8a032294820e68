"""Rows as they are pasted: whatever parts them, whatever the columns are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.events.rules.pasted import COLUMNS, MOST_ROWS, sheet_of, text_of_rows

PERSON = ("Anna Ek", "anna@taby.example", "Täby", "Täby kommun", "", "Socialsekreterare")


def cells(sheet):
    return [tuple(row.cell(column) for column in COLUMNS) for row in sheet.rows]


@pytest.mark.parametrize("sign", ["\t", ";", ","])
@pytest.mark.parametrize("header", ["", "Namn{0}E-post{0}Kommun{0}Arbetsgivare{0}Enhet{0}Yrke\n"])
def test_rows_are_read_whatever_parts_them_and_with_or_without_a_header(sign, header):
    text = header.format(sign) + sign.join(PERSON) + "\r\n"
    sheet = sheet_of(text)
    assert sheet.faults == ()
    assert cells(sheet) == [PERSON]
    assert sheet.rows[0].line == (2 if header else 1)


def test_columns_stand_in_any_order_and_names_may_be_parted():
    sheet = sheet_of("E-post:\tFörnamn\tEfternamn\tOkänd\na@b.se\tAnna\tEk\tx")
    assert (sheet.rows[0].cell("name"), sheet.rows[0].cell("email")) == ("Anna Ek", "a@b.se")
    assert sheet.positions["email"] == 1


def test_empty_rows_are_no_rows_but_lines_are_counted():
    sheet = sheet_of("\n\nAnna,a@b.se\n\n,,\nBo,b@b.se\n")
    assert [row.line for row in sheet.rows] == [3, 6]


def test_the_same_address_twice_is_told_of_the_second_row():
    [fault] = sheet_of("Anna,a@b.se\nAnna,A@B.se").faults
    assert (fault.line, fault.column) == (2, 2)
    assert "1" in fault.message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n \t \n",
        "Namn;Yrke\nAnna;Kurator",
        "Namn;E-post",
        'Anna;"a@b.se',
        "x" * 200_001,
        "\n".join(f"A;a{n}@b.se" for n in range(MOST_ROWS + 1)),
    ],
)
def test_what_cannot_be_used_is_told_in_words(text):
    sheet = sheet_of(text)
    assert sheet.faults
    assert all(fault.message for fault in sheet.faults)


def test_two_hundred_rows_are_not_too_many():
    assert not sheet_of("\n".join(f"A;a{n}@b.se" for n in range(MOST_ROWS))).faults


@given(st.text(max_size=300))
def test_no_text_makes_it_stumble(text):
    sheet_of(text)


WORD = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Zs")), max_size=12)


@given(st.lists(st.tuples(WORD, WORD), min_size=1, max_size=5))
def test_rows_of_a_workbook_come_back_from_their_text(pairs):
    rows = [
        ("Namn", "E-post"),
        *((f"x{name}", f"{n}{word}@b") for n, (name, word) in enumerate(pairs)),
    ]
    sheet = sheet_of(text_of_rows(rows))
    assert [(row.cell("name"), row.cell("email")) for row in sheet.rows] == rows[1:]
