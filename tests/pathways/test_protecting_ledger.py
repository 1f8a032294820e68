"""What was told before counts: two answers that are safe apart may not be so together."""

import json
import multiprocessing
from datetime import date

import pytest

from brygga.pathways.engine.protecting import (
    Answer,
    Cell,
    Policy,
    Scope,
    Share,
    Sum,
    open_ledger,
    protect,
)

YEAR = (date(2025, 1, 1), date(2026, 1, 1))
ELEVEN_MONTHS = (date(2025, 1, 1), date(2025, 12, 1))
DECEMBER = (date(2025, 12, 1), date(2026, 1, 1))


def told(count, period=YEAR, place="01", *, adds_up=True, measure="referrals"):
    scope = Scope(("waits", measure), place, *period, adds_up)
    return Answer((Cell("n", count, of=scope),))


@pytest.fixture
def ask(tmp_path):
    """Ask the store in its folder; each time as a process of its own would."""

    def asked(answer, version="1", policy=None):
        with open_ledger(tmp_path, version=version) as ledger:
            return ledger.protect(answer, policy or Policy())

    return asked


@pytest.mark.parametrize("adds_up", [True, False])
def test_a_year_and_eleven_months_of_it_would_tell_of_december(ask, adds_up):
    year, eleven = told(12, adds_up=adds_up), told(9, ELEVEN_MONTHS, adds_up=adds_up)
    # Without the ledger both are shown, and 12 - 9 = 3 is a small number.
    assert protect(year).names == protect(eleven).names == frozenset()
    assert ask(year).names == frozenset()
    assert ask(eleven).names == {"n"}
    assert ask(told(3, DECEMBER, adds_up=adds_up)).names == {"n"}


def test_the_other_way_round_too(ask):
    assert ask(told(9, ELEVEN_MONTHS)).names == frozenset()
    assert ask(told(12)).names == {"n"}


def test_a_county_and_all_its_places_but_one_would_tell_of_that_one(ask):
    assert ask(told(30)).names == frozenset()
    assert ask(told(12, place="0180")).names == frozenset()
    assert ask(told(15, place="0160")).names == {"n"}  # 30 - 12 - 15 = 3 elsewhere
    assert ask(told(8, place="0114")).names == frozenset()


def test_months_that_leave_enough_are_told(ask):
    assert ask(told(40)).names == frozenset()
    assert ask(told(30, ELEVEN_MONTHS)).names == frozenset()
    assert ask(told(10, DECEMBER)).names == frozenset()


def test_none_is_told_and_takes_nothing_with_it(ask):
    assert ask(told(12)).names == frozenset()
    assert ask(told(12, ELEVEN_MONTHS)).names == frozenset()
    assert ask(told(0, DECEMBER)).names == frozenset()


def test_the_same_question_gets_the_same_answer_and_is_written_once(ask, tmp_path):
    first = ask(told(12))
    ask(told(9, ELEVEN_MONTHS))
    written = (tmp_path / "told.jsonl").read_bytes()
    assert ask(told(12)) == first
    assert ask(told(9, ELEVEN_MONTHS)).names == {"n"}
    assert (tmp_path / "told.jsonl").read_bytes() == written


def test_different_measures_are_not_compared(ask):
    assert ask(told(12)).names == frozenset()
    assert ask(told(9, ELEVEN_MONTHS, measure="treated")).names == frozenset()


def test_what_was_kept_back_for_the_sake_of_another_stays_so(ask):
    def scope(name):
        return Scope(("breaks", name), "01", *YEAR)

    men, women = Cell("men", 3, of=scope("men")), Cell("women", 9, of=scope("women"))
    everybody = Cell("all", 12, of=scope("all"))
    hidden = ask(Answer((men, women, everybody), (Sum("all", ("men", "women")),)))
    assert hidden.names == {"men", "women"}
    assert ask(Answer((women,))).names == {"women"}
    assert ask(Answer((everybody,))).names == frozenset()


def test_a_share_told_before_binds_its_whole(ask):
    """Of 30 treated 28 came in time: told apart, the two would give the share away."""

    def scope(name):
        return Scope(("waits", name), "01", *YEAR)

    within, treated = (
        Cell("within", 28, of=scope("within")),
        Cell("treated", 30, of=scope("treated")),
    )
    first = ask(Answer((within, treated), shares=(Share("share", "within", "treated"),)))
    assert first.names == {"within", "share"}
    assert ask(Answer((within,))).names == {"within"}


def test_a_delivery_that_adds_few_is_not_told_until_there_are_more(ask):
    assert ask(told(12), version="1").names == frozenset()
    assert ask(told(13), version="2").names == {"n"}
    assert ask(told(12), version="3").names == frozenset()
    assert ask(told(17), version="4").names == frozenset()


def test_data_that_changed_under_the_same_name_are_other_data(ask):
    ask(told(12))
    assert ask(told(14)).names == {"n"}


def test_only_what_was_shown_is_written(ask, tmp_path):
    ask(told(12))
    ask(told(9, ELEVEN_MONTHS))
    ask(told(3, DECEMBER))
    lines = [json.loads(line) for line in (tmp_path / "told.jsonl").read_text().splitlines()]
    assert [line["cells"][0][2] for line in lines] == [12, None, None]


def test_whoever_holds_the_data_leaves_no_trace(ask, tmp_path):
    assert ask(told(3), policy=Policy(threshold=0)).names == frozenset()
    assert (tmp_path / "told.jsonl").read_bytes() == b""


def test_a_line_that_was_torn_by_a_kill_is_forgotten(ask, tmp_path):
    ask(told(12))
    with (tmp_path / "told.jsonl").open("ab") as stream:
        stream.write(b'{"version":"1","cells":[["n",[["wa')
    assert ask(told(9, ELEVEN_MONTHS)).names == {"n"}
    assert len((tmp_path / "told.jsonl").read_text().splitlines()) == 2


def test_a_larger_number_shown_earlier_can_no_longer_be_kept_back_and_that_is_said(ask):
    ask(told(4), policy=Policy(threshold=3))
    hidden = ask(told(4))
    assert hidden.names == {"n"}
    ask(told(12, ELEVEN_MONTHS, place="03"), policy=Policy(threshold=1))
    ask(told(14, place="03"), policy=Policy(threshold=1))
    assert ask(told(2, DECEMBER, place="03")).lost == {"n"}


def _ask_in_a_process(folder, answer, answers):
    with open_ledger(folder, version="1") as ledger:
        answers.put(len(ledger.protect(answer).names))


@pytest.mark.slow  # starts processes
def test_two_who_ask_at_once_do_not_each_get_half(tmp_path):
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    asked = [told(12), told(9, ELEVEN_MONTHS)]
    processes = [
        context.Process(target=_ask_in_a_process, args=(tmp_path, answer, answers))
        for answer in asked
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert sorted(answers.get(timeout=5) for _ in processes) == [0, 1]


def test_an_answer_is_worked_out_once(ask, tmp_path, monkeypatch):
    def scope(name):
        return Scope(("breaks", name), "01", *YEAR)

    cells = tuple(Cell(n, c, of=scope(n)) for n, c in (("men", 3), ("women", 9), ("all", 12)))
    share = Share("share of men", "men", "all")
    answer = Answer(cells, (Sum("all", ("men", "women")),), (share,))
    first = ask(answer)
    assert first.names == {"men", "women", "share of men"}

    def never(*_args):
        raise AssertionError

    monkeypatch.setattr("brygga.pathways.engine.protecting.ledger.protect", never)
    assert ask(answer) == first
    with pytest.raises(AssertionError):
        ask(answer, policy=Policy(threshold=7))
    with pytest.raises(AssertionError):
        ask(answer, version="2")
    assert len((tmp_path / "told.jsonl").read_text().splitlines()) == 1


def test_answers_are_bound_by_others_between(ask):
    """A sum over two questions ties them: what was told of either counts for both."""

    def cell(question, count):
        return Cell(question, count, of=Scope((question, "n"), "01", *YEAR))

    a, b, both = cell("a", 4), cell("b", 30), cell("both", 34)
    assert ask(Answer((cell("c", 90),))).names == frozenset()
    assert ask(Answer((b, both))).names == frozenset()
    assert ask(Answer((a, b, both), (Sum("both", ("a", "b")),))).lost == {"a"}
    assert ask(Answer((cell("b", 30),))).names == frozenset()
