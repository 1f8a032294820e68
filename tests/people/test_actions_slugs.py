"""Names in addresses: the first that is free, and one each for two who ask in one moment."""

import threading

import pytest
from django.db import connection, transaction

from brygga.people.actions.slugs import first_free, free_slug
from brygga.people.models import Group
from tests.builders.people import place
from tests.builders.race import race

pytestmark = pytest.mark.django_db


def group(slug):
    return Group.objects.create(place=place("01"), slug=slug, name=slug, kind="consultation")


def test_the_first_number_that_is_free_comes_behind_the_name():
    for taken in ("01-samrad", "01-samrad-3"):
        group(taken)
    assert free_slug(Group, place("01"), "Samråd") == "01-samrad-2"
    assert first_free(Group.objects.all(), "01-annat") == "01-annat"


@pytest.mark.slow(reason="two connections to a database that is written for real")
@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def named(self, line, name):
        line.wait()
        with transaction.atomic():
            return group(name()).slug

    def test_each_gets_a_name(self):
        where, line = place("01"), threading.Barrier(2)
        with race() as run:
            both = run(*[lambda: self.named(line, lambda: free_slug(Group, where, "Råd"))] * 2)
        assert sorted(both) == ["01-rad", "01-rad-2"]

    def test_without_taking_turns_one_would_get_none(self):
        """The control: both look before either writes."""
        seen = threading.Barrier(2)

        def naive():
            taken = Group.objects.filter(slug="01-rad").exists()
            seen.wait()
            with transaction.atomic():
                return group("01-rad-2" if taken else "01-rad").slug

        with race() as run:
            both = run(naive, naive)
        assert sorted(type(each).__name__ for each in both) == ["IntegrityError", "str"]


@pytest.mark.skipif("connection.vendor != 'postgresql'")
@pytest.mark.django_db(transaction=True)
def test_a_name_is_given_in_the_transaction_that_makes_its_row():
    assert not connection.in_atomic_block
    with pytest.raises(RuntimeError, match="transaction"):
        free_slug(Group, place("01"), "Råd")
