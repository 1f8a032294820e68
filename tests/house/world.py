"""The shipped programme with its invented answers, and the people who ask for its pages.

`world` loads it once for a module, inside a transaction that is rolled back after the module's
last test; `undone` gives it to one test.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from brygga.access.actor import SYSTEM
from brygga.people.models import User
from brygga.programme.actions import load_folder
from tests.house.furniture import furniture, inhabitants
from tests.house.rows import Row
from tests.house.source import ROOT

FOLDERS = ("kunskap-till-praktik", "demo-answers")
HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class World:
    """`users` has no visitor: nobody is signed in then. `furniture` fills "@name" in rows."""

    users: dict[str, User]
    furniture: dict[str, object]

    def client(self, persona: str, *, check_csrf: bool = False) -> Client:
        # A fault is an answer like others: the table then names every page that has one.
        client = Client(
            enforce_csrf_checks=check_csrf, raise_request_exception=False, SERVER_NAME=HOST
        )
        if persona in self.users:
            client.force_login(self.users[persona])
        return client

    def path(self, row: Row, language: str = "sv") -> str:
        """The row's address with its arguments in place."""
        if "/" in row.name:
            return f"/{row.name}"
        with override(language):
            return reverse(row.name, kwargs=self.arguments(row))

    def arguments(self, row: Row) -> dict[str, object]:
        return {name: self._filled(value) for name, value in row.args.items()}

    def _filled(self, value: object) -> object:
        is_named = isinstance(value, str) and value.startswith("@")
        return self.furniture[value[1:]] if is_named else value


def load() -> None:
    for name in FOLDERS:
        load_folder(path=ROOT / "programmes" / name, by=SYSTEM)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        users = inhabitants()
        yield World(users, furniture(users))
        transaction.set_rollback(True)


@pytest.fixture
def undone(world: World, db: None) -> World:
    """The world, put back when the test is over: `db` is a savepoint in its transaction."""
    return world
