"""The queue for a course, or for a gathering that is no course round."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value

from brygga.events.enums import GatheringStatus, QueueRule, RegistrationStatus, StepKind
from brygga.events.models import (
    HOLDS_A_SEAT,
    Course,
    Gathering,
    Registration,
    RegistrationStep,
    Session,
)
from brygga.events.queries.room import Room, somebody_of
from brygga.events.rules import Origin, Somebody, Waiting, in_order
from brygga.kernel.refusal import Refusal
from brygga.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue: of a course over all its rounds, or of one gathering."""

    course_id: int | None
    gathering_id: int | None
    rule: str

    @property
    def is_of_course(self) -> bool:
        return self.course_id is not None

    @property
    def pk(self) -> int | None:
        """Of the course, or of the gathering."""
        return self.course_id if self.is_of_course else self.gathering_id

    @property
    def members(self) -> Q:
        """Registrations that belong to it, in whatever state."""
        if self.course_id is not None:
            return Q(course_id=self.course_id)
        return Q(gathering_id=self.gathering_id)

    @property
    def rounds(self) -> QuerySet[Gathering]:
        """What it can give seats in."""
        mine = Q(course_id=self.course_id) if self.course_id else Q(pk=self.gathering_id)
        return Gathering.objects.filter(mine, status=GatheringStatus.PUBLISHED)


def queue_of(gathering: Gathering) -> Queue:
    """The queue that a gathering gives from; its course must be at hand if it has one."""
    course = gathering.course
    if course is None:
        return Queue(None, gathering.pk, QueueRule.FIRST_COME)
    return queue_of_course(course)


def queue_of_course(course: Course) -> Queue:
    return Queue(course.pk, None, course.queue_rule)


@dataclass
class Line:
    """The queue while seats are given from it: who stands where, and what origins have got."""

    queue: Queue
    rows: list[Registration]
    shares: Counter[Origin]
    closed: set[tuple[int, int]]
    """Registration and round: one that was declined, or where they take a single day."""

    def first_for(self, room: Room, now: datetime) -> "Turn | None":
        """The first who wants the room and can have a seat in it, and who was passed over."""
        passed: list[tuple[Registration, Refusal]] = []
        for position, row in enumerate(self.rows, 1):
            if not self._wants(row, room):
                continue
            refusal = room.refusal(somebody_of(row), now)
            if refusal is None:
                share = self.shares[origin_of(row)]
                return Turn(row, position, len(self.rows), share, tuple(passed))
            passed.append((row, refusal))
        return None

    def gave(self, row: Registration) -> None:
        """They wait no longer, and their origin has got one more."""
        self.rows.remove(row)
        self.shares[origin_of(row)] += 1
        if self.queue.rule == QueueRule.EVEN:
            self.rows = _sorted(self.queue.rule, self.rows, self.shares)

    def _wants(self, row: Registration, room: Room) -> bool:
        wanted = waiting_of(row).wants(room.gathering.pk)
        return wanted and (row.pk, room.gathering.pk) not in self.closed


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is: where they stood among so many, and who stood before in vain."""

    row: Registration
    position: int
    waiting: int
    share: int
    passed: tuple[tuple[Registration, Refusal], ...]


def line_of(queue: Queue) -> Line:
    """The line as it stands now. Four queries, one where nobody waits."""
    rows = _waiting(queue)
    if not rows:
        return Line(queue, [], Counter(), set())
    shares = shares_of(queue)
    return Line(queue, _sorted(queue.rule, rows, shares), shares, _closed(rows))


def _closed(rows: list[Registration]) -> set[tuple[int, int]]:
    """Pairs of a waiting registration and a round that is not to be offered to it. Two queries."""
    declined = RegistrationStep.objects.filter(
        kind=StepKind.DECLINED, registration__in=[row.pk for row in rows]
    )
    pairs = set(declined.order_by().values_list("registration_id", "gathering_id"))
    mine = {row.attendee_id: row.pk for row in rows}
    days = Registration.objects.filter(
        attendee__in=mine, only_session__isnull=False, status=RegistrationStatus.SEATED
    )
    for attendee, gathering in days.order_by().values_list("attendee_id", "gathering_id"):
        pairs.add((mine[attendee], gathering))
    return pairs


def _waiting(queue: Queue) -> list[Registration]:
    rows = Registration.objects.filter(queue.members, status=RegistrationStatus.WAITING)
    return list(rows.select_related("attendee", "place", "principal", "gathering").order_by())


def _sorted(rule: str, rows: list[Registration], shares: Counter[Origin]) -> list[Registration]:
    found = {row.pk: row for row in rows}
    return [found[each.id] for each in in_order(rule, list(map(waiting_of, rows)), shares)]


def in_line(queue: Queue) -> list[Registration]:
    """All who wait, the first first, with person, place and principal at hand. Two queries."""
    shares = shares_of(queue) if queue.rule == QueueRule.EVEN else Counter[Origin]()
    return _sorted(queue.rule, _waiting(queue), shares)


def shares_of(queue: Queue) -> Counter[Origin]:
    """How many of each place and principal have a seat or an offer. One query."""
    rows = Registration.objects.filter(
        queue.members, status__in=HOLDS_A_SEAT, only_session__isnull=True
    )
    return Counter(
        (place, principal or 0)
        for place, principal in rows.order_by().values_list("place_id", "principal_id")
    )


def waiting_of(row: Registration) -> Waiting:
    return Waiting(
        id=row.pk,
        queued_at=row.queued_at or row.registered_at,
        origin=origin_of(row),
        need=row.need,
        gathering=row.gathering_id,
        flexible=row.flexible,
    )


def origin_of(row: Registration) -> Origin:
    return row.place_id, row.principal_id or 0


def somebody_waits_for(room: Room, queue: Queue, now: datetime) -> bool:
    """Whether one who waits wants the room and can have a seat in it. One query.

    The same question as `Line.first_for`, without asking who it is: however long the queue, there
    are few kinds of people in it.
    """
    if not room.quotas:
        return bool(_ANYBODY[queue.is_of_course](queue.pk, room.gathering.pk))
    waiting = _wanting(queue, room.gathering.pk)
    kinds = waiting.values_list("place__path", "principal__slug", "profession").distinct()
    return any(
        room.refusal(Somebody(path, principal or "", profession), now) is None
        for path, principal, profession in kinds
    )


def _wanting(queue: Queue, gathering: int) -> QuerySet[Registration]:
    declined = RegistrationStep.objects.filter(
        kind=StepKind.DECLINED, registration=OuterRef("pk"), gathering=gathering
    )
    day = Registration.objects.filter(
        attendee=OuterRef("attendee"),
        gathering=gathering,
        only_session__isnull=False,
        status=RegistrationStatus.SEATED,
    )
    wants = Q(flexible=True) | Q(gathering=gathering)
    waiting = Registration.objects.filter(queue.members, status=RegistrationStatus.WAITING)
    return waiting.filter(wants, ~Exists(declined), ~Exists(day)).order_by()


def position_of(registration: Registration) -> int | None:
    """Place in the queue from 1, or None for one who does not wait. One query, two where seats
    are evened out; the same as in `in_line`, without reading the line.
    """
    if registration.status != RegistrationStatus.WAITING:
        return None
    queue = queue_of(registration.gathering)
    since = registration.queued_at or registration.registered_at
    if queue.rule == QueueRule.FIRST_COME:
        before = _BEFORE[queue.is_of_course](queue.pk, since, registration.pk)
        return 1 + sum(before)
    earlier = _earlier(since, registration.pk)
    waiting = Registration.objects.filter(queue.members, status=RegistrationStatus.WAITING)
    if queue.rule == QueueRule.EVEN:
        return 1 + _before_evenly(registration, waiting, earlier, shares_of(queue))
    greater = Q(need__gt=registration.need) | (Q(need=registration.need) & earlier)
    return 1 + waiting.filter(greater).count()


def _earlier(since: datetime, pk: int) -> Q:
    return Q(queued_at__lt=since) | Q(queued_at=since, pk__lt=pk)


def _before(queue: Queue, since: datetime, pk: int) -> QuerySet[Registration, int]:
    """One number, or none where it is 0."""
    waiting = Registration.objects.filter(queue.members, status=RegistrationStatus.WAITING)
    rows = waiting.filter(_earlier(since, pk)).order_by().values(all=Value(1))
    return rows.annotate(n=Count("pk")).values_list("n", flat=True)


def _anybody(queue: Queue, gathering: int) -> QuerySet[Registration, int]:
    return _wanting(queue, gathering).values_list("pk", flat=True)[:1]


# Keyed by whether the queue is a course's.
_ANYBODY = {
    True: Prepared(lambda pk, gathering: _anybody(Queue(pk, None, ""), gathering)),
    False: Prepared(lambda pk, gathering: _anybody(Queue(None, pk, ""), gathering)),
}
_BEFORE = {
    True: Prepared(lambda pk, since, row: _before(Queue(pk, None, ""), since, row)),
    False: Prepared(lambda pk, since, row: _before(Queue(None, pk, ""), since, row)),
}


def _before_evenly(
    registration: Registration,
    waiting: QuerySet[Registration],
    earlier: Q,
    shares: Counter[Origin],
) -> int:
    """How many stand before: all of origins that have got fewer, of equal ones the earlier."""
    mine = shares[origin_of(registration)]
    found = waiting.order_by().values_list("place_id", "principal_id")
    rows = found.annotate(Count("pk"), first=Count("pk", filter=earlier))
    before = 0
    for place, principal, everybody, first in rows:
        share = shares[place, principal or 0]
        before += everybody if share < mine else first if share == mine else 0
    return before


def queues_with_room(now: datetime) -> list[Queue]:
    """Queues where somebody waits and a round that has not begun has a free seat. Two queries."""
    full = Session.objects.filter(gathering=OuterRef("pk"), taken__gte=F("seats"))
    begun = Session.objects.filter(gathering=OuterRef("pk"), starts_at__lte=now)
    days = Session.objects.filter(gathering=OuterRef("pk"))
    open_rounds = Gathering.objects.filter(
        Exists(days), ~Exists(full), ~Exists(begun), status=GatheringStatus.PUBLISHED
    )
    waiting = Registration.objects.filter(status=RegistrationStatus.WAITING).order_by()
    courses = set(waiting.values_list("course_id", flat=True).distinct())
    if not courses:
        return []
    alone = waiting.filter(course__isnull=True).values("gathering_id")
    wanted = open_rounds.filter(Q(course__in=courses - {None}) | Q(pk__in=alone))
    found = {queue_of(each) for each in wanted.select_related("course").order_by("pk")}
    return sorted(found, key=lambda queue: (queue.course_id or 0, queue.gathering_id or 0))
