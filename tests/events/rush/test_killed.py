"""Killed in the middle: nothing acknowledged is lost, nothing is done twice, the order holds."""

import threading
import time
from random import Random

import pytest

from tests.events.rush.clients import people, rush
from tests.events.rush.conftest import FULL

# The database outside is a copy of the tests' own, which is made where one asks for it.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow(reason="a real server that is killed again and again"),
]

KILLS = 200 if FULL else 4
PROMOTIONS = 200 if FULL else 12


class Killer(threading.Thread):
    """Kills a worker now and then, and now and then ends the database's connections."""

    def __init__(self, site, desk, kills, seed):
        super().__init__()
        self.site, self.desk, self.left, self.random = site, desk, kills, Random(seed)  # noqa: S311 -- which worker, when
        self.killed, self.stopped = 0, threading.Event()

    def run(self):
        while not self.stopped.wait(self.random.uniform(0.02, 0.4)):
            self.site.keep_up()
            if self.killed < self.left and self.site.kill_one(self.random):
                self.killed += 1
            if self.random.random() < 0.2:
                self.desk.ask("end_connections")

    def stop(self):
        self.stopped.set()
        self.join()
        self.site.keep_up()


def test_workers_killed_in_the_middle_lose_and_double_nothing(desk, site):
    principal, kills = desk.ask("principal"), 0
    while kills < KILLS:
        slug = desk.ask("gathering", 40)
        asked = people(128, principal, slug)
        killer = Killer(site, desk, KILLS - kills, seed=kills)
        killer.start()
        try:
            rush(site.port, slug, asked, again=True)
        finally:
            killer.stop()
        kills += max(killer.killed, 1)
        told = desk.ask("facts", slug)
        seated = [pk for pk, _email, status in told["rows"] if status == "seated"]
        assert (len(seated), told["taken"]) == (40, [40] * 4)
        assert (told["twice"], told["unwritten"]) == (0, 0)
        # Everybody was answered in the end, and what they were told is so.
        known = {(pk, email, status) for pk, email, status in told["rows"]}
        assert known == {
            (one.acknowledged["id"], one.email, one.acknowledged["status"]) for one in asked
        }


def test_a_promotion_killed_at_any_moment_offers_each_seat_once_and_in_order(desk):
    random, slug = Random(2010), desk.ask("gathering", 8)  # noqa: S311 -- when, not whom
    seated, killed = desk.ask("crowd", slug, 8 + 24)[:8], 0
    for pk in seated:
        desk.ask("cancel", pk)
    for _ in range(PROMOTIONS):
        [end] = desk.together(("promote",), kill_after=random.uniform(0.0, 0.08))
        killed += end != 0
        assert_in_order(desk, slug)
    assert killed
    assert desk.together(("promote",)) == [0]
    assert assert_in_order(desk, slug) == 8


def test_two_who_cancel_at_once_while_two_promote_free_each_seat_once(desk):
    slug = desk.ask("gathering", 6)
    seated = desk.ask("crowd", slug, 6 + 12)[:6]
    for first, second in zip(seated[::2], seated[1::2], strict=True):
        calls = [("cancel", first), ("cancel", second), ("promote",), ("promote",)]
        assert desk.together(*calls) == [0] * 4
        assert_in_order(desk, slug)
    assert desk.together(("promote",), ("promote",), ("promote",)) == [0] * 3
    assert assert_in_order(desk, slug) == 6
    began = time.monotonic()
    assert desk.ask("promote") == 0
    assert time.monotonic() - began < 5


def assert_in_order(desk, slug):
    """Those who have an offer stood first, each has one step and one letter; gives how many."""
    told, rows = desk.ask("facts", slug), desk.ask("offers", slug)
    offered = sum(status == "offered" for status, _steps, _letters in rows)
    expected = [["offered", 1, 1]] * offered + [["waiting", 0, 0]] * (len(rows) - offered)
    assert rows == expected
    seated = sum(status == "seated" for _pk, _email, status in told["rows"])
    assert told["taken"] == [seated + offered] * 4
    return offered
