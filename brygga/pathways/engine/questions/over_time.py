"""Waits over time: one period after the other, read in one go."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from brygga.pathways.engine.answers import Draft
from brygga.pathways.engine.days import day_number
from brygga.pathways.engine.faults import NotAsked
from brygga.pathways.engine.materialising import ALWAYS_DAY
from brygga.pathways.engine.protecting import Answer as Told
from brygga.pathways.engine.protecting import Scope, together
from brygga.pathways.engine.questions.asked import Data, Row
from brygga.pathways.engine.questions.waits import Summary, Waits, told_of

if TYPE_CHECKING:
    import ibis

Period = tuple[date, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitsOverTime(Waits):
    """The same as `Waits` for periods that follow each other, by the day of the referral.

    `days` are the first days of the periods, and last the first day after them all; `since` and
    `until` are not asked. Each row tells `since` and `until` (the first day after), and what
    `Waits` tells of a whole.
    """

    days: tuple[date, ...]

    def draft(self, data: Data) -> Draft:
        periods = list(pairwise(self.days))
        if not periods or any(first >= after for first, after in periods):
            raise NotAsked("Give the first days of the periods in order, and the day after.")
        found = data.columns(self.expression(data))
        parts = [
            self._summary(found, found["period"] == number)
            for number, _period in enumerate(periods, 1)
        ]
        rows: list[Row] = [
            {"since": first.isoformat(), "until": after.isoformat(), **part.shown}
            for (first, after), part in zip(periods, parts, strict=True)
        ]
        return Draft({"rows": rows}, self._told_over_time(parts, periods))

    def expression(self, data: Data) -> "ibis.Table":
        """How many waits have ended, and how many are open, by period (from 1) and days."""
        first, after = day_number(self.days[0]), day_number(self.days[-1])
        referrals = self.placed(data.table("referrals"), data)
        referrals = referrals.filter(referrals.day >= first, referrals.day < after)
        period = sum((referrals.day >= day_number(day)).ifelse(1, 0) for day in self.days[:-1])
        treated = referrals.treated_day < ALWAYS_DAY
        until = treated.ifelse(referrals.treated_day, data.manifest.last_day)
        waits = referrals.select(period=period, treated=treated, days=until - referrals.day)
        return waits.group_by("period", "treated", "days").agg(waits=waits.count())

    def _told_over_time(self, parts: list[Summary], periods: list[Period]) -> Told:
        return together(
            told_of(f"rows/{number}/", part, partial(self._scope_in, period))
            for number, (part, period) in enumerate(zip(parts, periods, strict=True))
        )

    def _scope_in(self, period: Period, name: str) -> Scope:
        """The very numbers that `Waits` tells of the period as a whole."""
        return replace(self, since=period[0], until=period[1]).scope("waits", name, "")
