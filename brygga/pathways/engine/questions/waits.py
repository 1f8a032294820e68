"""Waits: from referral to first treatment, those still waiting counted as such."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from brygga.pathways.engine.answers import Draft
from brygga.pathways.engine.columns import Column, Flags
from brygga.pathways.engine.materialising import ALWAYS_DAY
from brygga.pathways.engine.protecting import Answer as Told
from brygga.pathways.engine.protecting import Cell, Derived, Scope, Share, Sum, together
from brygga.pathways.engine.questions.asked import Data, Question, Row
from brygga.pathways.engine.survival import survival_of

if TYPE_CHECKING:
    import ibis

WITHIN = (14, 30, 90)
COUNTS = ("referrals", "treated", "still_waiting")
_MEDIAN, _P90 = 0.5, 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits(Question):
    """How long it takes from referral to first treatment.

    A *referral* is a person and a day on which a referral came (`referral` of any contact, or a
    contact whose activity is itself a referral); it belongs to the period of that day and to the
    place of the first contact that tells of it. It is *treated* on the day of the person's first
    contact on that day or later whose activity is a treatment (`Words.treatment`: an assessment is
    none), with whomever it is. Otherwise the person is *still waiting* on the store's last day.
    Median, 90th percentile and the shares treated `within` so many days are those of the
    Kaplan-Meier estimate, in which still waiting is not yet treated rather than left out;
    None where so many have not been treated. `rows` has the same by place.
    """

    within: tuple[int, ...] = WITHIN

    def draft(self, data: Data) -> Draft:
        found = data.columns(self.expression(data))
        numbers = {int(each): data.name("place", int(each)) for each in np.unique(found["place"])}
        order = sorted(numbers, key=lambda each: (numbers[each] is None, numbers[each] or ""))
        places = [numbers[each] for each in order]
        parts = [self._summary(found, found["place"] == each) for each in order]
        whole = self._summary(found, np.ones(len(found["days"]), dtype=bool))
        rows = [{"place": place, **part.shown} for place, part in zip(places, parts, strict=True)]
        return Draft({**whole.shown, "rows": rows}, self._told(whole, parts, places))

    def expression(self, data: Data) -> "ibis.Table":
        """How many waits have ended, and how many are open, by place and days."""
        referrals = self.placed(self.during(data.table("referrals")), data)
        treated = referrals.treated_day < ALWAYS_DAY
        until = treated.ifelse(referrals.treated_day, data.manifest.last_day)
        waits = referrals.select("place", treated=treated, days=until - referrals.day)
        return waits.group_by("place", "treated", "days").agg(waits=waits.count())

    def _summary(self, found: Mapping[str, Column], rows: Flags) -> "Summary":
        """Of the waits in those rows."""
        # A referral may be dated after the last contact of the store: it has not waited yet.
        lasted = np.maximum(found["days"][rows].astype(np.int64), 0)
        days, place = np.unique(lasted, return_inverse=True)
        waits, is_treated = found["waits"][rows], found["treated"][rows].astype(bool)
        ended = np.bincount(place, weights=waits * is_treated, minlength=len(days))
        still = np.bincount(place, weights=waits * ~is_treated, minlength=len(days))
        curve = survival_of(days, ended, still)
        treated, waiting = int(ended.sum()), int(still.sum())
        shown: Row = {
            "referrals": treated + waiting,
            "treated": treated,
            "still_waiting": waiting,
            "median_days": curve.quantile(_MEDIAN),
            "p90_days": curve.quantile(_P90),
            "within": {
                str(limit): _rounded(1 - curve.waiting_after(limit)) if len(days) else None
                for limit in self.within
            },
        }
        return Summary(shown, {limit: int(ended[days <= limit].sum()) for limit in self.within})

    def _told(self, whole: "Summary", parts: list["Summary"], places: list[str | None]) -> Told:
        told = [told_of("", whole, lambda name: self.scope("waits", name, ""))]
        told += [
            told_of(f"rows/{n}/", part, partial(self._scope_at, place or "-"))
            for n, (part, place) in enumerate(zip(parts, places, strict=True))
        ]
        sums = [
            Sum(name, tuple(f"rows/{n}/{name}" for n in range(len(parts))))
            for name in (*COUNTS, *(f"upto/{days}" for days in whole.upto))
            if parts
        ]
        return together(told, sums)

    def _scope_at(self, place: str, name: str) -> Scope:
        return self.scope("waits", name, place)


def told_of(way: str, summary: "Summary", scope: Callable[[str], Scope]) -> Told:
    """What the numbers of a summary are; `scope` says of each count what it counts."""
    referrals, treated, waiting = (way + name for name in COUNTS)
    cells = [Cell(way + name, summary.shown[name], of=scope(name)) for name in COUNTS]
    cells += [Cell(f"{way}upto/{days}", n, is_shown=False) for days, n in summary.upto.items()]
    between, sums = _nested(way, summary)
    return Told(
        cells=(*cells, *between),
        sums=(Sum(referrals, (treated, waiting)), *sums),
        shares=tuple(
            Share(f"{way}within/{days}", f"{way}upto/{days}", referrals) for days in summary.upto
        ),
        derived=tuple(
            Derived(way + name, (referrals, treated)) for name in ("median_days", "p90_days")
        ),
    )


def _rounded(share: float) -> float:
    """To four decimals; what floating point leaves behind must not decide a tie."""
    return round(round(share, 10), 4)


def _nested(way: str, summary: "Summary") -> tuple[list[Cell], list[Sum]]:
    """What two shares, or the last share and all who are treated, tell by their difference."""
    limits = sorted(summary.upto)
    cells, sums = [], []
    for days, fewer in zip(limits[1:], limits, strict=False):
        name = f"{way}between/{days}"
        cells.append(Cell(name, summary.upto[days] - summary.upto[fewer], is_shown=False))
        sums.append(Sum(f"{way}upto/{days}", (f"{way}upto/{fewer}", name)))
    for days in limits[-1:]:
        name = f"{way}after/{days}"
        cells.append(Cell(name, summary.shown["treated"] - summary.upto[days], is_shown=False))
        sums.append(Sum(f"{way}treated", (f"{way}upto/{days}", name)))
    return cells, sums


@dataclass(frozen=True, slots=True)
class Summary:
    """What is shown of some referrals, and how many were treated within each of the days."""

    shown: Row
    upto: dict[int, int]
