"""Whoever presses the button in the same moment: no seat is sold twice, and none stays empty."""

from collections import Counter
from pathlib import Path

import pytest

from tests.events.rush.clients import people, rush
from tests.events.rush.conftest import FULL
from tests.events.rush.site import NAIVE, served

# The database outside is a copy of the tests' own, which is made where one asks for it.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow(reason="a real server, and hundreds who ask it at once"),
]

SIZES = (64, 128, 256)
SEATS = (1, 10, 40)
PAIRS = (
    [(c, s) for c in SIZES for s in SEATS] * 20 if FULL else list(zip(SIZES, SEATS, strict=True))
)


def sold(told):
    return Counter(status for _pk, _email, status in told["rows"])["seated"]


@pytest.mark.parametrize(("clients", "seats"), PAIRS)
def test_as_many_seats_are_sold_as_there_are(desk, site, clients, seats):
    slug, principal = desk.ask("gathering", seats), desk.ask("principal")
    asked = people(clients, principal, slug)
    rush(site.port, slug, asked)
    told = desk.ask("facts", slug)
    assert sold(told) == seats
    assert told["taken"] == [seats] * 4
    assert (told["twice"], told["unwritten"]) == (0, 0)
    acknowledged = {(one.acknowledged["id"], one.email) for one in asked}
    assert acknowledged == {(pk, email) for pk, email, _status in told["rows"]}
    places = sorted(one.acknowledged["position"] or 0 for one in asked)
    assert places == [0] * seats + list(range(1, clients - seats + 1))


def test_who_presses_twice_is_registered_once(desk, site):
    slug, principal = desk.ask("gathering", 10), desk.ask("principal")
    asked = people(16, principal, slug)
    same_key = [type(one)(one.email, principal, one.key) for one in asked[:8]]
    new_key = [type(one)(one.email, principal) for one in asked]
    rush(site.port, slug, [*asked, *same_key, *new_key], again=True)
    told = desk.ask("facts", slug)
    assert (len(told["rows"]), sold(told), told["twice"]) == (16, 10, 0)
    for one, other in zip(asked, same_key, strict=False):
        assert one.answers[-1] == other.answers[-1]
    for one, other in zip(asked, new_key, strict=True):
        assert {one.answers[-1][0], other.answers[-1][0]} == {201, 409}


def test_without_the_guard_the_same_rush_oversells(desk, environment):
    """The negative control: seats given by looking first and writing then."""
    principal, oversold = desk.ask("principal"), 0
    with served(environment, Path(environment["BRYGGA_HOME"]), NAIVE) as naive:
        for _ in range(5):
            slug = desk.ask("gathering", 10)
            rush(naive.port, slug, people(64, principal, slug))
            oversold = max(oversold, sold(desk.ask("facts", slug)) - 10)
            if oversold:
                break
    assert oversold > 0
