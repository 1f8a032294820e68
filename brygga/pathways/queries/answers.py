"""Questions to the prepared contact data: asked once of each version, then kept."""

import atexit
from collections.abc import Callable
from hashlib import sha256
from importlib.metadata import version
from threading import Lock
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.cache import caches

from brygga.pathways.engine.faults import NotAsked
from brygga.pathways.engine.how import FORMAT
from brygga.pathways.engine.versions import current
from brygga.pathways.queries.prepared import Prepared

if TYPE_CHECKING:
    from brygga.pathways.engine.questions import Question
    from brygga.pathways.engine.store import Store

Content = dict[str, Any]
"""An answer as the contract shows it: small counts kept back, never a person."""

_EDITION = f"{version('brygga')} {FORMAT}"
"""Another edition may mean something else by the same question."""
_MEMORY = "1GB"
_NOTHING: Content = {"nothing": True}


def answer(known: Prepared, question: "Question") -> Content | None:
    """What may be told; None where the data have nothing of the place. No query.

    Kept for ever by version and question: asked again it takes a read of a small file. Small counts
    are always kept back, and what anybody was told before is taken into account.
    """
    key = _key(known, repr(question))
    kept: Content | None = caches["answers"].get(key)
    if kept is None:
        kept, told_by = _STORE.ask(question)
        # The data may have been replaced while we waited: what is told is then of the new ones.
        if told_by == known.version:
            caches["answers"].set(key, kept)
    return None if kept == _NOTHING else kept


def made_of(known: Prepared, name: str, make: Callable[[], str]) -> str:
    """What `make` makes of answers, kept as they are. `name` says everything it depends on."""
    key = _key(known, name)
    kept: str | None = caches["answers"].get(key)
    if kept is None:
        kept = make()
        caches["answers"].set(key, kept)
    return kept


def _key(known: Prepared, name: str) -> str:
    return sha256(f"{_EDITION} {known.version} {name}".encode()).hexdigest()


class _Opened:
    """The store that this process reads, one question at a time.

    A connection of DuckDB hands its results to whoever asks next, so two threads may not share it
    without waiting for each other; a question uses all processors anyway.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._store: Store | None = None
        self._version = ""

    def ask(self, question: "Question") -> tuple[Content, str]:
        """The answer, and the version that gave it."""
        with self._lock:
            try:
                return self._opened().ask(question).to_dict(), self._version
            except NotAsked:
                # Nothing is of the place; or the store has gone, and then there is no version.
                return dict(_NOTHING), self._version

    def close(self) -> None:
        if self._store is not None:
            self._store.close()
        self._store, self._version = None, ""

    def _opened(self) -> "Store":
        """Opened anew when another version has come: the one that is held stays as it was."""
        from brygga.pathways.engine.how import Limits  # noqa: PLC0415 -- beside the next
        from brygga.pathways.engine.store import Store  # noqa: PLC0415 -- a second to import

        latest = _current()
        while self._store is None or latest != self._version:
            self.close()
            self._store = Store(settings.PATHWAYS_STORE, limits=Limits(memory=_MEMORY))
            self._version, latest = latest, _current()
        return self._store


def _current() -> str:
    found = current(settings.PATHWAYS_STORE)
    if found is None:
        _STORE.close()
        raise NotAsked(f"Nothing is prepared in {settings.PATHWAYS_STORE}.")
    return found.name


_STORE = _Opened()
atexit.register(_STORE.close)
