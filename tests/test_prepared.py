"""A prepared query gives what its query set gives, from each connection's own database."""

import pytest
from django.db.models import Exists, OuterRef

from brygga import clock
from brygga.events.models import Gathering, Quota, Session
from brygga.prepared import Prepared
from tests.builders import events as build
from tests.builders.race import race

pytestmark = pytest.mark.django_db


def with_course(pk):
    return Gathering.objects.filter(pk=pk).select_related("course").order_by("pk")


def days_after(pk, at):
    mixed = Exists(Quota.objects.filter(gathering=OuterRef("gathering")))
    rows = Session.objects.filter(gathering=pk, ends_at__gt=at).annotate(mixed=mixed)
    return rows.order_by("number")


def test_rows_come_with_what_is_joined_and_worked_out(django_assert_num_queries):
    first, second = build.gathering(of=build.course(), days=2), build.gathering(days=2)
    build.quota(second, "place", "0160")
    gatherings, days = Prepared(with_course), Prepared(days_after)
    for made in (first, second):
        with django_assert_num_queries(2):
            [found] = gatherings(made.pk)
            rows = days(made.pk, clock.now())
            assert found.course == (made.course if made.course_id else None)
        assert (found, rows) == (made, list(days_after(made.pk, clock.now())))
        assert [row.mixed for row in rows] == [made == second] * 2
        assert rows[0].starts_at == build.FIRST_DAY


def test_tuples_and_single_values_too():
    made = build.gathering(seats=7, days=2)
    rows = Prepared(lambda pk: Session.objects.filter(gathering=pk).values_list("number", "seats"))
    assert rows(made.pk) == [(1, 7), (2, 7)]
    flat = Prepared(lambda word: Gathering.objects.filter(slug=word).values_list("pk", flat=True))
    assert (flat(made.slug), flat("' OR 1=1 --"), flat("%s")) == ([made.pk], [], [])


def test_it_follows_what_changes():
    made = build.gathering()
    found = Prepared(with_course)
    assert found(made.pk)[0].title == made.title
    made.title = "Ny"
    made.save()
    assert found(made.pk)[0].title == "Ny"


@pytest.mark.django_db(transaction=True)
def test_each_connection_has_its_own():
    made = build.gathering()
    found = Prepared(with_course)
    with race() as run:
        both = run(*[lambda: [found(made.pk)[0].title for _ in range(20)]] * 2)
    assert both == [[made.title] * 20] * 2
