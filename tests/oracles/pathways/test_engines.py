"""Every engine gives the plain version's answers, whatever was delivered and whatever is asked."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from brygga.pathways.engine import (
    Attenders,
    Breaks,
    Continuity,
    FlowMap,
    Preparation,
    Steps,
    Store,
    Variants,
    Waits,
    prepare,
)
from tests.builders.pathways import KEY, SMALL, write
from tests.oracles.pathways import plain
from tests.oracles.pathways.agreeing import insist, questions
from tests.oracles.pathways.deliveries import deliveries

# Each example prepares a store: to shrink one that fails takes minutes, and few rows are drawn.
DRAWN = (Phase.explicit, Phase.reuse, Phase.generate)
ALLOWED = (HealthCheck.too_slow,)


@pytest.mark.slow  # many stores are prepared
@settings(max_examples=15, deadline=None, phases=DRAWN, suppress_health_check=ALLOWED)
@given(rows=deliveries(), several=st.lists(questions(), min_size=6, max_size=12))
def test_duckdb_says_what_the_plain_version_says(rows, several):
    with TemporaryDirectory() as folder:
        write(rows, Path(folder) / "events.parquet")
        prepare(folder, store=Path(folder) / "store", key=KEY, how=Preparation(limits=SMALL))
        with Store(Path(folder) / "store", limits=SMALL) as store:
            journeys = plain.journeys_of(rows)
            for question in several:
                insist(store, question, journeys)


@pytest.mark.slow  # a server answers every question
@settings(max_examples=60, deadline=None, phases=DRAWN, suppress_health_check=ALLOWED)
@given(question=questions())
def test_postgresql_says_the_same(prepared, on_postgres, question):
    insist(on_postgres, question, prepared.journeys)


# Its driver holds sockets and a process until Python ends.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.spark
@pytest.mark.slow  # Spark takes ten seconds to start, and one to answer
@settings(max_examples=4, deadline=None, phases=DRAWN, suppress_health_check=ALLOWED)
@given(question=questions())
def test_spark_says_the_same(prepared, on_spark, question):
    insist(on_spark, question, prepared.journeys)


ALL = {"most": 10_000}
EACH = (
    *(Steps(**ALL), Variants(**ALL), FlowMap(**ALL)),
    *(Waits(), Attenders(visits=2), Breaks(), Continuity()),
)


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.spark
@pytest.mark.slow  # as above; few are drawn there, and each question has words of its own
@pytest.mark.parametrize("question", EACH, ids=lambda each: type(each).__name__)
def test_spark_can_read_each_question(prepared, on_spark, question):
    insist(on_spark, question, prepared.journeys)
