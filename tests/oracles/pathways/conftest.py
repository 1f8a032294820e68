"""Stores of some hundred contacts, opened by each engine, beside the journeys that are in them."""

import os
import random
import shutil

import pytest

from brygga.pathways.engine import Preparation, Store, prepare
from tests.builders.pathways import KEY, SMALL, write
from tests.oracles.pathways import plain
from tests.oracles.pathways.deliveries import some_rows


class Prepared:
    """No dataclass: Hypothesis would print it all where an example fails."""

    def __init__(self, store, journeys):
        self.store, self.journeys = store, journeys


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    folder = tmp_path_factory.mktemp("prepared")
    rows = some_rows(random.Random(7), 400)  # noqa: S311 -- the same rows each time
    write(rows, folder / "events.parquet")
    prepare(folder, store=folder / "store", key=KEY, how=Preparation(limits=SMALL))
    return Prepared(folder / "store", plain.journeys_of(rows))


def opened(prepared, engine="duckdb"):
    with Store(prepared.store, engine=engine, limits=SMALL) as store:
        yield store


@pytest.fixture(scope="module")
def on_duckdb(prepared):
    yield from opened(prepared)


@pytest.fixture(scope="module")
def on_postgres(prepared):
    address = os.environ.get("BRYGGA_DATABASE_URL", "")
    if not address.startswith("postgres"):
        pytest.skip("only in the run on PostgreSQL")
    yield from opened(prepared, address.rpartition("/")[0] + "/postgres")


@pytest.fixture(scope="module")
def on_spark(prepared):
    if shutil.which("java") is None:
        pytest.skip("Spark wants Java 17")
    yield from opened(prepared, "local[2]")
