"""What a yearly follow-up holds: numbers and names only, the same for everybody who reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from brygga.people.enums import PlaceKind


@dataclass(frozen=True, slots=True)
class Spot:
    """A place by code and name."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class ParticipantLine:
    """Who takes part since when. `mapping` is how far the year's answers have come, "" if none."""

    spot: Spot
    status: str
    since: date
    source: str
    mapping: str


@dataclass(frozen=True, slots=True)
class Completeness:
    """Places asked, those that have sent in (accepted ones too) and those accepted."""

    expected: int = 0
    submitted: int = 0
    accepted: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """Accepted answers to one thing asked about, and how they moved since the year before.

    `answers` has every level. `differing` counts answers where the two sides' originals differ,
    `settled` those of them with a joint answer. `change` is the sum of steps over places with a
    known level both years, None when there are none; `aged` claims to be in place on old evidence.
    """

    answers: Mapping[str, int]
    differing: int = 0
    settled: int = 0
    forward: int = 0
    back: int = 0
    still: int = 0
    change: int | None = None
    aged: int = 0

    @property
    def total(self) -> int:
        return sum(self.answers.values())


@dataclass(frozen=True, slots=True)
class Line:
    """One thing asked about. `ref` is DOCUMENT/NUMBER, "" for what is no provision.

    `level` and `before` are given when the report is about a single place's answers.
    """

    subject: str
    kind: str
    ref: str
    name: str
    title: str
    in_focus: bool
    tally: Tally
    level: str = ""
    before: str = ""
    evidence: str = ""
    evidence_on: date | None = None
    is_aged: bool = False

    @property
    def heading(self) -> str:
        """ "Riktlinje 3 Barnen ses tidigt"; what is no provision has a title only."""
        return f"{self.name} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Gap:
    """A provision short of *in place*. `places` lack it, of `answered`; `unknown` do not know.

    `without_activity` counts places with a known gap and no live activity for it in an adopted
    plan.
    """

    line: Line
    places: int
    answered: int
    unknown: int
    steps: int
    without_activity: int
    prioritised: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer where the two principals differ; `level` is what counts meanwhile."""

    spot: Spot
    line: Line
    social_services: str
    health_care: str
    level: str
    is_settled: bool


@dataclass(frozen=True, slots=True)
class PriorityLine:
    spot: Spot
    ref: str
    name: str
    title: str
    group: str
    decided_on: date
    why: str


@dataclass(frozen=True, slots=True)
class ActivityLine:
    spot: Spot
    title: str
    refs: tuple[str, ...]
    names: tuple[str, ...]
    owner: str
    due_on: date
    state: str


@dataclass(frozen=True, slots=True)
class CompetenceLine:
    """A course that serves what was asked about, at the end of the year.

    `trained` of `heads` in post have it, `aside` where the staff is not known; `issued` got the
    certificate in the year, `trainers` may teach it. None is unknown; what `kept` names is known,
    and too small to be told.
    """

    ref: str
    title: str
    trained: int | None
    heads: int | None
    share: int | None
    aside: int | None
    issued: int | None
    trainers: int | None
    kept: frozenset[str]
    counted: tuple[date, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferedLine:
    """A provision that some intervention carries out, at the end of the year.

    Of `places`, it is offered in `reached`, in `believed` of them checked within a year; in
    `unclear` nobody or two are said to answer. `days` is the shortest wait known anywhere.
    """

    ref: str
    heading: str
    places: int
    reached: int
    believed: int
    unclear: int
    days: int | None


@dataclass(frozen=True, slots=True)
class CountyLine:
    """One county in the report of the nation. `share` is in whole per cent, None if unknown."""

    spot: Spot
    completeness: Completeness
    has_round: bool
    focus: str
    typical: str
    share: int | None
    share_before: int | None
    unsettled: int


@dataclass(frozen=True, slots=True)
class GridCell:
    level: str
    differs: bool


@dataclass(frozen=True, slots=True)
class GridRow:
    """`change` is steps since the year before over all that was asked, None if nothing compares."""

    spot: Spot
    mapping: str
    cells: tuple[GridCell, ...]
    change: int | None


@dataclass(frozen=True, slots=True)
class Grid:
    """Places (or counties) against what was asked. `drawn` is the column shown on the map."""

    columns: tuple[Line, ...]
    rows: tuple[GridRow, ...]
    drawn: int | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence built from the numbers; `is_key` ones stand first in the report."""

    section: str
    text: str
    is_key: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The yearly follow-up of a nation, a county or a place inside one.

    Only accepted answers, decided priorities and adopted plans. `on` is the day that participation
    and activities are counted. `share` is how much of the answers about provisions say that it is
    in place, in whole per cent; None when there are none.
    """

    place: Spot
    year: int
    on: date
    generated_at: datetime
    invented: bool
    has_before: bool
    share: int | None
    share_before: int | None
    completeness: Completeness
    participants: tuple[ParticipantLine, ...]
    lines: tuple[Line, ...]
    gaps: tuple[Gap, ...]
    differences: tuple[Difference, ...]
    priorities: tuple[PriorityLine, ...]
    counts: Mapping[str, int]
    activities: tuple[ActivityLine, ...]
    counties: tuple[CountyLine, ...]
    grid: Grid
    own_text: Mapping[str, str]
    competence: tuple[CompetenceLine, ...] = field(default=())
    offered: tuple[OfferedLine, ...] = field(default=())
    sentences: tuple[Sentence, ...] = field(default=())

    @property
    def is_nation(self) -> bool:
        return self.place.kind == PlaceKind.NATION

    @property
    def is_single(self) -> bool:
        """Whether it is about one place's answers, so that levels say more than counts."""
        inside = self.place.kind not in {PlaceKind.NATION, PlaceKind.COUNTY}
        return inside and len(self.grid.rows) <= 1

    @property
    def focus(self) -> Line | None:
        return next((line for line in self.lines if line.in_focus), None)

    def of_kind(self, *kinds: str) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.kind in kinds)
