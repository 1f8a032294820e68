"""Workbooks that an enemy sends: told in a sentence, with no harm to memory, time or network.

Each is loaded by a process of its own, whose memory and time are measured.
"""

import os
import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.programme import bombs
from tests.programme.bombs import MAIN, pack, pack_stream, parts, sheet
from tests.programme.processes import refused

pytestmark = pytest.mark.slow  # real processes, and files that are large when they are unpacked

BOOK, SHEET = "places.xlsx", "xl/worksheets/sheet1.xml"
Make = Callable[[Path], object]
MEBIBYTE = 1 << 20


def rows(row: str, times: int = 1, **more: str) -> Make:
    """A workbook whose sheet has these rows below its header."""
    return lambda folder: pack(folder / BOOK, parts(row * times, **more))


def part(name: str, start: str | bytes, piece: str = "", times: int = 0, end: str = "") -> Make:
    """A workbook that has this in one of its parts."""
    return lambda folder: pack(
        folder / BOOK, {**parts(), name: start + piece * times + end if times else start}
    )


def stream(name: str, start: str, piece: bytes, times: int) -> Make:
    """A workbook with a part too large to hold."""
    return lambda folder: pack_stream(folder / BOOK, name, [start.encode(), *[piece] * times])


def only(**names: str) -> Make:
    return lambda folder: pack(folder / BOOK, names)


def raw(start: bytes = b"", end: int | None = None) -> Make:
    """Bytes, and after them those of a workbook up to the end."""
    return lambda folder: (folder / BOOK).write_bytes(
        start + pack(folder / BOOK, parts()).read_bytes()[:end]
    )


def undeclared(folder: Path) -> None:
    stream(SHEET, START, b"<row/>" * 100_000, 160)(folder)
    bombs.lie_about_size(folder / BOOK, SHEET, 1000)


def strict(folder: Path) -> None:
    pack(folder / BOOK, {name: text.replace(MAIN, STRICT) for name, text in parts().items()})


def lost(folder: Path) -> None:
    pack(folder / BOOK, {name: text for name, text in parts().items() if name != SHEET})


def cell(text: str) -> str:
    return f'<row r="2"><c r="A2" t="inlineStr"><is><t>{text}</t></is></c></row>'


STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
START = sheet("").partition("</sheetData>")[0]
STRINGS = f'<sst xmlns="{MAIN}">'
TYPES, END_OF_TYPES = bombs.TYPES.replace("</Types>", ""), "</Types>"
LAUGHS = "".join(
    f'<!ENTITY {one} "{f"&{other};" * 10}">'
    for one, other in zip("bcdefghij", "abcdefghi", strict=True)
)
LAUGH = f'<!DOCTYPE x [<!ENTITY a "ha">{LAUGHS}]>'
IN_UTF16 = sheet(cell("&j;"), prolog=LAUGH).encode("utf-16")
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"x" * 50_000}">]>'
BEHIND = '<row r="2"><c r="B2"/><c r="A2"><v>1</v></c></row>'

TOO_MUCH, ORDER, LONG = "unpacks to more than", "in no order", "longer than any cell can"
FORMATS, HIDES, ENTITIES = "mostly formats", "hides or merges more", "declares entities"
BROKEN, OTHER, OUT = "is not a sound .xlsx", "is not an .xlsx workbook", "a path out of"

BOOKS: dict[str, tuple[Make, str]] = {
    "bomb": (stream("xl/a.xml", "", b"\0" * MEBIBYTE, 200), TOO_MUCH),
    "bomb as picture": (stream("xl/media/a.png", "", b"\0" * MEBIBYTE, 200), TOO_MUCH),
    "bomb of undeclared size": (undeclared, BROKEN),
    "a million rows": (rows("<row/>", 1_000_000), TOO_MUCH),
    "many values": (rows("<row><c><v>1</v></c></row>", 250_000), TOO_MUCH),
    "many texts": (part("xl/sharedStrings.xml", STRINGS, "<si/>", 800_000, "</sst>"), TOO_MUCH),
    "16 385 columns": (rows(f'<row r="2">{"<c/>" * 16_385}</row>'), ORDER),
    "a column beyond all": (rows('<row r="2"><c r="ZZZZZZ2"/></row>'), BROKEN),
    "a row beyond all": (rows('<row r="2000000000"><c/></row>'), ORDER),
    "rows behind others": (rows('<row r="9"/><row r="3"><c/></row>'), ORDER),
    "cells behind others": (rows(BEHIND), ORDER),
    "deep nesting": (rows("<a>", 100_000), "nested deeper"),
    "a text without end": (stream(SHEET, START + "<row><c><v>", b"1" * MEBIBYTE, 90), LONG),
    "a name without end": (stream(SHEET, START + '<row r="', b"1" * MEBIBYTE, 90), LONG),
    "rows in a comment": (stream(SHEET, START + "<!--", b"<row " * 200_000, 90), LONG),
    "many formats": (part("xl/styles.xml", "<x>", "<x/>", 99_999, "</x>"), FORMATS),
    "many types": (part("[Content_Types].xml", TYPES, "<x/>", 99_999, END_OF_TYPES), FORMATS),
    "many merged": (rows("", after='<mergeCell ref="A1:B2"/>' * 50_000), HIDES),
    "many hidden": (rows('<row hidden="1"/>', 50_000), HIDES),
    "billion laughs": (rows(cell("&j;"), prolog=LAUGH), ENTITIES),
    "billion laughs in UTF-16": (part(SHEET, IN_UTF16), ENTITIES),
    "billion laughs elsewhere": (part("docProps/core.xml", f"{LAUGH}<x>&j;</x>"), ENTITIES),
    "quadratic blow-up": (rows(cell("&a;" * 50_000), prolog=QUADRATIC), ENTITIES),
    "zip slip": (part("../../../../tmp/brygga-evil", "x"), OUT),
    "zip slip by root": (part("/brygga-evil", "x"), OUT),
    "macro": (part("xl/vbaProject.bin", "x"), "holds macros"),
    "macro sheet": (part("xl/macrosheets/sheet1.xml", "<x/>"), "holds macros"),
    "other workbooks": (part("xl/externalLinks/a.xml", "<x/>"), "linked to other workbooks"),
    "strict": (strict, "Strict Open XML"),
    "a sheet that is lost": (lost, "holds places"),
    "a document": (only(document="<x/>"), BROKEN),
    "nothing": (only(), OTHER),
    "half a file": (raw(end=-200), BROKEN),
    "noise": (raw(b"PK\3\4" + os.urandom(99_999), end=0), BROKEN),
    "CSV by another name": (raw(b"code,kind,name\n", end=0), OTHER),
    "both CSV and workbook": (raw(b"code,kind,name\n"), OTHER),
}


@pytest.mark.parametrize(("make", "says"), BOOKS.values(), ids=BOOKS.keys())
def test_a_hostile_workbook_is_refused_in_one_sentence(make, says, shell, plain, folder):
    make(folder)
    (fault,) = refused(shell, plain, folder)
    assert fault.startswith(f"{BOOK}:0:0: ")
    assert says in fault


def test_a_workbook_as_wide_as_they_come_is_told_of_and_no_more(shell, plain, folder):
    rows(f'<row r="2">{"<c><v>1</v></c>" * 16_384}</row>')(folder)
    assert refused(shell, plain, folder) == [
        f"{BOOK}[places]:2:8: 16384 cells; expected 7, as in the header"
    ]


def test_a_workbook_as_large_as_they_may_be_is_read_in_time(shell, plain, folder):
    """Just inside the bounds, with what takes openpyxl longest and most."""
    last = '<row r="180002"><c><v>1</v></c></row>'
    pack(folder / BOOK, parts('<row ht="15"><c/></row>' * 180_000 + last))
    assert refused(shell, plain, folder)[0].startswith(f"{BOOK}[places]:180002:2: is empty")


def test_an_external_entity_is_never_fetched(shell, plain, folder):
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        here = f"http://127.0.0.1:{server.getsockname()[1]}/"
        fetched = f'<!ENTITY e SYSTEM "{here}e"><!ENTITY % p SYSTEM "{here}p">%p;'
        entity = f'<!DOCTYPE x SYSTEM "{here}x.dtd" [{fetched}]>'
        rows(cell("&e;"), prolog=entity)(folder)
        (fault,) = refused(shell, plain, folder)
        # Visitors wait in line: when we come first, nobody came before us.
        with closing(socket.create_connection(server.getsockname())) as visitor:
            first, address = server.accept()
            first.close()
            assert address == visitor.getsockname()
    assert "declares entities" in fault


def test_nothing_was_unpacked_and_the_data_are_as_they_were(shell, plain):
    assert shell.digest() == plain[1]
    assert not list(Path("/").glob("brygga-evil"))
    assert not list(Path("/tmp").glob("brygga-evil"))  # noqa: S108 -- where it would have been
