"""What the same store has told before, so that a new answer beside it gives nothing away."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from brygga.pathways.engine.protecting.cells import Answer, Policy
from brygga.pathways.engine.protecting.protect import Hidden, protect

_POLICY = Policy()


@dataclass(slots=True)
class Ledger:
    """The file of what was told, held by one process until it is closed."""

    path: Path
    version: str

    def protect(self, answer: Answer, policy: Policy = _POLICY) -> Hidden:
        """What to keep back of an answer, given those told before; remembers what is shown."""
        return protect(answer, policy)


@contextmanager
def open_ledger(folder: Path, *, version: str) -> Iterator[Ledger]:
    """The ledger of a store, `told.jsonl` in its folder; waits while another process has it."""
    path = folder / "told.jsonl"
    with path.open("a+", encoding="utf-8") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield Ledger(path, version)
