"""The demo, loaded once for each file of tests that asks for it."""

import pytest
from django.db import transaction

from tests.builders.programme import load_demo


@pytest.fixture(scope="module")
def _demo_of_the_file(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(_demo_of_the_file, db):
    """Both folders are loaded; what the test changes is gone after it."""
