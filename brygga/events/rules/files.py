"""Which files may lie beside a gathering: told by their contents, not only by their names."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from brygga.kernel.refusal import Refusal

MOST_BYTES = 10 * 1024 * 1024
HEAD = 8
_PACKED = b"PK\x03\x04"
TYPES = {
    ".pdf": (b"%PDF-", "application/pdf"),
    ".png": (b"\x89PNG\r\n\x1a\n", "image/png"),
    ".jpg": (b"\xff\xd8\xff", "image/jpeg"),
    ".jpeg": (b"\xff\xd8\xff", "image/jpeg"),
    ".docx": (
        _PACKED,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    ".xlsx": (_PACKED, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".pptx": (
        _PACKED,
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    ".odt": (_PACKED, "application/vnd.oasis.opendocument.text"),
    ".ods": (_PACKED, "application/vnd.oasis.opendocument.spreadsheet"),
    ".odp": (_PACKED, "application/vnd.oasis.opendocument.presentation"),
}
"""By the end of the name: how the contents begin, and what it is served as."""
_PARTS = {
    ".docx": "word/",
    ".xlsx": "xl/",
    ".pptx": "ppt/",
    ".odt": "mimetype",
    ".ods": "mimetype",
    ".odp": "mimetype",
}


def suffix_of(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def content_type(name: str) -> str:
    return TYPES.get(suffix_of(name), (b"", "application/octet-stream"))[1]


def refuse_file(name: str, *, size: int, head: bytes) -> Refusal | None:
    """Why a file is not taken, by its name, size and first bytes."""
    known = TYPES.get(suffix_of(name))
    if known is None:
        return Refusal(_("Only PDF, Office or OpenDocument files and pictures can be added."))
    if size > MOST_BYTES:
        return Refusal(_("The file is larger than 10 MB. Make it smaller, or link to it instead."))
    if size == 0:
        return Refusal(_("The file is empty."))
    if not head.startswith(known[0]):
        return Refusal(_("The file is not what its name says. Save it anew, or as PDF."))
    return None


def is_packed(name: str) -> bool:
    return TYPES.get(suffix_of(name), (b"", ""))[0] == _PACKED


def refuse_parts(name: str, parts: Iterable[str]) -> Refusal | None:
    """The same of an Office or OpenDocument file, by the names of its parts."""
    names = [part.lower() for part in parts]
    if any("vbaproject" in part or part.startswith("basic/") for part in names):
        return Refusal(_("The file holds macros. Save it without them, or as PDF."))
    wanted = _PARTS.get(suffix_of(name), "")
    if not any(part.startswith(wanted) for part in names):
        return Refusal(_("The file is not what its name says. Save it anew, or as PDF."))
    return None
