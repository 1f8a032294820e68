"""Every certificate of a course as files in a folder, set by several processes at once.

What is written already is left alone, so that a run that was stopped goes on where it was.
"""

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from brygga.competence.paper.setting import Page, leave_signals, write_all
from brygga.competence.paper.words import page_of
from brygga.competence.queries.certificates import Proof

Progress = Callable[[int], None]
AT_A_TIME = 25
"""So many are handed to a process at once."""
ALONE = 40
"""Fewer are set before other processes would have started."""
_LEFT_BEHIND_S = 3600


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be written, and how many are there already."""

    proofs: list[Proof]
    folder: Path
    skipped: int


def file_name(proof: Proof) -> str:
    """Whose and which, without saying so to whoever lists the folder."""
    certificate = proof.certificate
    return f"{certificate.attendee.code}-{certificate.uid[:8]}.pdf"


def work_left(proofs: list[Proof], folder: Path) -> Work:
    """Those without a file. What a stopped run left half done is swept away."""
    for part in folder.glob(".*.part"):
        if part.stat().st_mtime < time.time() - _LEFT_BEHIND_S:
            part.unlink(missing_ok=True)
    there = {entry.name for entry in folder.iterdir()}
    left = [proof for proof in proofs if file_name(proof) not in there]
    return Work(left, folder, len(proofs) - len(left))


def write_them(work: Work, progress: Progress, processes: int | None = None) -> int:
    """Write all that is left; gives how many. Raises OSError where a file cannot be written."""
    parts = _parts(work)
    count = processes or os.cpu_count() or 1
    if count == 1 or len(work.proofs) <= ALONE:
        return sum(_told(write_all(part), progress) for part in parts)
    return _side_by_side(parts, progress, count)


def _side_by_side(parts: Iterator[list[tuple[Page, str]]], progress: Progress, count: int) -> int:
    # Spawned, not forked: a child must not inherit a connection to the database.
    with ProcessPoolExecutor(count, get_context("spawn"), initializer=leave_signals) as pool:
        waiting = [pool.submit(write_all, part) for part in parts]
        try:
            return sum(_told(done.result(), progress) for done in as_completed(waiting))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _told(count: int, progress: Progress) -> int:
    progress(count)
    return count


def _parts(work: Work) -> Iterator[list[tuple[Page, str]]]:
    for start in range(0, len(work.proofs), AT_A_TIME):
        some = work.proofs[start : start + AT_A_TIME]
        yield [(page_of(proof), str(work.folder / file_name(proof))) for proof in some]
