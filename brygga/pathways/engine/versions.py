"""The store's folder: one version at a time, swapped whole, read in peace.

    store/current        -> the version that is read now (a symbolic link)
    store/v-…/           one version: a folder for each table, names, manifest, rejected rows
    store/rejected.csv   -> current/rejected.csv

A version is written beside the others and flushed to disk before `current` is renamed to it, which
is one step: a reader finds the old one whole or the new one whole, whenever the writer is killed.
A writer holds the lock of the store, a reader that of its version, which is not removed before it
is let go; the operating system lets go for a process that dies.
"""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from brygga.pathways.engine.faults import NotAsked, Unusable

_POINTER, _LOCK = "current", "lock"
_PREFIX, _DRAFT = "v-", "draft-"
REJECTED = "rejected.csv"


@contextmanager
def writing(store: Path) -> Iterator[None]:
    """While it lasts nobody else writes to the store; what a killed writer left is cleared away."""
    store.mkdir(parents=True, exist_ok=True)
    with (store / _LOCK).open("w") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Unusable(f"{store} is being prepared by somebody else just now.") from None
        for left in store.glob(f"{_DRAFT}*"):
            left.unlink() if left.is_symlink() else shutil.rmtree(left)
        yield


@contextmanager
def draft_in(store: Path) -> Iterator[Path]:
    """A folder to write a version in; gone afterwards, unless it has become one."""
    draft = store / f"{_DRAFT}{secrets.token_hex(4)}"
    draft.mkdir(mode=0o700)
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def put_in_force(store: Path, draft: Path) -> Path:
    """The draft becomes the version that is read; those that nobody reads any longer go."""
    (draft / _LOCK).touch()
    for file in sorted(draft.rglob("*")):
        flush(file)
    flush(draft)
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    version = store / f"{_PREFIX}{moment}-{secrets.token_hex(2)}"
    draft.rename(version)
    flush(store)
    _point(store, _POINTER, version.name)
    if not (store / REJECTED).is_symlink():
        _point(store, REJECTED, f"{_POINTER}/{REJECTED}")
    _remove_others(store, version)
    return version


def _point(store: Path, name: str, target: str) -> None:
    beside = store / f"{_DRAFT}{name}-{secrets.token_hex(4)}"
    beside.symlink_to(target)
    beside.rename(store / name)
    flush(store)


def flush(path: Path) -> None:
    """What is written is on the disk when this returns."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_others(store: Path, kept: Path) -> None:
    for version in store.glob(f"{_PREFIX}*"):
        if version == kept:
            continue
        try:
            with (version / _LOCK).open("r") as stream:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(version)
        except BlockingIOError:
            continue
        except FileNotFoundError:
            # Killed before its lock was made, or half removed: nobody can be reading it.
            shutil.rmtree(version, ignore_errors=True)


def current(store: Path) -> Path | None:
    """The folder of the version that is read now; None where nothing is prepared."""
    pointer = store / _POINTER
    return store / pointer.readlink() if pointer.is_symlink() else None


def held(store: Path) -> tuple[Path, IO[str]]:
    """The version that is read now, and its lock: it stays until that is closed.

    Raises NotAsked where there is no store.
    """
    for _attempt in range(100):
        version = current(store)
        if version is None:
            break
        try:
            stream = (version / _LOCK).open("r")
        except FileNotFoundError:
            continue
        fcntl.flock(stream, fcntl.LOCK_SH)
        # It may have been replaced and removed between the looking and the locking.
        if (version / _LOCK).exists():
            return version, stream
        stream.close()
    raise NotAsked(f"Nothing is prepared in {store}; run brygga pathways prepare first.")
