"""No count that is kept back can be worked out: an attacker tries every table there could be."""

from itertools import product

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from brygga.kernel.suppression import Counts, Hidden, hidden_in, is_small, summed

ROOT = "county"
MOST_TABLES = 20_000


def above_of(shape):
    """Parents of county, places and units; `shape` has how many units each place has."""
    above = {ROOT: None}
    for n, units in enumerate(shape):
        above[f"place{n}"] = ROOT
        above |= {f"place{n}-unit{k}": f"place{n}" for k in range(units)}
    return above


def leaves_of(above):
    return [name for name in above if name not in above.values()]


@st.composite
def trees(draw):
    above = above_of(draw(st.lists(st.integers(0, 3), min_size=1, max_size=3)))
    leaves = {}
    for name in leaves_of(above):
        whole = draw(st.integers(0, 9))
        leaves[name] = Counts(draw(st.integers(0, whole)), whole)
    return leaves, above


def counts_that_could_be(name, counts, hidden, most, known):
    """Everything one of the lowest may be, for somebody who sees what is shown and `known`."""
    if name in known or name not in hidden.part:
        return [counts]
    wholes = range(most + 1) if name in hidden.whole else [counts.whole]
    return [Counts(part, whole) for whole in wholes for part in range(whole + 1)]


def is_as_shown(table, true, hidden):
    return all(
        (name in hidden.whole or table[name].whole == true[name].whole)
        and (name in hidden.part or table[name].part == true[name].part)
        for name in true
    )


def tables_that_could_be(leaves, above, hidden, known=()):
    """Every table that agrees with what is published."""
    true = summed(leaves, above)
    # One more than there are in all is enough to show that a count is not pinned from above.
    most = max(true[ROOT].whole + 1, 5) if ROOT not in hidden.whole else 10
    each = [counts_that_could_be(n, c, hidden, most, known) for n, c in leaves.items()]
    size = 1
    for counts in each:
        size *= len(counts)
    if size > MOST_TABLES:
        reject()
    for chosen in product(*each):
        table = summed(dict(zip(leaves, chosen, strict=True)), above)
        if is_as_shown(table, true, hidden):
            yield table


def pinned(leaves, above, hidden, known=()):
    """Counts kept back that can be only one."""
    values = {}
    for table in tables_that_could_be(leaves, above, hidden, known):
        for name in hidden.part:
            values.setdefault(("part", name), set()).add(table[name].part)
        for name in hidden.whole:
            values.setdefault(("whole", name), set()).add(table[name].whole)
    return {key for key, found in values.items() if len(found) == 1 and key[1] not in known}


@pytest.mark.slow  # tries every table there could be
@given(trees())
@settings(max_examples=60, deadline=None)
def test_nobody_can_pin_a_count_that_is_kept_back(tree):
    leaves, above = tree
    assert pinned(leaves, above, hidden_in(leaves, above)) == set()


@pytest.mark.slow  # tries every table there could be
@given(trees(), st.data())
@settings(max_examples=60, deadline=None)
def test_whoever_knows_one_place_cannot_pin_another(tree, data):
    leaves, above = tree
    places = [name for name, parent in above.items() if parent == ROOT]
    hidden = hidden_in(leaves, above, known_by=places)
    place = data.draw(st.sampled_from(places))
    branch = {name for name in above if name == place or above[name] == place}
    assume(ROOT not in hidden.whole or len(places) > 1)
    assert pinned(leaves, above, hidden, branch) <= {("part", ROOT), ("whole", ROOT)}


@given(trees())
@settings(deadline=None)
def test_no_small_count_is_shown_on_any_level(tree):
    leaves, above = tree
    hidden = hidden_in(leaves, above)
    for name, counts in summed(leaves, above).items():
        if name not in hidden.whole:
            assert not is_small(counts.whole)
        if name not in hidden.part:
            assert not is_small(counts.part)
            assert not is_small(counts.rest)


@given(trees())
@settings(deadline=None)
def test_a_table_without_small_counts_keeps_nothing_back(tree):
    leaves, above = tree
    large = {n: Counts(5 * c.part, 5 * c.whole) for n, c in leaves.items()}
    assert hidden_in(large, above) == Hidden()


def test_the_attacker_of_these_tests_can_pin_what_is_kept_back_alone():
    """The negative control: without the complement, the sum gives the small count away."""
    leaves = {"place0": Counts(3, 20), "place1": Counts(9, 30)}
    above = above_of([0, 0])
    alone = Hidden(part=frozenset({"place0"}))
    assert pinned(leaves, above, alone) == {("part", "place0")}
    assert pinned(leaves, above, hidden_in(leaves, above)) == set()


def test_the_next_smallest_is_kept_back_as_well():
    leaves = {
        "place0": Counts(3, 40), "place1": Counts(20, 40), "place2": Counts(8, 40),
        "place3": Counts(0, 40),
    }  # fmt: skip
    assert hidden_in(leaves, above_of([0] * 4)).part == {"place0", "place2"}


def test_a_share_is_kept_back_when_those_without_are_few():
    leaves = {"place0": Counts(37, 40), "place1": Counts(20, 40)}
    assert hidden_in(leaves, above_of([0, 0])).part == {"place0", "place1"}


def test_so_few_in_post_that_everything_is_kept_back():
    leaves = {"place0": Counts(0, 3), "place1": Counts(10, 20), "place2": Counts(9, 30)}
    hidden = hidden_in(leaves, above_of([0] * 3))
    assert hidden.whole == {"place0", "place1"}
    assert hidden.part >= hidden.whole


def test_a_sum_over_one_unit_is_kept_back_with_it():
    leaves = {"place0-unit0": Counts(2, 30), "place1-unit0": Counts(9, 30)}
    hidden = hidden_in(leaves, above_of([1, 1]))
    assert hidden.part == {"place0-unit0", "place0", "place1-unit0", "place1"}


def test_three_small_ones_that_can_only_be_four_take_a_fourth():
    """Somebody who knows the method would see that three small ones of twelve are four each."""
    leaves = {f"place{n}": Counts(4, 40) for n in range(3)} | {"place3": Counts(11, 40)}
    assert "place3" in hidden_in(leaves, above_of([0] * 4)).part


def test_what_other_tables_keep_back_can_be_kept_back_here_too():
    leaves = {"place0": Counts(9, 40), "place1": Counts(20, 40), "place2": Counts(18, 40)}
    also = Hidden(part=frozenset({"place0", "elsewhere"}))
    assert hidden_in(leaves, above_of([0] * 3), also=also).part == {"place0", "place2"}


@pytest.mark.parametrize(("aside", "kept"), [((3, 9, 0), {"place0", "place1"}), ((7, 9, 0), set())])
def test_those_trained_where_the_staff_is_unknown_are_protected_too(aside, kept):
    leaves = {f"place{n}": Counts(aside=count) for n, count in enumerate(aside)}
    assert hidden_in(leaves, above_of([0] * 3)).aside == kept


def test_more_trained_than_there_are_is_no_reason_to_stop():
    leaves = {"place0": Counts(9, 6), "place1": Counts(3, 20), "place2": Counts(10, 20)}
    assert "place1" in hidden_in(leaves, above_of([0] * 3)).part


def test_a_country_of_places_is_done_in_a_moment():
    above = above_of([3] * 290)
    leaves = {name: Counts(n % 13, n % 13 + n % 29) for n, name in enumerate(leaves_of(above))}
    places = [name for name, parent in above.items() if parent == ROOT]
    hidden = hidden_in(leaves, above, known_by=places)
    assert ROOT not in hidden.part
