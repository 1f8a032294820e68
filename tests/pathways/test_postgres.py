"""A version's schema in PostgreSQL goes when the version has gone, and no other does."""

import os
import secrets

import psycopg
import pytest

from brygga.pathways.engine import Limits, Preparation, Steps, Store, prepare

KEY = b"a key for tests, of no person"
SMALL = Limits(memory="500MB", threads=1)


@pytest.fixture
def address():
    told = os.environ.get("BRYGGA_DATABASE_URL", "")
    if not told.startswith("postgres"):
        pytest.skip("only in the run on PostgreSQL")
    return told.rpartition("/")[0] + "/postgres"


@pytest.fixture
def asked(tmp_path, address):
    """Prepares a store anew and asks it; gives the schemas that are of it."""
    (tmp_path / "events.csv").write_text(
        "person,unit,sector,activity,start\na,u,social,x,2009-01-01\na,u,social,y,2009-01-02\n",
        encoding="utf-8",
    )

    def ask(name):
        folder = tmp_path / name
        how = Preparation(limits=SMALL)
        prepare(tmp_path / "events.csv", store=folder, key=KEY, how=how)
        with Store(folder, engine=address) as store:
            assert len(store.ask(Steps(), threshold=0).rows) == 1
        return schemas(address, folder)

    yield ask
    with psycopg.connect(address, autocommit=True) as connection:
        for schema in schemas(address, tmp_path):
            connection.execute(f'drop schema "{schema}" cascade')


def schemas(address, folder):
    query = "select nspname from pg_namespace where obj_description(oid, 'pg_namespace') like %s"
    with psycopg.connect(address) as connection:
        found = connection.execute(query, [f"{folder.resolve()}/%"]).fetchall()
    return {name for (name,) in found}


def test_the_schema_of_a_version_that_is_gone_goes(asked):
    [first] = asked("one")
    [second] = asked("one")
    assert first != second


def test_other_stores_and_other_schemas_stay(asked, address):
    own = f"pathways_v_{secrets.token_hex(4)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"create schema {own}")
        [other] = asked("other")
        asked("one")
        asked("one")
        left = connection.execute("select nspname from pg_namespace").fetchall()
        connection.execute(f"drop schema {own}")
    assert {(own,), (other,)} <= set(left)


def test_a_version_that_somebody_reads_keeps_its_schema(asked, address, tmp_path):
    [first] = asked("one")
    with Store(tmp_path / "one", engine=address) as reader:
        assert first in asked("one")
        assert len(reader.ask(Steps(), threshold=0).rows) == 1
