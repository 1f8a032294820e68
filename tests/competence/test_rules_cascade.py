"""Nobody descends from themselves."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.competence.rules.cascade import (
    Right,
    circle,
    generations,
    reached,
    refuse_circle,
    refuse_end,
    refuse_teaching,
)

people = st.integers(1, 7)
edges = st.lists(st.tuples(people, people), max_size=14)


def closure(pairs):
    """Who descends from whom, at any distance: the plain way, until nothing more is found."""
    found = set(pairs)
    while True:
        more = {(a, d) for a, b in found for c, d in found if b == c} - found
        if not more:
            return found
        found |= more


def is_sound(pairs):
    return all(one != other for one, other in closure(pairs))


class TestCircle:
    @given(edges, edges)
    def test_new_edges_are_refused_exactly_when_somebody_would_descend_from_themselves(
        self, wanted, new
    ):
        """What stands is built up as it is entered: only what is sound is let in."""
        stands = set()
        for pair in wanted:
            if not circle(stands, [pair]):
                stands.add(pair)
            assert is_sound(stands)
        assert bool(circle(stands, new)) == (not is_sound(stands | set(new)))

    @given(edges, edges)
    def test_the_ring_that_is_told_is_one(self, wanted, new):
        ring = circle(wanted, new)
        steps = set(itertools.pairwise(ring))
        assert steps <= set(wanted) | set(new)
        assert not ring or (ring[0] == ring[-1] and len(ring) > 1 and steps & set(new))

    def test_somebody_cannot_have_trained_themselves(self):
        assert circle([], [(1, 1)]) == (1, 1)

    def test_two_cannot_have_trained_each_other(self):
        assert circle([(1, 2)], [(2, 1)]) == (2, 1, 2)

    def test_two_who_trained_the_same_are_no_ring(self):
        assert circle([(1, 3)], [(2, 3), (1, 2)]) == ()

    def test_the_refusal_names_them_all(self):
        refusal = refuse_circle(["Anna", "Bo", "Cia", "Anna"])
        assert "Anna utbildade Bo, Bo utbildade Cia, Cia utbildade Anna" in str(refusal.reason)
        assert refuse_circle([]) is None
        assert "sig själv" in str(refuse_circle(["Anna", "Anna"]).reason)


class TestGenerations:
    def test_each_is_one_more_than_the_nearest_who_trained_them(self):
        of_a_course = {1: False, 2: True, 3: True, 4: True}
        assert generations(of_a_course, [(1, 2), (2, 3), (1, 4), (3, 4)]) == {
            1: 1,
            2: 2,
            3: 3,
            4: 2,
        }

    def test_whoever_came_of_a_course_that_nobody_said_who_held_is_of_the_second(self):
        assert generations({1: True}, []) == {1: 2}

    @given(st.dictionaries(people, st.booleans(), min_size=1), edges)
    def test_everybody_has_one_whatever_the_database_holds(self, of_a_course, pairs):
        found = generations(of_a_course, pairs)
        assert found.keys() == of_a_course.keys()
        assert all((found[one] == 1) == (not came) for one, came in of_a_course.items())


class TestReached:
    def test_each_person_is_counted_once(self):
        direct = {1: {10, 11, 2}, 2: {11, 12}}
        assert reached(direct, [(1, 2)], 1) == {2, 10, 11, 12}
        assert reached(direct, [(1, 2)], 2) == {11, 12}

    @given(edges, st.dictionaries(people, st.frozensets(st.integers(10, 15))), people)
    def test_it_is_what_the_closure_says(self, pairs, direct, trainer):
        below = {other for one, other in closure(pairs) if one == trainer} | {trainer}
        taught = {who for one in below for who in direct.get(one, ())}
        assert reached(direct, pairs, trainer) == (taught | below) - {trainer}


class TestRights:
    right = Right(date(2010, 1, 1), date(2012, 12, 31))

    def test_a_round_is_held_within_the_right(self):
        assert refuse_teaching(self.right, [date(2010, 1, 1), date(2012, 12, 31)]) is None
        assert refuse_teaching(self.right, [date(2010, 5, 1), date(2013, 1, 1)]) is not None
        assert refuse_teaching(Right(date(2010, 1, 1)), [date(2040, 1, 1)]) is None

    @pytest.mark.parametrize(
        ("on", "reason", "today", "allowed"),
        [
            (date(2011, 1, 1), "Slutat", date(2011, 1, 1), True),
            (date(2009, 1, 1), "Slutat", date(2011, 1, 1), False),
            (date(2013, 1, 1), "Slutat", date(2011, 1, 1), False),
            (date(2011, 1, 1), " ", date(2011, 1, 1), False),
            (date(2011, 1, 1), "Slutat", date(2013, 1, 1), False),
        ],
    )
    def test_it_ends_within_its_time_and_for_a_reason(self, on, reason, today, allowed):
        refusal = refuse_end(self.right, on=on, reason=reason, today=today)
        assert (refusal is None) == allowed
