"""Today's gatherings wait for those who stand at their door."""

from datetime import timedelta

import pytest
import time_machine

from brygga.access.actor import VISITOR
from brygga.events.queries.waiting import waiting_for
from tests.builders import events as build
from tests.builders import people

pytestmark = pytest.mark.django_db


def texts(actor, hours=1):
    with time_machine.travel(build.FIRST_DAY + timedelta(hours=hours), tick=False):
        return [each.text for each in waiting_for(actor)]


def test_todays_gathering_waits_for_its_own_people_on_the_day(django_assert_num_queries):
    build.gathering(title="Basutbildning", days=2)
    build.gathering(title="Inställd", status="cancelled")
    mine = people.county().actor
    assert len(texts(mine)) == 1
    assert "Basutbildning" in texts(mine)[0]
    assert texts(mine, hours=-24) == []
    for actor in (VISITOR, people.municipality().actor, people.outsider().actor):
        assert texts(actor) == []
    for many in (1, 3):
        with django_assert_num_queries(1):
            assert len(texts(mine)) >= 1
        build.gathering(title=f"En till {many}")
