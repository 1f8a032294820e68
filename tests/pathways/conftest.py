"""A prepared chain of care, for the tests of the page."""

import pytest

from tests.builders import pathways as build


@pytest.fixture(scope="session")
def prepared_store(tmp_path_factory):
    return build.store(tmp_path_factory.mktemp("care-chain"))


@pytest.fixture
def care_chain(prepared_store, settings):
    """The pages read it."""
    settings.PATHWAYS_STORE = prepared_store
    return prepared_store
