"""A database outside the tests' own, a desk beside it, and the site on two workers."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.events.rush.desk import Desk
from tests.events.rush.site import Site, served
from tests.programme.databases import copy_of_database

FULL = bool(os.environ.get("RUSH"))
"""`RUSH=full` runs what `trust.md` asks for; a plain run takes a sample of each."""


@pytest.fixture(scope="session")
def environment(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[dict[str, str]]:
    home = tmp_path_factory.mktemp("rush")
    (home / "static").mkdir()
    with django_db_blocker.unblock():
        outside = copy_of_database(home)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BRYGGA_")}
    yield kept | {
        "BRYGGA_HOME": str(home),
        "BRYGGA_DATABASE_URL": outside.url,
        "BRYGGA_RATE_LIMITS": "",
        "DJANGO_SETTINGS_MODULE": "brygga.config.settings",
    }
    with django_db_blocker.unblock():
        outside.drop()


@pytest.fixture(scope="session")
def desk(environment) -> Iterator[Desk]:
    sits = Desk(environment)
    yield sits
    sits.close()


@pytest.fixture(scope="session")
def site(environment) -> Iterator[Site]:
    with served(environment, Path(environment["BRYGGA_HOME"])) as found:
        yield found
