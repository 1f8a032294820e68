"""Waiting for one's turn to write to SQLite."""

import sqlite3
import threading
import time
from contextlib import closing

import pytest
from django.db import DatabaseError, transaction
from django.db.utils import OperationalError

from brygga.config import env
from brygga.config.sqlite.base import DatabaseWrapper

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "queue.sqlite3"
    with closing(sqlite3.connect(file)) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE thing (n INTEGER)")
    return file


def wrapper(file, timeout):
    settings = env.database(f"sqlite:///{file}")
    rest = {
        "TIME_ZONE": None,
        "CONN_HEALTH_CHECKS": False,
        "AUTOCOMMIT": True,
        "ATOMIC_REQUESTS": False,
    }
    settings["OPTIONS"]["timeout"] = timeout
    return DatabaseWrapper(settings | rest, "queue")


def begin(own):
    own.ensure_connection()
    own._start_transaction_under_autocommit()  # noqa: SLF001 -- what Django calls


def test_it_goes_on_as_soon_as_the_other_is_done(file):
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.15, lambda: other.execute("COMMIT")).start()
    own, began = wrapper(file, 5), time.monotonic()
    begin(own)
    assert 0.1 < time.monotonic() - began < 0.4
    own.connection.execute("INSERT INTO thing VALUES (1)")
    own.commit()
    [(patience,)] = own.connection.execute("PRAGMA busy_timeout").fetchall()
    assert patience == 5000
    own.close()
    other.close()


def test_its_patience_has_an_end_and_the_error_is_djangos(file):
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        own = wrapper(file, 0.05)
        with pytest.raises(OperationalError, match="locked"):
            begin(own)
        own.connection.close()


def test_other_trouble_is_told_at_once(file):
    own = wrapper(file, 5)
    begin(own)
    began = time.monotonic()
    with pytest.raises(DatabaseError, match="within a transaction"):
        begin(own)
    assert time.monotonic() - began < 1
    own.connection.close()


@pytest.mark.django_db(transaction=True)
def test_transactions_begin_and_end_as_ever():
    with transaction.atomic():
        pass


class Asking(DatabaseWrapper):
    """Counts how often SQLite is asked for a turn."""

    asked = 0

    def _has_begun(self, *, last):
        self.asked += 1
        return super()._has_begun(last=last)


def asking(file):
    made = Asking(wrapper(file, 5).settings_dict, "queue")
    made.inc_thread_sharing()
    return made


def waits(own):
    """Begins in a thread of its own, and gives up its turn at once."""

    def turn():
        begin(own)
        own.rollback()
        own.close()

    thread = threading.Thread(target=turn)
    thread.start()
    return thread


@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_the_threads_of_a_process_stand_in_line_without_asking(file, end):
    first, second = wrapper(file, 5), asking(file)
    begin(first)
    waiting = waits(second)
    time.sleep(0.05)
    assert second.asked == 0
    getattr(first, end)()
    waiting.join(2)
    assert (second.asked, waiting.is_alive()) == (1, False)
    first.close()


def test_without_the_line_they_ask_all_the_time(file):
    """The control: another process holds the database, and one asks each millisecond."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        own = asking(file)
        waiting = waits(own)
        time.sleep(0.05)
        assert own.asked > 5
        other.execute("COMMIT")
        waiting.join(2)
    assert not waiting.is_alive()


def test_who_could_not_begin_gives_up_the_turn(file):
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        first = wrapper(file, 0.05)
        with pytest.raises(OperationalError, match="locked"):
            begin(first)
    second = asking(file)
    begin(second)
    assert second.asked == 1
    for each in (first, second):
        each.rollback()
        each.close()


def test_a_transaction_on_another_database_is_another_line(file, tmp_path):
    other = tmp_path / "other.sqlite3"
    first, second = wrapper(file, 5), wrapper(other, 5)
    began = time.monotonic()
    for each in (first, second):
        begin(each)
    assert time.monotonic() - began < 1
    for each in (first, second):
        each.rollback()
        each.close()
