"""The demo, loaded once for each file of tests that asks for it; and processes with their own."""

import pytest
from django.db import transaction

from tests.builders.programme import FACTS, load_demo
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


@pytest.fixture(scope="module")
def plain(shell):
    """The memory that an ordinary load takes, and the digest after it."""
    loaded = shell.brygga("load", FACTS)
    assert loaded.code == 0, loaded.err
    return loaded.peak, shell.digest()


@pytest.fixture
def folder(tmp_path):
    """A programme folder with nothing in it but its name."""
    (tmp_path / "programme.toml").write_text('name = "Prov"\nslug = "prov"\n', encoding="utf-8")
    return tmp_path
