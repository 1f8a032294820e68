"""What happens in a place in a year: answers from both sides, what is settled, decided and done."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from brygga.programme.simulation.frame import DOCUMENT, keys
from brygga.programme.simulation.tables import Made, Row
from brygga.programme.simulation.world import LEVELS, PROVISIONS, SIDES, Spot, World

_SHOWS = {
    "routine": "Påhittad rutin",
    "document": "Påhittat dokument",
    "decision": "Påhittat beslut",
    "statistics": "Påhittad statistik",
}
_KINDS = tuple(_SHOWS)
_COMMENTS = ("Påhittad kommentar.", "Påhittat: tas upp på nästa samråd.", "Påhittat: ses över.")
_WHY = ("Påhittat: störst glapp.", "Påhittat: brukarna ber om det.", "Påhittat: olika svar.")
_OWNERS = ("Processledaren", "Enhetschefen", "Arbetsutskottet")
_PARTLY = LEVELS.index("partly")
_LAGGING = 6

# How often things happen.
_SHOWN, _COMMENTED, _SETTLED, _RETURNED = 0.7, 0.03, 0.4, 0.1
_SECOND, _DRAFT, _COSTED = 0.5, 0.3, 0.4
_OLDEST_EVIDENCE_DAYS = 1200
_LAST_STATUS = (("accepted", 0.60), ("submitted", 0.75), ("returned", 0.80), ("open", 1.0))
_DONE_BY_NOW = (("done", 0.75), ("dropped", 0.90), ("ongoing", 1.0))
_DONE_THIS_YEAR = (("planned", 0.3), ("ongoing", 0.7), ("done", 1.0))
_MOVES = {
    "planned": ("planned",),
    "ongoing": ("planned", "ongoing"),
    "done": ("planned", "ongoing", "done"),
    "dropped": ("planned", "dropped"),
}


@dataclass(slots=True)
class Happened:
    """Rows of one place and year, by table."""

    answers: list[Made] = field(default_factory=list)
    mappings: list[Made] = field(default_factory=list)
    mapping_steps: list[Made] = field(default_factory=list)
    priorities: list[Made] = field(default_factory=list)
    plans: list[Made] = field(default_factory=list)
    plan_steps: list[Made] = field(default_factory=list)
    activities: list[Made] = field(default_factory=list)
    activity_steps: list[Made] = field(default_factory=list)


def year_of(world: World, spot: Spot, year: int) -> Happened:
    """Everything that happens in one place in one year."""
    told = _PlaceYear(world, spot, year)
    told.answer()
    told.map()
    told.plan()
    return told.happened


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


class _PlaceYear:
    """One place in one year, told in order: each part draws from the same chance."""

    def __init__(self, world: World, spot: Spot, year: int) -> None:
        self.world = world
        self.random = world.random
        self.spot = spot
        self.year = year
        self.is_last = year == world.years[-1]
        self.happened = Happened()
        self.status = self._drawn(_LAST_STATUS) if self.is_last else "accepted"
        self.begun = date(year, 9, 3) + timedelta(days=self.random.randrange(35))
        latent = world.latent(spot, year)
        self.levels = [
            [
                world.answer(come, seen)
                for come, seen in zip(latent, world.seen[spot.code + side], strict=True)
            ]
            for side in SIDES
        ]

    def _happens(self, share: float) -> bool:
        return self.random.random() < share

    def _drawn(self, shares: tuple[tuple[str, float], ...]) -> str:
        """One of the words; each stands with the share of it and those before it."""
        drawn = self.random.random()
        return next(word for word, share in shares if drawn < share)

    # -- Answers ---------------------------------------------------------------------------------

    def answer(self) -> None:
        """Both sides answer; an open mapping is part of the way. Then some is settled."""
        asked = keys()
        reached = self.random.randrange(len(asked)) if self.status == "open" else len(asked)
        for side, levels in zip(SIDES, self.levels, strict=True):
            day = self.begun + timedelta(days=self.random.randrange(14))
            answered = zip(asked[:reached], levels[:reached], strict=True)
            for number, (key, level) in enumerate(answered):
                at = _at(day, 8 + number // 30, number * 2 % 60)
                self.happened.answers.append(self._level_answer(key, side, level, at))
            if self.status != "open":
                self.happened.answers.append(self._text_answer(side, _at(day, 11, 30)))
        if self.status in {"accepted", "submitted"}:
            self.happened.answers += self._joint_answers(asked)

    def _level_answer(self, key: str, side: str, level: int, at: datetime) -> Made:
        kind, shown, shown_on = self._evidence(at.date()) if level >= _PARTLY else ("", "", None)
        return Row.answers(
            place=self.spot.code,
            year=self.year,
            question=key,
            side=side,
            level=LEVELS[level] if level >= 0 else "dont_know",
            evidence_kind=kind,
            evidence=shown,
            evidence_on=shown_on,
            comment=self.random.choice(_COMMENTS) if self._happens(_COMMENTED) else "",
            answered_at=at,
        )

    def _evidence(self, day: date) -> tuple[str, str, date | None]:
        """Now and then it is old."""
        if not self._happens(_SHOWN):
            return "", "", None
        kind = self.random.choice(_KINDS)
        age = int(self.random.random() ** 2 * _OLDEST_EVIDENCE_DAYS)
        return kind, _SHOWS[kind], day - timedelta(days=age)

    def _text_answer(self, side: str, at: datetime) -> Made:
        return Row.answers(
            place=self.spot.code,
            year=self.year,
            question="prioriteringar",
            side=side,
            text="Påhittat svar.",
            answered_at=at,
        )

    def _joint_answers(self, asked: list[str]) -> Iterator[Made]:
        """The consultation settles some of what differs, on the lower or the higher."""
        met = _at(self.begun + timedelta(days=18), 13)
        for key, first, second in zip(asked, *self.levels, strict=True):
            if first != second and min(first, second) >= 0 and self._happens(_SETTLED):
                yield Row.answers(
                    place=self.spot.code,
                    year=self.year,
                    question=key,
                    side="joint",
                    level=LEVELS[self.random.choice((first, second))],
                    comment="Påhittat: samrådet enades.",
                    answered_at=met,
                )

    # -- The mapping -----------------------------------------------------------------------------

    def map(self) -> None:
        finished = _at(self.begun + timedelta(days=14), 16) if self.status != "open" else None
        decided = _at(self.begun + timedelta(days=27), 10)
        self.happened.mappings.append(
            Row.mappings(
                place=self.spot.code,
                year=self.year,
                status=self.status,
                social_services_finished_at=finished,
                health_care_finished_at=finished,
                settles_on=self.begun + timedelta(days=18),
                accepted_at=decided if self.status == "accepted" else None,
                invented=True,
            )
        )
        for status, day, reason in self._moves(decided.date()):
            self.happened.mapping_steps.append(
                Row.mapping_steps(
                    place=self.spot.code,
                    year=self.year,
                    at=_at(day, 10),
                    status=status,
                    reason=reason,
                )
            )

    def _moves(self, decided: date) -> Iterator[tuple[str, date, str]]:
        submitted = self.begun + timedelta(days=20)
        yield "open", date(self.year, 9, 1), ""
        if self.status == "open":
            return
        yield "submitted", submitted, ""
        again = self.status == "accepted" and self._happens(_RETURNED)
        if again or self.status == "returned":
            yield "returned", submitted + timedelta(days=2), "Påhittat: skriv vad som visar det."
        if again:
            yield "submitted", submitted + timedelta(days=4), ""
        if self.status == "accepted":
            yield "accepted", decided, ""

    # -- The plan --------------------------------------------------------------------------------

    def plan(self) -> None:
        """What lags most comes first: one or two priorities, each with activities."""
        month, day = 2 + self.random.randrange(4), 1 + self.random.randrange(28)
        decided = date(self.year, month, day)
        draft = self.is_last and self._happens(_DRAFT)
        self._write_plan(None if draft else decided + timedelta(days=10))
        for number in self._chosen():
            self._prioritise(number, decided)

    def _write_plan(self, adopted_on: date | None) -> None:
        where = {"place": self.spot.code, "year": self.year}
        status = "adopted" if adopted_on else "draft"
        adopted_by = f"samrad-{self.spot.code}" if adopted_on else None
        self.happened.plans.append(
            Row.plans(
                **where, status=status, adopted_on=adopted_on, adopted_by=adopted_by, invented=True
            )
        )
        if adopted_on:
            step = Row.plan_steps(**where, at=_at(adopted_on, 13), status=status)
            self.happened.plan_steps.append(step)

    def _chosen(self) -> list[int]:
        sides = [levels[:PROVISIONS] for levels in self.levels]
        come = [(min(pair), number) for number, pair in enumerate(zip(*sides, strict=True), 1)]
        lagging = [number for _level, number in sorted(come)[:_LAGGING]]
        return sorted(self.random.sample(lagging, 2 if self._happens(_SECOND) else 1))

    def _prioritise(self, number: int, decided: date) -> None:
        slug = f"{self.spot.code}-{self.year}-{number}"
        self.happened.priorities.append(
            Row.priorities(
                slug=slug,
                place=self.spot.code,
                year=self.year,
                provision=f"{DOCUMENT}/{number}",
                group=f"samrad-{self.spot.code}",
                decided_on=decided,
                why=self.random.choice(_WHY),
                invented=True,
            )
        )
        for part in range(1, 2 + self.random.randrange(3)):
            self._act(number, f"{slug}-{part}", decided)

    def _act(self, number: int, slug: str, decided: date) -> None:
        status = self._drawn(_DONE_THIS_YEAR if self.is_last else _DONE_BY_NOW)
        month, day = 8 + self.random.randrange(5), 1 + self.random.randrange(28)
        cost = self.random.randrange(2, 80) * 500 if self._happens(_COSTED) else None
        self.happened.activities.append(
            Row.activities(
                slug=slug,
                place=self.spot.code,
                year=self.year,
                title=f"Påhittad aktivitet för åtgärd {number}",
                provisions=(f"{DOCUMENT}/{number}",),
                owner=self.random.choice(_OWNERS),
                due_on=date(self.year, month, day),
                status=status,
                cost=cost,
            )
        )
        for step, move in enumerate(_MOVES[status]):
            at = _at(decided + timedelta(days=12 + 21 * step), 9)
            self.happened.activity_steps.append(
                Row.activity_steps(activity=slug, at=at, status=move)
            )
