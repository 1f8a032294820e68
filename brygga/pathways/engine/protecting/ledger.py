"""What the same store has told before, so that a new answer beside it gives nothing away.

A file of lines, one an answer, that only grows: what was shown, what was kept back (as null, never
the number), what it counts, and what adds up. Nothing in it was not told to somebody. It holds:

* within one version of the data, all answers are looked at as one, over places and periods;
* from one version to the next, a number that has changed by fewer than the threshold is kept back
  until it has changed by more: the difference tells of those few who came with the delivery.

Limits. What nobody says adds up is not seen to do so (journeys beside the steps they are made of).
Counts of persons over periods are compared where one holds the other, not as overlapping crowds.
"""

import fcntl
import json
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from brygga.pathways.engine.protecting.cells import Answer, Policy
from brygga.pathways.engine.protecting.entry import Entry, entry_of
from brygga.pathways.engine.protecting.protect import Hidden, hidden_with, protect
from brygga.pathways.engine.protecting.remembering import before

FILE = "told.jsonl"
_POLICY = Policy()


@dataclass(slots=True)
class Ledger:
    """The file of what was told, held by one process at a time until it is closed.

    `places` are all places of the data, as an onlooker knows them too.
    """

    stream: IO[bytes]
    version: str
    places: Collection[str] = ()

    def protect(self, answer: Answer, policy: Policy = _POLICY) -> Hidden:
        """What to keep back of an answer, given those told before; remembers what is shown.

        The answer is on disk when this returns: show it only then. With threshold 0 nothing is
        kept back and nothing remembered, as it is not for others.
        """
        if not policy.threshold:
            return Hidden()
        about = self._entry(answer, (), policy).about
        told = [Entry.read(json.loads(line)) for line in self._lines(about)]
        for earlier in reversed(told):
            if earlier == self._entry(answer, earlier.kept, policy):
                # Told once more it tells nothing more.
                return hidden_with(answer, policy, earlier.kept)
        hidden = protect(answer, policy, before(answer, told, self.version, policy, self.places))
        self._append(self._entry(answer, hidden.names, policy))
        return hidden

    def _entry(self, answer: Answer, kept: Collection[str], policy: Policy) -> Entry:
        return entry_of(answer, kept, self.version, policy.threshold)

    def _lines(self, about: frozenset[str]) -> list[bytes]:
        """The lines that have to do with these, by themselves or by others between. The rest need
        not be read: there may be many.
        """
        self.stream.seek(0)
        lines = [(_about(line), line) for line in self.stream]
        size = -1
        while size != len(about):
            size = len(about)
            about = about.union(*(words for words, _ in lines if words & about))
        return [line for words, line in lines if words & about or not words]

    def _append(self, entry: Entry) -> None:
        line = json.dumps(entry.written(), ensure_ascii=False, separators=(",", ":"))
        self.stream.seek(0, os.SEEK_END)
        self.stream.write(line.encode() + b"\n")
        self.stream.flush()
        os.fsync(self.stream.fileno())


def _about(line: bytes) -> frozenset[str]:
    """The first thing in a line: {"about":["steps","flow"],…"""
    return frozenset(json.loads(line[line.index(b"[") : line.index(b"]") + 1]))


@contextmanager
def open_ledger(folder: Path, *, version: str, places: Collection[str] = ()) -> Iterator[Ledger]:
    """The ledger of a store, in its folder; waits while another process has it."""
    with (folder / FILE).open("a+b") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        _cut_torn_line(stream)
        yield Ledger(stream, version, places)


def _cut_torn_line(stream: IO[bytes]) -> None:
    """A process that was killed while it wrote had not shown its answer: forget that line."""
    stream.seek(0)
    text = stream.read()
    whole = text.rfind(b"\n") + 1
    if whole < len(text):
        stream.truncate(whole)
