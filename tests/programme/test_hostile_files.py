"""What an enemy sends: told in a sentence, with no harm to memory, time, network or data.

Each file is loaded by a process of its own, whose memory and time are measured.
"""

import os
import shutil
import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from brygga.access.actor import SYSTEM
from brygga.kernel.faults import Faulty
from brygga.programme.actions import load_folder
from brygga.programme.reading import csvfile
from tests.programme import bombs
from tests.programme.bombs import MAIN, pack, pack_stream, parts, sheet

pytestmark = pytest.mark.slow  # real processes, and files that are large when they are unpacked

FACTS = Path(__file__).parents[2] / "programmes" / "kunskap-till-praktik"
BOOK, SHEET = "places.xlsx", "xl/worksheets/sheet1.xml"
HEADER = "code,kind,name,parent,valid_from,valid_to,source\n"
SETTINGS = 'name = "Prov"\nslug = "prov"\n'
SECONDS, MEBIBYTES = 10, 200
Make = Callable[[Path], object]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "programme.toml").write_text(SETTINGS, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def plain(shell) -> tuple[float, str]:
    """The memory that an ordinary load takes, and the digest after it."""
    loaded = shell.brygga("load", FACTS)
    assert loaded.code == 0, loaded.err
    return loaded.peak, shell.digest()


def refused(shell, plain, folder: Path) -> list[str]:
    """The faults of a folder that must be refused, without a trace and within bounds."""
    outcome = shell.brygga("load", folder)
    *faults, last = outcome.err.splitlines() or [""]
    assert outcome.code == 1, outcome.err[-2000:]
    assert last == f"{len(faults)} faults; nothing was loaded."
    assert outcome.seconds < SECONDS
    assert outcome.peak < plain[0] + MEBIBYTES
    return faults


def book(content: Callable[[], bombs.Content]) -> Make:
    return lambda folder: pack(folder / BOOK, content())


def part(name: str, text: Callable[[], str | bytes]) -> Make:
    return book(lambda: {**parts(), name: text()})


def stream(name: str, start: str, piece: bytes, times: int) -> Make:
    return lambda folder: pack_stream(folder / BOOK, name, [start.encode(), *[piece] * times])


def undeclared(folder: Path) -> None:
    stream(SHEET, START, b"<row/>" * 100_000, 160)(folder)
    bombs.lie_about_size(folder / BOOK, SHEET, 1000)


def cell(text: str) -> str:
    return f'<row r="2"><c r="A2" t="inlineStr"><is><t>{text}</t></is></c></row>'


START = sheet("").partition("</sheetData>")[0]
LAUGHS = "".join(
    f'<!ENTITY {one} "{f"&{other};" * 10}">'
    for one, other in zip("bcdefghij", "abcdefghi", strict=True)
)
LAUGH = f'<!DOCTYPE x [<!ENTITY a "ha">{LAUGHS}]>'
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"x" * 50_000}">]>'
TOO_MUCH = "unpacks to more than"
ORDER = "in no order"

BOOKS: dict[str, tuple[Make, str]] = {
    "bomb": (stream("xl/a.xml", "", b"\0" * (1 << 20), 200), TOO_MUCH),
    "bomb as picture": (stream("xl/media/a.png", "", b"\0" * (1 << 20), 200), TOO_MUCH),
    "bomb of undeclared size": (undeclared, "not a sound .xlsx"),
    "a million rows": (book(lambda: parts("<row/>" * 1_000_000)), TOO_MUCH),
    "half a million values": (book(lambda: parts("<row><c><v>1</v></c></row>" * 250_000)), TOO_MUCH),
    "many texts": (part("xl/sharedStrings.xml", lambda: f'<sst xmlns="{MAIN}">{"<si/>" * 800_000}</sst>'),
                   TOO_MUCH),
    "16 385 columns": (book(lambda: parts(f'<row r="2">{"<c/>" * 16_385}</row>')), ORDER),
    "a column beyond all": (book(lambda: parts('<row r="2"><c r="ZZZZZZ2"/></row>')), "not a sound"),
    "a row beyond all": (book(lambda: parts('<row r="2000000000"><c/></row>')), ORDER),
    "rows that hide behind others": (book(lambda: parts('<row r="9"/><row r="3"><c/></row>')), ORDER),
    "cells that hide behind others": (
        book(lambda: parts('<row r="2"><c r="B2"/><c r="A2"><v>1</v></c></row>')), ORDER),
    "deep nesting": (book(lambda: parts("<a>" * 100_000)), "nested deeper"),
    "a text without end": (stream(SHEET, START + "<row><c><v>", b"1" * (1 << 20), 90), "a text"),
    "a name without end": (stream(SHEET, START + '<row r="', b"1" * (1 << 20), 90), "a text"),
    "rows in a comment": (stream(SHEET, f"{START}<!--", b"<row " * 200_000, 90), "a text"),
    "many formats": (part("xl/workbook.xml", lambda: bombs.BOOK.replace("</sheets>", "<x/>" * 99_999)),
                     "mostly formats"),
    "many types": (part("[Content_Types].xml", lambda: bombs.TYPES.replace("</", "<x/>" * 99_999 + "</")),
                   "mostly formats"),
    "many merged": (book(lambda: parts(after='<mergeCell ref="A1:B2"/>' * 50_000)), "hides or merges"),
    "many hidden": (book(lambda: parts('<row hidden="1"/>' * 50_000)), "hides or merges"),
    "billion laughs": (book(lambda: parts(cell("&j;"), prolog=LAUGH)), "declares entities"),
    "billion laughs in UTF-16": (
        part(SHEET, lambda: sheet(cell("&j;"), prolog=LAUGH).encode("utf-16")), "declares entities"),
    "billion laughs elsewhere": (part("docProps/core.xml", lambda: f"{LAUGH}<x>&j;</x>"), "entities"),
    "quadratic blow-up": (book(lambda: parts(cell("&a;" * 50_000), prolog=QUADRATIC)), "entities"),
    "zip slip": (part("../../../../tmp/brygga-evil", lambda: "x"), "a path out of"),
    "zip slip by root": (part("/tmp/brygga-evil", lambda: "x"), "a path out of"),  # noqa: S108 -- not written
    "macro": (part("xl/vbaProject.bin", lambda: "x"), "holds macros"),
    "macro sheet": (part("xl/macrosheets/sheet1.xml", lambda: "<x/>"), "holds macros"),
    "other workbooks": (part("xl/externalLinks/externalLink1.xml", lambda: "<x/>"), "linked to other"),
    "strict": (book(lambda: {name: text.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
                     for name, text in parts().items()}), "Strict Open XML"),
    "a sheet that is lost": (
        book(lambda: {name: text for name, text in parts().items() if name != SHEET}), "holds places"),
    "a document": (book(lambda: {"word/document.xml": "<x/>"}), "not a sound .xlsx"),
    "nothing": (book(dict), "is not an .xlsx"),
    "half a file": (lambda folder: (folder / BOOK).write_bytes(
        pack(folder / BOOK, parts()).read_bytes()[:-200]), "not a sound .xlsx"),
    "noise": (lambda folder: (folder / BOOK).write_bytes(b"PK\3\4" + os.urandom(99_999)),
              "not a sound .xlsx"),
    "CSV by another name": (lambda folder: (folder / BOOK).write_text(HEADER), "is not an .xlsx"),
    "both CSV and workbook": (lambda folder: (folder / BOOK).write_bytes(
        HEADER.encode() + pack(folder / BOOK, parts()).read_bytes()), "is not an .xlsx"),
}  # fmt: skip


@pytest.mark.parametrize("make", BOOKS.values(), ids=BOOKS.keys())
def test_a_hostile_workbook_is_refused_in_one_sentence(make, shell, plain, folder):
    make[0](folder)
    (fault,) = refused(shell, plain, folder)
    assert fault.startswith(f"{BOOK}:0:0: ")
    assert make[1] in fault


def test_a_workbook_as_wide_as_they_come_is_told_of_and_no_more(shell, plain, folder):
    book(lambda: parts(f'<row r="2">{"<c><v>1</v></c>" * 16_384}</row>'))(folder)
    assert refused(shell, plain, folder) == [
        f"{BOOK}[places]:2:8: 16384 cells; expected 7, as in the header"
    ]


def test_a_workbook_as_large_as_they_may_be_is_read_in_time(shell, plain, folder):
    """Just inside the bounds, with what takes openpyxl longest and most."""
    book(
        lambda: parts(
            '<row ht="15"><c/></row>' * 180_000 + '<row><c r="A180002"><v>1</v></c></row>'
        )
    )(folder)
    assert refused(shell, plain, folder)[0].startswith(f"{BOOK}[places]:180002:2: is empty")


def test_an_external_entity_is_never_fetched(shell, plain, folder):
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        here = f"http://127.0.0.1:{server.getsockname()[1]}/"
        fetched = f'<!ENTITY e SYSTEM "{here}e"><!ENTITY % p SYSTEM "{here}p">%p;'
        entity = f'<!DOCTYPE x SYSTEM "{here}x.dtd" [{fetched}]>'
        book(lambda: parts(cell("&e;"), prolog=entity))(folder)
        (fault,) = refused(shell, plain, folder)
        # Visitors wait in line: when we come first, nobody came before us.
        with closing(socket.create_connection(server.getsockname())) as visitor:
            first, address = server.accept()
            first.close()
            assert address == visitor.getsockname()
    assert "declares entities" in fault


CSVS: dict[str, tuple[bytes, int, str]] = {
    "a million rows with broken quotes": (b'"a"b,c,d,,,,\n', 1_000_000, "2:1: broken quotes"),
    "a million quotes never closed": (b'"a,c,d,,,,\n', 999_999, "2:1: broken quotes"),
    "quotes never closed, and no end": (b'"x\n', 9_999_999, "2:1: broken quotes"),
    "a million cells too many": (b"a,c,d,,,,,,\n", 1_000_000, "2:8: 9 cells"),
    "a million times the same": (b"a,district,d,0180,,,\n", 1_000_000, "3:1: the same code"),
    "a line without end": (b"x", 100_000_000, "2:0: a row of more than"),
    "cells without end": (b"x,", 50_000_000, "2:0: a row of more than"),
    "a row of lines without end": (b'"a\n",', 10_000_000, "2:0: a row of more than"),
}


@pytest.mark.parametrize(("row", "times", "says"), CSVS.values(), ids=CSVS.keys())
def test_endless_csv_is_refused_early(row, times, says, shell, plain, folder):
    (folder / "places.csv").write_bytes(HEADER.encode() + row * times)
    faults = refused(shell, plain, folder)
    assert faults[0].startswith(f"places.csv:{says}")
    assert len(faults) <= 1000


def test_a_ring_of_many_places_is_told_in_time(shell, plain, folder):
    rows = "".join(f"x{at},unit,d,x{(at + 1) % 20_000},,,\n" for at in range(20_000))
    (folder / "places.csv").write_text(HEADER + rows)
    assert len(refused(shell, plain, folder)) == 1000


def test_more_rows_than_a_table_may_have_are_refused(shell, plain, folder):
    rows = "".join(f"a{at},district,d,0180,,,\n" for at in range(1_000_000))
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
    shape[0](folder / name)
    (fault,) = refused(shell, plain, folder)
    assert fault.startswith(f"{name}:0:0: {shape[1]}")


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
    assert not Path("/tmp/brygga-evil").exists()  # noqa: S108 -- where it would have been
