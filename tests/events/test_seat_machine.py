"""All seat rules together: whatever is done in whatever order, the rows say what the model says.

A plain run takes some hundred steps. `SEAT_STEPS=10000 pytest tests/events/test_seat_machine.py`
takes as many as it says, on the database that BRYGGA_DATABASE_URL names.
"""

import os
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from brygga import clock
from brygga.access.actor import SYSTEM, VISITOR
from brygga.events import actions
from brygga.events.enums import QueueRule
from brygga.events.models import HOLDS_A_SEAT, LIVE, Registration
from brygga.kernel.refusal import Refused
from tests.builders import events as build
from tests.events.seat_model import Seats

STEPS, A_FEW = int(os.environ.get("SEAT_STEPS", "300")), 300
ORIGINS = {"a": ("0160", build.SOCIAL), "b": ("0160", build.HEALTH), "c": ("0162", build.SOCIAL)}
MOST = 2
"""How many from health care the first round takes."""
PEOPLE = 9

somebody, rounds, origins = st.integers(0, PEOPLE - 1), st.integers(0, 2), st.sampled_from("abc")
wishes = st.tuples(somebody, origins, rounds, st.booleans(), st.integers(0, 3))


def having(*statuses):
    """A step that needs somebody in one of these states."""
    return precondition(lambda self: self.those(*statuses))


class SeatMachine(RuleBasedStateMachine):
    steps = 0

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.real_now, self.now = clock.now, clock.now()
        clock.now = self.tick

    def tick(self):
        """No two things happen in the same instant."""
        self.now += timedelta(seconds=1)
        return self.now

    def teardown(self):
        clock.now = self.real_now
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @initialize(
        queue_rule=st.sampled_from(QueueRule.values),
        seats=st.tuples(*[st.integers(0, 3)] * 3),
        first=st.lists(wishes, min_size=4, max_size=8),
    )
    def begin(self, queue_rule, seats, first):
        course = build.course(queue_rule=queue_rule)
        self.rounds = [
            build.gathering(
                of=course, seats=n, days=2, first=build.FIRST_DAY + timedelta(days=10 * i)
            )
            for i, n in enumerate(seats)
        ]
        build.quota(self.rounds[0], "principal", build.HEALTH, most=MOST)
        self.model = Seats(queue_rule, seats, {(0, "b"): MOST})
        self.rows = {}
        for wish in first:
            self.enter(*wish)

    def those(self, *statuses):
        """Who is in one of the states, by name."""
        return [name for name, one in self.model.people.items() if one.status in statuses]

    def one_of(self, which, *statuses):
        found = self.those(*statuses)
        return found[which % len(found)]

    def agree(self, act, *, allowed):
        """The model allows it exactly if the action does; gives what the action made."""
        SeatMachine.steps += 1
        try:
            with transaction.atomic():
                made = act()
        except Refused:
            made = None
        assert (made is not None) == allowed
        return made

    def enter(self, who, origin, where, flexible, need):
        name, (at, of) = f"person{who}", ORIGINS[origin]
        expected = self.model.register(name, origin, where, flexible=flexible, need=need)
        made = self.agree(
            lambda: actions.register(
                gathering=self.rounds[where],
                person=build.person(f"{name}@brygga.example", at=at, of=of),
                by=VISITOR,
                wish=actions.Wish(flexible=flexible, need=need),
            ),
            allowed=expected,
        )
        if made:
            self.rows[name] = made

    @rule(wish=wishes)
    def register(self, wish):
        self.enter(*wish)

    @having("seated", "waiting", "offered")
    @rule(which=somebody)
    def cancel(self, which):
        name = self.one_of(which, "seated", "waiting", "offered")
        self.agree(lambda: actions.cancel(registration=self.rows[name], by=VISITOR), allowed=True)
        self.model.end(name, "cancelled")

    @having("offered")
    @rule(which=somebody)
    def accept(self, which):
        name = self.one_of(which, "offered")
        self.agree(
            lambda: actions.accept_offer(registration=self.rows[name], by=VISITOR), allowed=True
        )
        self.model.accept(name)

    @having("offered")
    @rule(which=somebody)
    def decline(self, which):
        name = self.one_of(which, "offered")
        self.agree(
            lambda: actions.decline_offer(registration=self.rows[name], by=VISITOR), allowed=True
        )
        self.model.decline(name)

    @having("seated", "waiting", "cancelled", "lapsed")
    @rule(which=somebody)
    def answer_no_offer(self, which):
        name = self.one_of(which, "seated", "waiting", "cancelled", "lapsed")
        for answer in (actions.accept_offer, actions.decline_offer):
            self.agree(lambda: answer(registration=self.rows[name], by=VISITOR), allowed=False)  # noqa: B023 -- run at once

    @having("cancelled", "lapsed")
    @rule(which=somebody)
    def cancel_what_is_over(self, which):
        name = self.one_of(which, "cancelled", "lapsed")
        self.agree(lambda: actions.cancel(registration=self.rows[name], by=VISITOR), allowed=False)

    @having("offered")
    @rule()
    def lapse(self):
        self.now += timedelta(hours=73)
        SeatMachine.steps += 1
        offered = self.those("offered")
        assert actions.lapse_offers() == len(offered)
        for name in offered:
            self.model.end(name, "lapsed")

    @rule()
    def promote(self):
        SeatMachine.steps += 1
        actions.promote_all()
        self.model.promote()

    @rule(where=rounds, seats=st.integers(0, 4))
    def change_capacity(self, where, seats):
        expected = self.model.resize(where, seats)
        held = self.rounds[where]
        self.agree(
            lambda: actions.change_capacity(gathering=held, seats=seats, by=SYSTEM),
            allowed=expected,
        )

    @having("seated", "waiting", "offered", "cancelled")
    @rule(which=somebody, to=rounds)
    def move(self, which, to):
        name = self.one_of(which, "seated", "waiting", "offered", "cancelled")
        expected = self.model.move(name, to)
        row, held = self.rows[name], self.rounds[to]
        self.agree(lambda: actions.move(registration=row, to=held, by=SYSTEM), allowed=expected)

    @invariant()
    def everybody_stands_where_the_model_says(self):
        if not hasattr(self, "rows"):
            return
        where = {each.pk: n for n, each in enumerate(self.rounds)} | {None: None}
        found = Registration.objects.filter(pk__in=[row.pk for row in self.rows.values()])
        told = {r.pk: (r.status, where[r.gathering_id], where[r.offered_id]) for r in found}
        for name, one in self.model.people.items():
            assert told[self.rows[name].pk] == (one.status, one.where, one.offered), name

    @invariant()
    def seats_are_counted_rightly_and_nobody_is_there_twice(self):
        if not hasattr(self, "rows"):
            return
        for n, held in enumerate(self.rounds):
            days = list(held.sessions.values_list("taken", "seats"))
            assert days == [(self.model.taken(n), self.model.seats[n])] * 2
            assert days[0][0] <= days[0][1]
        assert self.rounds[0].quotas.get().taken == self.model.taken(0, "b") <= MOST
        live = Registration.objects.filter(course=self.rounds[0].course, status__in=LIVE)
        people = list(live.values_list("attendee", flat=True))
        assert len(people) == len(set(people))
        holding = live.filter(status__in=HOLDS_A_SEAT).count()
        assert holding == sum(self.model.taken(n) for n in range(3))


@pytest.mark.slow(reason="some hundred steps, each an action with its rows, log and letters")
@pytest.mark.django_db
def test_the_seats_are_those_of_the_model():
    SeatMachine.steps = 0
    while SeatMachine.steps < STEPS:
        run_state_machine_as_test(
            SeatMachine,
            settings=settings(
                max_examples=10 if STEPS == A_FEW else 100,
                stateful_step_count=30,
                deadline=None,
                derandomize=STEPS == A_FEW,
                database=None,
                phases=[Phase.generate, Phase.shrink],
                suppress_health_check=list(HealthCheck),
            ),
        )
    print(SeatMachine.steps, "steps")  # noqa: T201 -- for whoever runs the long one with -s
