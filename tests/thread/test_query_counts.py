"""The overviews cost the same with 3 and with 49 places, and never more than twelve queries."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from brygga.followup.enums import Level, MappingStatus
from brygga.followup.models import Mapping, Standing
from brygga.people.enums import PlaceKind
from brygga.people.models import Place
from tests.builders import people
from tests.builders.thread import opened_round, policy

pytestmark = pytest.mark.django_db

LARGEST = "14"
"""Västra Götaland: 49 municipalities."""
MOST = 12
YEARS = (2009, 2010)


def accepted(provisions, places):
    """Two years of accepted answers in the first municipalities of the county."""
    chosen = Place.objects.filter(parent__code=LARGEST, kind=PlaceKind.MUNICIPALITY)[:places]
    assert len(chosen) == places
    for year in YEARS:
        made = opened_round(provisions, year, county=LARGEST)
        mappings = Mapping.objects.bulk_create(
            Mapping(
                round=made,
                place=place,
                status=MappingStatus.ACCEPTED,
                accepted_at=datetime(year, 11, 1, tzinfo=UTC),
            )
            for place in chosen
        )
        Standing.objects.bulk_create(
            Standing(mapping=mapping, question=question, level=Level.PARTLY)
            for mapping in mappings
            for question in made.questions.all()
        )


def queries(client, path):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code == 200
    return len(captured), response.content.decode()


def signed_in(client):
    """As after both steps, with a page seen before: sessions begin with more questions."""
    person = people.person("county-process-leader", LARGEST)
    client.force_login(person.user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0.0}]
    session["account_authentication_methods_user"] = str(person.user.pk)
    session.save()
    client.get("/om/")


@pytest.mark.parametrize(
    ("path", "as_visitor", "as_leader"), [(f"/laget/{LARGEST}/", 9, 12), ("/laget/", 6, 9)]
)
@pytest.mark.parametrize("places", [3, 49])
def test_an_overview_asks_as_many_questions_of_49_places_as_of_3(
    client, path, as_visitor, as_leader, places
):
    accepted(policy(("1", "2", "3"), place="00"), places)
    asked, html = queries(client, path)
    assert asked == as_visitor
    # There is something to count: every place's cells are on the county's page.
    assert path == "/laget/" or html.count("tone-l2") > places * 3
    # The next visitor is handed the same page.
    assert queries(client, path) == (1, html)
    signed_in(client)
    asked, _ = queries(client, path)
    assert asked == as_leader
    assert max(as_visitor, as_leader) <= MOST
