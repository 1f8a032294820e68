"""How personal each field is; every field of every model is classed (house test)."""

from enum import StrEnum


class Privacy(StrEnum):
    """Drives scrubbed copies, log filters, exports and how long a thing is kept."""

    OPEN = "open"  # could stand on a public page
    INTERNAL = "internal"  # work material: drafts, comments, reasons
    PERSONAL = "personal"  # tells who somebody is
    SECRET = "secret"  # noqa: S105 -- the name of a class, not a password
