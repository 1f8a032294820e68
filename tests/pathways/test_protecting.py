"""Nobody can work out a small number from what is shown, said an onlooker who tries everything."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brygga.pathways.engine.protecting import (
    Answer,
    Cell,
    Derived,
    Policy,
    Share,
    Sum,
    audited,
    protect,
)

CAREFUL = Policy(threshold=3)


def table(rows):
    """A two-way table with its totals: cells r0c0…, r0, c0 and all."""
    cells = {f"r{r}c{c}": n for r, row in enumerate(rows) for c, n in enumerate(row)}
    sums = [Sum(f"r{r}", tuple(f"r{r}c{c}" for c in range(len(rows[0])))) for r in range(len(rows))]
    sums += [
        Sum(f"c{c}", tuple(f"r{r}c{c}" for r in range(len(rows)))) for c in range(len(rows[0]))
    ]
    sums.append(Sum("all", tuple(f"r{r}" for r in range(len(rows)))))
    for each in sums:
        cells[each.total] = sum(cells[part] for part in each.parts)
    return Answer(tuple(Cell(name, count) for name, count in cells.items()), tuple(sums))


def cube(counts):
    """A table of two by two by two, told as its three faces."""
    corners = dict(zip(product("01", repeat=3), counts, strict=True))
    cells = [Cell("".join(at), count) for at, count in corners.items()]
    sums = []
    for axis in range(3):
        for at in product("01", repeat=2):
            face = "".join((*at[:axis], "*", *at[axis:]))
            parts = tuple("".join((*at[:axis], end, *at[axis:])) for end in "01")
            sums.append(Sum(face, parts))
            cells.append(Cell(face, sum(corners[tuple(part)] for part in parts)))
    return Answer(tuple(cells), tuple(sums))


def everything_it_could_be(answer, hidden, most):
    """All tables of whole numbers up to `most` that fit what is shown; slow and obvious."""
    counts = {cell.name: cell.count for cell in answer.cells}
    totals = {each.total for each in answer.sums}
    inner = [name for name in counts if name not in totals]
    ways = [range(most + 1) if name in hidden else [counts[name]] for name in inner]
    for values in product(*ways):
        found = dict(zip(inner, values, strict=True))
        if all(_fits(each, found, counts, hidden) for each in answer.sums):
            yield found


def _fits(each, found, counts, hidden):
    total = sum(found[part] for part in each.parts)
    is_new = each.total not in found
    found[each.total] = total if is_new else found[each.total]
    return found[each.total] == total and (each.total in hidden or total == counts[each.total])


def spread(answer, hidden, most):
    """The least and the largest each number kept back could be."""
    found = list(everything_it_could_be(answer, hidden, most))
    return {
        name: (min(each[name] for each in found), max(each[name] for each in found))
        for name in hidden
    }


WORKED = table([[3, 9], [14, 11], [8, 7]])


def test_the_worked_example():
    hidden = protect(WORKED)
    assert hidden.few == {"r0c0"}
    assert hidden.names == {"r0c0", "r0c1", "r2c0", "r2c1"}
    bounds = audited(WORKED, hidden.names)
    assert bounds == {"r0c0": (0, 11), "r0c1": (1, 12), "r2c0": (0, 11), "r2c1": (4, 15)}
    assert spread(WORKED, hidden.names, 15) == bounds


def test_keeping_back_the_small_number_alone_gives_it_away():
    assert spread(WORKED, {"r0c0"}, 15) == {"r0c0": (3, 3)}
    assert audited(WORKED, {"r0c0"}) == {"r0c0": (3, 3)}


small_tables = st.integers(2, 3).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 4), min_size=width, max_size=width), min_size=2, max_size=2
    )
)


@pytest.mark.slow  # an onlooker who tries everything
@settings(max_examples=60, deadline=None)
@given(small_tables)
def test_no_onlooker_comes_closer_than_the_width(rows):
    answer = table(rows)
    hidden = protect(answer, CAREFUL)
    most = 7 if len(hidden.names) < 11 else 5
    for low, high in spread(answer, hidden.names, most).values():
        assert high - low >= CAREFUL.least_width


@pytest.mark.slow  # an onlooker who tries everything
@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=8, max_size=8))
def test_nor_in_three_dimensions(counts):
    answer = cube(counts)
    hidden = protect(answer, Policy(threshold=2))
    if len([name for name in hidden.names if "*" not in name]) > 6:
        return
    for low, high in spread(answer, hidden.names, 6).values():
        assert high - low >= 2


@settings(max_examples=60, deadline=None)
@given(small_tables, st.data())
def test_the_audit_says_what_trying_everything_says(rows, data):
    answer = table(rows)
    inner = [cell.name for cell in answer.cells if len(cell.name) == 4]
    hidden = frozenset(data.draw(st.sets(st.sampled_from(inner), min_size=1, max_size=4)))
    most = sum(sum(row) for row in rows)
    assert audited(answer, hidden) == spread(answer, hidden, min(most, 12))


@settings(max_examples=40, deadline=None)
@given(small_tables)
def test_nothing_is_kept_back_for_nothing(rows):
    """Showing any one of the added numbers again lets somebody come too close."""
    answer = table(rows)
    hidden = protect(answer, CAREFUL)
    for name in hidden.names - hidden.few:
        bounds = audited(answer, hidden.names - {name})
        widths = [high - low for low, high in bounds.values() if high is not None]
        assert min(widths) < CAREFUL.least_width


def test_what_has_no_small_number_is_shown_whole():
    assert protect(table([[5, 0], [40, 9]])).names == frozenset()


def test_the_persons_behind_a_number_decide():
    answer = Answer((Cell("steps", 40, persons=2), Cell("others", 3, persons=9)))
    assert protect(answer).names == {"steps"}


def test_threshold_nought_keeps_nothing_back():
    assert protect(WORKED, Policy(threshold=0)).names == frozenset()


def test_so_few_outside_a_share_tell_as_much_as_so_few_in_it():
    def kept_back(part, whole):
        cells = (Cell("within", part), Cell("treated", whole))
        return protect(Answer(cells, shares=(Share("share", "within", "treated"),))).names

    assert kept_back(10, 30) == set()
    assert kept_back(3, 30) == {"within", "share"}
    assert kept_back(28, 30) == {"within", "share"}
    assert kept_back(30, 30) == kept_back(0, 30) == set()
    assert kept_back(8, 8) == kept_back(0, 8) == {"within", "share"}
    assert kept_back(4, 4) == {"within", "treated", "share"}


def test_what_lies_between_two_shares_is_a_number_too():
    cells = (
        Cell("within 14", 40),
        Cell("within 30", 42),
        Cell("15 to 30", 2, is_shown=False),
        Cell("treated", 80),
    )
    shares = (Share("14", "within 14", "treated"), Share("30", "within 30", "treated"))
    sums = (Sum("within 30", ("within 14", "15 to 30")),)
    hidden = protect(Answer(cells, sums, shares))
    assert len(hidden.names & {"14", "30"}) == 1
    assert protect(Answer(cells, (), shares)).names == {"15 to 30"}


def test_a_share_tells_its_part_though_nobody_shows_that():
    """Two shares that leave 3 between them, of parts that are not shown."""
    cells = (
        Cell("upto 14", 40, is_shown=False),
        Cell("upto 30", 43, is_shown=False),
        Cell("15 to 30", 3, is_shown=False),
        Cell("treated", 80),
    )
    shares = (Share("14", "upto 14", "treated"), Share("30", "upto 30", "treated"))
    hidden = protect(Answer(cells, (Sum("upto 30", ("upto 14", "15 to 30")),), shares))
    assert len(hidden.names & {"14", "30"}) == 1
    assert "treated" not in hidden


def test_a_median_goes_with_its_base():
    answer = Answer(
        (Cell("treated", 4), Cell("waiting", 9)),
        derived=(Derived("median", ("treated",)), Derived("longest", ("waiting",))),
    )
    assert protect(answer).names == {"treated", "median"}


def test_what_does_not_add_up_is_said():
    with pytest.raises(ValueError, match="all is 9, but its parts are 8"):
        protect(Answer((Cell("all", 9), Cell("a", 3), Cell("b", 5)), (Sum("all", ("a", "b")),)))


def test_the_same_answer_keeps_the_same_back():
    answer = table([[3, 9, 2, 30], [14, 11, 0, 8], [8, 7, 5, 5], [1, 60, 4, 12]])
    again = Answer(answer.cells[::-1], answer.sums[::-1])
    assert protect(answer) == protect(answer)
    assert protect(again).names == protect(answer).names


@pytest.mark.slow  # three hundred numbers
def test_a_large_table_is_safe_too():
    rows = [[(r * 37 + c * 17) % 61 for c in range(12)] for r in range(26)]
    answer = table(rows)
    hidden = protect(answer)
    bounds = audited(answer, hidden.names)
    assert all(high is None or high - low >= 5 for low, high in bounds.values())
    assert len(hidden.names) < 2 * len(hidden.few) + 10


@pytest.mark.slow  # forty places
def test_many_places_with_shares_and_totals_are_safe_together():
    cells, sums, shares = [], [], []
    whole = [0, 0, 0]
    for number in range(40):
        size = 3 + (number * number * 7) % 160
        parts = (size // 2, size // 3, size - size // 2 - size // 3)
        whole = [all_ + part for all_, part in zip(whole, parts, strict=True)]
        _add(f"{number}/", parts, cells, sums, shares)
    _add("", tuple(whole), cells, sums, shares)
    sums += [
        Sum(name, tuple(f"{number}/{name}" for number in range(40)))
        for name in ("referrals", "treated", "waiting")
    ]
    answer = Answer(tuple(cells), tuple(sums), tuple(shares))
    hidden = protect(answer)
    bounds = audited(answer, hidden.names)
    kept = [bounds[cell.name] for cell in cells if cell.name in hidden]
    assert kept
    assert all(high is None or high - low >= 5 for low, high in kept)
    assert "referrals" not in hidden


def _add(way, parts, cells, sums, shares):
    within, later, waiting = parts
    numbers = {"referrals": sum(parts), "treated": within + later, "waiting": waiting}
    cells += [Cell(way + name, count) for name, count in numbers.items()]
    cells.append(Cell(f"{way}within", within, is_shown=False))
    sums.append(Sum(f"{way}referrals", (f"{way}treated", f"{way}waiting")))
    shares.append(Share(f"{way}share", f"{way}within", f"{way}referrals"))
