"""All the rules of seats in plain Python, to hold the real thing to. Knows no database."""

from dataclasses import dataclass, field
from itertools import count

LIVE, HELD = {"seated", "waiting", "offered"}, {"seated", "offered"}


@dataclass
class Person:
    """One registration; `where` is the round of the seat, or the one asked for."""

    origin: str
    status: str
    where: int
    flexible: bool
    need: int
    number: int
    offered: int | None = None
    declined: set[int] = field(default_factory=set)

    @property
    def holds(self):
        return (
            (self.where if self.offered is None else self.offered) if self.status in HELD else None
        )


class Seats:
    """Rounds of one course. `most` is how many of an origin a round takes at the most."""

    def __init__(self, rule, seats, most):
        self.rule, self.seats, self.most = rule, list(seats), most
        self.people, self.numbers = {}, count(1)

    def taken(self, where, origin=None):
        held = [one for one in self.people.values() if one.holds == where]
        return sum(origin in {None, one.origin} for one in held)

    def fits(self, origin, where):
        most = self.most.get((where, origin))
        quota = most is None or self.taken(where, origin) < most
        return self.taken(where) < self.seats[where] and quota

    def line(self):
        waiting = [one for one in self.people.values() if one.status == "waiting"]
        held = [one.origin for one in self.people.values() if one.status in HELD]
        first = {
            "first_come": lambda one: 0,
            "even": lambda one: held.count(one.origin),
            "need": lambda one: -one.need,
        }[self.rule]
        return sorted(waiting, key=lambda one: (first(one), one.number))

    def turn(self, where):
        """The first who wants the round and fits in it."""
        for one in self.line():
            wants = (one.flexible or one.where == where) and where not in one.declined
            if wants and self.fits(one.origin, where):
                return one
        return None

    def is_live(self, name):
        return name in self.people and self.people[name].status in LIVE

    def register(self, name, origin, where, *, flexible, need):
        if self.is_live(name):
            return False
        gets_seat = self.fits(origin, where) and self.turn(where) is None
        status = "seated" if gets_seat else "waiting"
        self.people[name] = Person(origin, status, where, flexible, need, next(self.numbers))
        return True

    def end(self, name, status):
        self.people[name].status, self.people[name].offered = status, None

    def accept(self, name):
        one = self.people[name]
        one.status, one.where, one.offered = "seated", one.offered, None

    def decline(self, name):
        one = self.people[name]
        one.declined.add(one.offered)
        one.status, one.offered = "waiting", None

    def promote(self):
        for where in range(len(self.seats)):
            while (one := self.turn(where)) is not None:
                one.status, one.offered = "offered", where

    def resize(self, where, seats):
        if seats < self.taken(where):
            return False
        self.seats[where] = seats
        return True

    def move(self, name, to):
        one = self.people[name]
        is_open = one.where != to and self.fits(one.origin, to) and self.turn(to) is None
        if one.status != "seated" or not is_open:
            return False
        one.where = to
        return True
