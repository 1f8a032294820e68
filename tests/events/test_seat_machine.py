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

STEPS = int(os.environ.get("SEAT_STEPS", "300"))
AT_A_TIME = 25
ORIGINS = {"a": ("0160", build.SOCIAL), "b": ("0160", build.HEALTH), "c": ("0162", build.SOCIAL)}
MOST = 2
"""How many from health care the first round takes."""

names = st.sampled_from([f"person{n}" for n in range(9)])
rounds = st.integers(0, 2)


class SeatMachine(RuleBasedStateMachine):
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
        queue_rule=st.sampled_from(QueueRule.values), seats=st.tuples(*[st.integers(0, 3)] * 3)
    )
    def begin(self, queue_rule, seats):
        course = build.course(queue_rule=queue_rule)
        first = build.FIRST_DAY
        self.rounds = [
            build.gathering(of=course, seats=n, days=2, first=first + timedelta(days=10 * i))
            for i, n in enumerate(seats)
        ]
        build.quota(self.rounds[0], "principal", build.HEALTH, most=MOST)
        self.model = Seats(queue_rule, seats, {(0, "b"): MOST})
        self.rows = {}

    def live(self, name):
        return self.model.is_live(name)

    def status(self, name):
        return self.model.people[name].status if name in self.model.people else None

    def agree(self, expected, act):
        """The model allows it exactly if the action does; gives what the action made."""
        try:
            with transaction.atomic():
                made = act()
        except Refused:
            made = None
        assert (made is not None) == expected
        return made

    @rule(
        name=names,
        origin=st.sampled_from("abc"),
        where=rounds,
        flexible=st.booleans(),
        need=st.integers(0, 3),
    )
    def register(self, name, origin, where, flexible, need):
        at, of = ORIGINS[origin]
        expected = self.model.register(name, origin, where, flexible=flexible, need=need)
        made = self.agree(
            expected,
            lambda: actions.register(
                gathering=self.rounds[where],
                person=build.person(f"{name}@brygga.example", at=at, of=of),
                by=VISITOR,
                wish=actions.Wish(flexible=flexible, need=need),
            ),
        )
        if made:
            self.rows[name] = made

    @precondition(lambda self: self.model.people)
    @rule(name=names)
    def cancel(self, name):
        if name in self.rows:
            expected = self.live(name)
            row = self.rows[name]
            self.agree(expected, lambda: actions.cancel(registration=row, by=VISITOR))
            if expected:
                self.model.end(name, "cancelled")

    @rule(name=names)
    def accept(self, name):
        if name in self.rows:
            expected = self.status(name) == "offered"
            row = self.rows[name]
            self.agree(expected, lambda: actions.accept_offer(registration=row, by=VISITOR))
            if expected:
                self.model.accept(name)

    @rule(name=names)
    def decline(self, name):
        if name in self.rows:
            expected = self.status(name) == "offered"
            row = self.rows[name]
            self.agree(expected, lambda: actions.decline_offer(registration=row, by=VISITOR))
            if expected:
                self.model.decline(name)

    @rule()
    def lapse(self):
        self.now += timedelta(hours=73)
        offered = [name for name, one in self.model.people.items() if one.status == "offered"]
        assert actions.lapse_offers() == len(offered)
        for name in offered:
            self.model.end(name, "lapsed")

    @rule()
    def promote(self):
        actions.promote_all()
        self.model.promote()

    @rule(where=rounds, seats=st.integers(0, 4))
    def change_capacity(self, where, seats):
        expected = self.model.resize(where, seats)
        held = self.rounds[where]
        self.agree(
            expected, lambda: actions.change_capacity(gathering=held, seats=seats, by=SYSTEM)
        )

    @rule(name=names, to=rounds)
    def move(self, name, to):
        if name in self.rows:
            expected = self.model.move(name, to)
            row, held = self.rows[name], self.rounds[to]
            self.agree(expected, lambda: actions.move(registration=row, to=held, by=SYSTEM))

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
    run_state_machine_as_test(
        SeatMachine,
        settings=settings(
            max_examples=-(-STEPS // AT_A_TIME),
            stateful_step_count=AT_A_TIME,
            deadline=None,
            derandomize=STEPS == 300,
            database=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )
