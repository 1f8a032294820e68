"""Prepares a store: once, so that every question is quick; all of it, or nothing.

    report = prepare(["events/*.parquet"], store="store", key=key)

What is delivered: one row a contact, with `person, unit, sector, activity, start` and, where known,
`end, referral, plan, outcome, place`. `start` and `end` are instants or days, `referral` the
instant or day the referral came that led to the contact, `plan` anything at all where a joint plan
was made or in force (what it says is not kept), `outcome` a word for how the contact ended, `place`
a code (01, 0160) or a slug.
"""

import shutil
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import numpy as np

from brygga.pathways.engine.faults import NotAsked, Unusable
from brygga.pathways.engine.gathering import Gathered, Gatherer, range_size
from brygga.pathways.engine.how import (
    TRANSFER_HOURS,
    Manifest,
    Preparation,
    Report,
)
from brygga.pathways.engine.keys import key_from
from brygga.pathways.engine.materialising import Meaning
from brygga.pathways.engine.naming import Names
from brygga.pathways.engine.people import People, mark_of
from brygga.pathways.engine.progress import Progress, silent, stretch
from brygga.pathways.engine.ranging import REJECTED_PART, Made, Ranges, make_folders
from brygga.pathways.engine.rejecting import Rejections
from brygga.pathways.engine.sectors import OTHER, SECTORS
from brygga.pathways.engine.selecting import NAMES
from brygga.pathways.engine.spelling import plain
from brygga.pathways.engine.versions import current, draft_in, put_in_force, writing
from brygga.pathways.engine.words import Words

_DRAFT_ROWS = "rows"
_LOOKED, _PARTED = 0.1, 0.45
"""How much is done when all is looked at, and when all is parted, as it takes time."""


def prepare(
    events: Iterable[str | Path] | str | Path,
    *,
    store: str | Path,
    key: bytes | None = None,
    how: Preparation | None = None,
    progress: Progress = silent,
) -> Report:
    """Prepares `store` from files, folders or patterns; it is replaced when all is well.

    `key` is the principal's; without it, the one in BRYGGA_PATHWAYS_KEY_FILE or BRYGGA_HOME. With
    `how.add` the delivery is added, and only the persons it touches are prepared anew.
    Raises Unusable, with file and row, where nothing could be prepared; then nothing is changed.
    """
    named = [events] if isinstance(events, str | Path) else list(events)
    folder = Path(store)
    with writing(folder), draft_in(folder) as draft:
        work = _Work(how or Preparation(), key or key_from(), folder, draft)
        report = work.done(named, progress)
        put_in_force(folder, draft)
    return report


class _Work:
    """One preparation, from the delivery to a draft that can be put in force."""

    def __init__(self, how: Preparation, key: bytes, store: Path, draft: Path) -> None:
        self.how, self.key, self.draft = how, key, draft
        self.before = current(store) if how.add else None
        self.old = self._manifest() if self.before else None
        self.names = Names.read(self.before) if self.before else Names()
        self.own_sectors = _own_sectors(how.sectors or ()) | (
            dict(self.old.own_sectors) if self.old else {}
        )

    def done(self, events: list[str | Path], progress: Progress) -> Report:
        """Writes the draft. The delivery is let go before its ranges are made."""
        with ThreadPoolExecutor(self.how.limits.threads) as pool:
            with Gatherer(self.draft / _DRAFT_ROWS, self.how, self.how.limits) as gatherer:
                rows = gatherer.look(events, stretch(progress, 0, _LOOKED))
                for column in NAMES:
                    self.names.with_words(column, gatherer.words(column))
                people = gatherer.people(self.key, pool, self.before)
                size = self.old.range_size if self.old else range_size(people.persons, rows)
                known = set(SECTORS) | set(self.own_sectors)
                parting = stretch(progress, _LOOKED, _PARTED)
                gathered = gatherer.part(self.names, people, known, size, parting)
            ranges = self._ranges(gathered)
            making = stretch(progress, _PARTED, 1)
            self._make(ranges, -(-people.persons // size), rows, pool, making)
            return self._finish(ranges, people, size, rows)

    def _ranges(self, gathered: Gathered) -> Ranges:
        make_folders(self.draft)
        hours = self.old.transfer_hours if self.old else self._given_hours()
        rejections = Rejections(gathered.files, gathered.lines)
        meaning = _meaning(self.names, self._words(), self.own_sectors)
        return Ranges(
            gathered.folder,
            gathered.packing,
            self.draft,
            self.before,
            meaning,
            hours,
            rejections,
        )

    def _make(
        self, ranges: Ranges, count: int, rows: int, pool: ThreadPoolExecutor, progress: Progress
    ) -> None:
        jobs = [pool.submit(ranges.make, number) for number in range(REJECTED_PART, count)]
        done = 0
        try:
            for job in as_completed(jobs):
                done += job.result()
                progress(done / rows)
        finally:
            for job in jobs:
                job.cancel()
        # The rows of the delivery, in numbers; the tables are made of them.
        shutil.rmtree(ranges.rows, ignore_errors=True)

    def _finish(self, ranges: Ranges, people: People, size: int, rows: int) -> Report:
        rejections = ranges.rejections
        read = rows + rejections.unreadable
        rejections.insist_on_few(read, self.how.max_rejected)
        report = _report(ranges.made, read, rejections.count, people.persons)
        if not report.contacts:
            raise Unusable("Not one row could be used. Nothing was prepared.")
        rejections.write(self.draft)
        people.write(self.draft)
        self.names.write(self.draft)
        self._tell(ranges, size, report).write(self.draft)
        return report

    def _tell(self, ranges: Ranges, size: int, report: Report) -> Manifest:
        return Manifest(
            transfer_hours=ranges.transfer_hours,
            own_sectors=self.own_sectors,
            words=self._words(),
            range_size=size,
            ranges=len(ranges.made),
            first_day=min(each.first_day for each in ranges.made if each.first_day is not None),
            last_day=max(each.last_day for each in ranges.made if each.last_day is not None),
            counts=report.to_dict(),
            key_mark=mark_of(self.key),
        )

    def _words(self) -> Words:
        return self.old.words if self.old else self.how.words or Words()

    def _given_hours(self) -> float:
        return TRANSFER_HOURS if self.how.transfer_hours is None else self.how.transfer_hours

    def _manifest(self) -> Manifest:
        """What the store was prepared with, which a delivery that is added must not contradict."""
        assert self.before is not None  # noqa: S101 -- for the type checker; only asked when adding
        try:
            old = Manifest.read(self.before)
        except NotAsked as error:
            raise Unusable(str(error)) from None
        if old.key_mark != mark_of(self.key):
            raise Unusable(
                "The store was prepared with another key: the same persons would be two."
            )
        if self.how.transfer_hours not in {None, old.transfer_hours}:
            raise Unusable(
                f"The store was prepared with transfers within {old.transfer_hours:g} hours; "
                "prepare it anew to change that."
            )
        if self.how.words not in {None, old.words}:
            raise Unusable(
                "The store was prepared with other words; prepare it anew to change them."
            )
        return old


def _report(made: list[Made], read: int, rejected: int, persons: int) -> Report:
    return Report(
        read=read,
        kept=sum(each.kept for each in made),
        rejected=rejected,
        duplicates=sum(each.duplicates for each in made),
        merged=sum(each.merged for each in made),
        contacts=sum(each.contacts for each in made),
        persons=persons,
    )


def _own_sectors(named: Iterable[str]) -> dict[str, str]:
    """Principal by sector, from `sector` or `sector=principal`."""
    found: dict[str, str] = {}
    for each in named:
        sector, _sign, principal = each.partition("=")
        found[plain(sector)] = principal.strip() or OTHER
    return found


def _meaning(names: Names, words: Words, own: Mapping[str, str]) -> Meaning:
    activities, outcomes = names.words["activity"], names.words["outcome"]
    principals = {**SECTORS, **own}
    by_sector = [principals.get(plain(word), "") for word in names.words["sector"].values()]
    return Meaning(
        **{
            kind: names.flags("activity", words.ids(kind, activities))
            for kind in ("treatment", "referral", "inpatient", "planned_inpatient")
        },
        handed_over=names.flags("outcome", words.ids("handed_over", outcomes)),
        principal=np.unique(by_sector, return_inverse=True)[1],
    )
