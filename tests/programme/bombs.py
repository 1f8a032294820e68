"""Workbooks made by hand, to hold what no spreadsheet program would write."""

import struct
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

Content = Mapping[str, str | bytes]
"""Parts of a workbook by their names."""

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEADER = "".join(
    f'<c t="inlineStr"><is><t>{name}</t></is></c>'
    for name in ("code", "kind", "name", "parent", "valid_from", "valid_to", "source")
)
TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="text/xml"/>'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/></Types>'
)
RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="a" '
    f'Type="{_KIND}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
BOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{_KIND}"><sheets>'
    '<sheet name="places" sheetId="1" r:id="a"/></sheets></workbook>'
)


def sheet(rows: str, *, before: str = "", after: str = "", prolog: str = "") -> str:
    return (
        f'{prolog}<worksheet xmlns="{MAIN}">{before}<sheetData><row r="1">{HEADER}</row>{rows}'
        f"</sheetData>{after}</worksheet>"
    )


def parts(rows: str = "", **sheet_parts: str) -> dict[str, str]:
    """The parts of a workbook with one sheet of places."""
    return {
        "[Content_Types].xml": TYPES,
        "xl/_rels/workbook.xml.rels": RELATIONS,
        "xl/workbook.xml": BOOK,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"/>',
        "xl/worksheets/sheet1.xml": sheet(rows, **sheet_parts),
    }


def pack(path: Path, content: Content) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return path


def pack_stream(path: Path, name: str, chunks: Iterable[bytes]) -> Path:
    """A workbook with one more part, as large as one likes, that is never held in memory."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for other, text in parts().items():
            if other != name:
                archive.writestr(other, text)
        with archive.open(name, "w") as member:
            for chunk in chunks:
                member.write(chunk)
    return path


def lie_about_size(path: Path, name: str, says: int) -> Path:
    """Let the directory of the archive state another size for a part than it unpacks to."""
    content = bytearray(path.read_bytes())
    with ZipFile(path) as archive:
        about = archive.getinfo(name)
        whole = archive.read(name)[:says]
    at = content.index(b"PK\x01\x02")
    while content[at + 46 :][: len(name)] != name.encode():
        at = content.index(b"PK\x01\x02", at + 4)
    for start, offset in ((about.header_offset, 14), (at, 16)):
        struct.pack_into("<L", content, start + offset, zlib.crc32(whole))
        struct.pack_into("<L", content, start + offset + 8, says)
    path.write_bytes(bytes(content))
    return path
