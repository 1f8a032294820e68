"""Offering free seats to those who wait: in order, once, and with the reason written down."""

from datetime import timedelta

import pytest
from django.db import transaction

from brygga import clock
from brygga.access.actor import SYSTEM, VISITOR
from brygga.audit.models import Event
from brygga.events import actions
from brygga.events.enums import LetterKind, RegistrationStatus, StepKind
from brygga.events.models import Letter, Registration, RegistrationStep
from brygga.events.queries.queue import in_line, line_of, position_of, queue_of, queues_with_room
from brygga.kernel.refusal import Refused
from tests.builders import events as build
from tests.builders.people import place

pytestmark = pytest.mark.django_db

SOCIAL = {"at": "0160", "of": build.SOCIAL}
HEALTH = {"at": "0160", "of": build.HEALTH}
DANDERYD = {"at": "0162", "of": build.SOCIAL}


def enter(made, where=SOCIAL, **wish):
    return build.registered(made, build.person(**where), **wish)


def full_round(rule="first_come", seats=2, **fields):
    """A round of a course, full from the first; gives it and those who have its seats."""
    made = build.gathering(of=build.course(queue_rule=rule), seats=seats, **fields)
    return made, [enter(made) for _ in range(seats)]


def status(*rows):
    return [Registration.objects.get(pk=row.pk).status for row in rows]


def taken(made):
    return set(made.sessions.values_list("taken", flat=True))


def free(rows):
    for row in rows:
        actions.cancel(registration=row, by=VISITOR)


def offered_one_at_a_time(rows, seated):
    """In which order those who wait are offered one seat after the other."""
    found = []
    for row in seated:
        free([row])
        assert actions.promote_all() == 1
        [now] = [n for n, one in enumerate(rows) if status(one) == ["offered"] and n not in found]
        found.append(now)
    return found


def test_first_come_first_served():
    made, seated = full_round(seats=3)
    rows = [enter(made, where) for where in (SOCIAL, HEALTH, DANDERYD)]
    assert offered_one_at_a_time(rows, seated) == [0, 1, 2]


def test_seats_are_evened_out_over_places_and_principals():
    made, seated = full_round("even", seats=3)
    rows = [enter(made, where) for where in (SOCIAL, SOCIAL, HEALTH, HEALTH, DANDERYD)]
    # Täby has two seats left when the first is offered, health care and Danderyd none.
    assert offered_one_at_a_time(rows, seated) == [2, 4, 0]


def test_the_greatest_need_goes_first():
    made, seated = full_round("need", seats=3)
    rows = [enter(made, need=need) for need in (0, 2, 1, 2)]
    assert offered_one_at_a_time(rows, seated) == [1, 3, 2]


def test_an_offer_leaves_a_step_with_its_numbers_a_letter_and_an_event():
    made, [first, _second] = full_round("even")
    waits = [enter(made, HEALTH), enter(made)]
    free([first])
    actions.promote_all()
    row = Registration.objects.get(pk=waits[0].pk)
    step = row.steps.get(kind=StepKind.OFFERED)
    numbers = (step.rule, step.position, step.waiting, step.share, step.gathering)
    assert numbers == ("even", 1, 2, 0, made)
    assert row.letters.get(kind=LetterKind.OFFER).to == row.attendee.email
    event = Event.objects.get(kind="events.offer.made")
    assert (event.actor_label, event.detail) == ("system", {"gathering": made.slug})
    assert taken(made) == {2}
    hours = row.offer_expires_at - clock.now()
    assert timedelta(hours=71) < hours <= timedelta(hours=72)


def test_two_rounds_give_the_first_first():
    course = build.course()
    late = build.gathering(of=course, seats=0, first=build.FIRST_DAY + timedelta(days=30))
    early = build.gathering(of=course, seats=0)
    rows = [enter(late), enter(late), enter(late, flexible=False)]
    for made in (late, early):
        actions.change_capacity(gathering=made, seats=1, by=SYSTEM)
    assert actions.promote_all() == 2
    found = [Registration.objects.get(pk=row.pk).offered for row in rows]
    assert found == [early, late, None]


def test_a_round_that_has_begun_or_is_not_held_gives_nothing():
    made, [first, second] = full_round()
    enter(made)
    free([first])
    made.sessions.update(starts_at=clock.now() - timedelta(hours=1))
    assert (queues_with_room(clock.now()), actions.promote_all()) == ([], 0)
    made.sessions.update(starts_at=build.FIRST_DAY)
    type(made).objects.filter(pk=made.pk).update(status="cancelled")
    assert actions.promote_all() == 0
    assert second.pk


def test_who_is_passed_over_reads_why_once_for_each_round():
    made, seated = full_round(seats=3)
    build.quota(made, "principal", build.HEALTH, most=0)
    passed, *behind = enter(made, HEALTH), enter(made), enter(made)
    free(seated)
    assert actions.promote_all() == 2
    assert status(passed, *behind) == ["waiting", "offered", "offered"]
    [step] = passed.steps.filter(kind=StepKind.PASSED)
    assert "huvudman" in step.reason


def test_seats_that_are_kept_go_to_those_they_are_kept_for_and_after_the_day_to_all():
    made, seated = full_round(mix_until=clock.now() + timedelta(days=1))
    first, lacking = enter(made), enter(made, HEALTH)
    build.quota(made, "principal", build.HEALTH, least=1)
    free(seated[:1])
    assert actions.promote_all() == 1
    assert status(first, lacking) == ["waiting", "offered"]
    free(seated[1:])
    assert actions.promote_all() == 1
    assert status(first) == ["offered"]


def test_what_nobody_lacking_came_for_is_open_after_the_day_of_the_mix():
    made, seated = full_round(seats=1)
    waits = enter(made)
    build.quota(made, "principal", build.HEALTH, least=1)
    free(seated)
    assert actions.promote_all() == 0
    type(made).objects.filter(pk=made.pk).update(mix_until=clock.now())
    assert actions.promote_all() == 1
    assert status(waits) == ["offered"]


def test_an_offer_is_taken_and_leaves_its_traces():
    made, [first, _second] = full_round()
    row = enter(made)
    free([first])
    actions.promote_all()
    actions.accept_offer(registration=row, by=VISITOR)
    row.refresh_from_db()
    assert (row.status, row.offered, row.offer_expires_at) == ("seated", None, None)
    assert row.steps.last().kind == StepKind.ACCEPTED
    assert row.letters.filter(kind=LetterKind.SEAT).count() == 1
    assert Event.objects.filter(kind="events.offer.accepted").count() == 1
    with pytest.raises(Refused, match="har redan en plats"):
        actions.accept_offer(registration=row, by=VISITOR)


def test_a_declined_offer_goes_on_and_its_reader_keeps_the_place_in_the_queue():
    made, [first, _second] = full_round()
    rows = [enter(made), enter(made)]
    free([first])
    actions.promote_all()
    actions.decline_offer(registration=rows[0], by=VISITOR)
    assert taken(made) == {1}
    assert Event.objects.filter(kind="events.offer.declined").count() == 1
    assert actions.promote_all() == 1
    assert status(*rows) == ["waiting", "offered"]
    other = build.gathering(of=made.course, seats=1)
    assert actions.promote_all() == 1
    assert Registration.objects.get(pk=rows[0].pk).offered == other


def test_an_offer_runs_out_and_the_next_has_it(monkeypatch):
    made, [first, _second] = full_round()
    rows = [enter(made), enter(made)]
    free([first])
    actions.promote_all()
    assert actions.lapse_offers() == 0
    later = clock.now() + timedelta(hours=73)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(Refused, match="gått ut"):
        actions.accept_offer(registration=rows[0], by=VISITOR)
    assert (actions.lapse_offers(), actions.lapse_offers()) == (1, 0)
    assert taken(made) == {1}
    assert rows[0].letters.filter(kind=LetterKind.LAPSED).count() == 1
    assert Event.objects.filter(kind="events.offer.lapsed").count() == 1
    actions.promote_all()
    assert status(*rows) == ["lapsed", "offered"]


def test_who_takes_one_day_in_a_round_is_not_offered_the_whole_of_it():
    course = build.course()
    full = build.gathering(of=course, seats=0)
    row = enter(full)
    other = build.gathering(of=course, seats=5, days=4)
    day = other.sessions.get(number=3)
    actions.register_day(session=day, attendee=row.attendee, by=VISITOR)
    assert actions.promote_all() == 0
    assert enter(other).status == RegistrationStatus.SEATED


def test_nothing_is_left_of_a_promotion_that_fails_on_the_way(monkeypatch):
    made, seated = full_round()
    rows = [enter(made), enter(made)]
    free(seated)
    before = RegistrationStep.objects.count(), Letter.objects.count(), Event.objects.count()

    def fail(*_rest, **_more):
        raise OSError

    monkeypatch.setattr("brygga.events.actions.queueing.record", fail)
    with pytest.raises(OSError), transaction.atomic():  # noqa: PT011 -- ours, from above
        actions.promote_all()
    assert status(*rows) == ["waiting", "waiting"]
    assert taken(made) == {0}
    after = RegistrationStep.objects.count(), Letter.objects.count(), Event.objects.count()
    assert after == before


def test_at_most_so_many_are_offered_at_a_time(monkeypatch):
    monkeypatch.setattr("brygga.events.actions.queueing.AT_A_TIME", 2)
    made, seated = full_round(seats=3)
    for _ in range(3):
        enter(made)
    free(seated)
    assert [actions.promote_all() for _ in range(3)] == [2, 1, 0]


# -- The queue as it is read ---------------------------------------------------------------------


@pytest.mark.parametrize("rule", ["first_come", "even", "need"])
def test_the_position_that_is_told_is_the_one_in_the_line(rule):
    made, _seated = full_round(rule)
    places = (SOCIAL, HEALTH, DANDERYD, SOCIAL, HEALTH)
    rows = [enter(made, where, need=n % 3) for n, where in enumerate(places)]
    line = [row.pk for row in in_line(queue_of(made))]
    assert [position_of(row) for row in rows] == [line.index(row.pk) + 1 for row in rows]
    assert position_of(_seated[0]) is None


def test_a_queue_of_one_gathering_is_its_own():
    made = build.gathering(seats=0)
    rows = [enter(made), enter(made)]
    enter(build.gathering(seats=0))
    assert [position_of(row) for row in rows] == [1, 2]


@pytest.mark.parametrize("waiting", [1, 3])
def test_reading_the_line_costs_the_same_however_long(waiting, django_assert_num_queries):
    made, _seated = full_round("even")
    for _ in range(waiting):
        enter(made)
    with django_assert_num_queries(4):
        assert len(line_of(queue_of(made)).rows) == waiting
    with django_assert_num_queries(2):
        in_line(queue_of(made))
    row = Registration.objects.select_related("gathering__course").last()
    with django_assert_num_queries(2):
        assert position_of(row) == waiting


def test_places_of_the_builders_are_in_the_county():
    assert place("0162").path.startswith("00/01/")
