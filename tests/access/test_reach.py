"""Branches of the tree: the database and Python give the same answer."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from brygga.access.actor import SYSTEM, VISITOR, Actor
from brygga.access.capabilities import Capability
from brygga.access.reach import Reach
from brygga.audit.models import Event

codes = st.sampled_from(["00", "01", "0160", "016", "1", "a-b", "_", "%"])
paths = st.lists(codes, min_size=1, max_size=4).map(lambda parts: "/".join(parts) + "/")


class ReachTest(TestCase):
    """Events carry a path and nothing that must be unique, so any tree can be tried."""

    @settings(max_examples=60, deadline=None)
    @given(tree=st.lists(paths, max_size=12), branches=st.frozensets(paths, max_size=3))
    def test_sql_and_python_agree(self, tree, branches):
        reach = Reach(branches)
        Event.objects.bulk_create(Event(kind="x", path=path) for path in tree)
        found = Event.objects.filter(reach.q("path")).values_list("path", flat=True)
        covered = [path for path in tree if reach.covers(path)]
        assert sorted(found) == sorted(covered)


def test_no_branch_reaches_nothing():
    assert not Reach()
    assert not Reach().covers("00/")


def test_a_branch_does_not_reach_a_neighbour_with_the_same_beginning():
    assert not Reach(frozenset({"00/01/016/"})).covers("00/01/0160/")


def test_an_actor_may_only_what_its_reaches_say():
    actor = Actor(1, {Capability.PLACE_VIEW: Reach(frozenset({"00/01/"}))})
    assert actor.may(Capability.PLACE_VIEW, "00/01/0160/")
    assert not actor.may(Capability.PLACE_VIEW, "00/12/")
    assert not actor.may(Capability.LOG_READ, "00/01/")
    assert actor.may_anywhere(Capability.PLACE_VIEW)
    assert not actor.may_anywhere(Capability.LOG_READ)


def test_neither_a_visitor_nor_the_system_reaches_anything():
    for actor in (VISITOR, SYSTEM):
        assert not actor.is_signed_in
        assert not any(actor.may_anywhere(word) for word in Capability)
