"""The principal's key: what makes a pseudonym out of an identity, and nobody else can."""

import os
import secrets
from pathlib import Path

from brygga.pathways.engine.faults import Unusable

FEWEST_BYTES = 16
_MADE_BYTES = 32
_FILE = "pathways.key"


def key_from(file: Path | None = None) -> bytes:
    """The key in `file`, else in BRYGGA_PATHWAYS_KEY_FILE, else in BRYGGA_HOME, made if missing.

    A key that is made is readable by its owner only. Whoever loses it cannot add to a store;
    whoever shares it can tell who is who. Raises Unusable where a file that is named has no key.
    """
    named = file or _named_outside()
    if named is not None:
        return _read(named)
    own = Path(os.environ.get("BRYGGA_HOME", "var")) / _FILE
    try:
        return _read(own) if own.exists() else _make(own)
    except OSError as error:
        raise Unusable(f"{own} cannot be written ({error.strerror}).") from None


def _named_outside() -> Path | None:
    named = os.environ.get("BRYGGA_PATHWAYS_KEY_FILE")
    return Path(named) if named else None


def _read(file: Path) -> bytes:
    try:
        key = file.read_bytes().strip()
    except OSError as error:
        raise Unusable(f"The key file {file} cannot be read ({error.strerror}).") from None
    if len(key) < FEWEST_BYTES:
        raise Unusable(f"The key file {file} holds fewer than {FEWEST_BYTES} bytes.")
    return key


def _make(file: Path) -> bytes:
    """Two that make it at the same time end with the same key: the first to link it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    key = secrets.token_hex(_MADE_BYTES).encode()
    draft = file.with_name(f"{_FILE}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(key)
        stream.flush()
        os.fsync(stream.fileno())
    try:
        os.link(draft, file)
    except FileExistsError:
        return _read(file)
    finally:
        draft.unlink()
    return key
