"""The demo, loaded once for each file of tests that asks for it; and processes with their own."""

import pytest
from django.db import transaction

from tests.builders.programme import load_demo
from tests.programme.databases import copy_of_database
from tests.programme.processes import Shell


@pytest.fixture(scope="module")
def _demo_of_the_file(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(_demo_of_the_file, db):
    """Both folders are loaded; what the test changes is gone after it."""


@pytest.fixture(scope="module")
def outside(django_db_setup, django_db_blocker, tmp_path_factory):
    """A database that processes outside the tests may use; it is empty but for the country."""
    with django_db_blocker.unblock():
        database = copy_of_database(tmp_path_factory.mktemp("outside"))
        yield database
        database.drop()


@pytest.fixture(scope="module")
def shell(outside, tmp_path_factory):
    """Runs `brygga` in processes of its own."""
    shell = Shell(tmp_path_factory.mktemp("home"), outside.url)
    yield shell
    shell.close()
