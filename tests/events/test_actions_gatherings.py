"""Making, moving and calling off: what it changes, what it leaves, what it refuses."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from brygga.access.actor import VISITOR
from brygga.audit.models import Event
from brygga.events import actions
from brygga.events.actions import gatherings as made_by
from brygga.events.actions.capacity import change_capacity
from brygga.events.actions.courses import (
    Adoption,
    CourseValues,
    CurriculumValues,
    ModuleValues,
    adopt_curriculum,
    save_course,
    save_curriculum,
)
from brygga.events.actions.days import DayValues, renew_code, set_days, set_programme
from brygga.events.actions.files import add_file
from brygga.events.actions.quotas import QuotaValues, SeatsWanted, set_quotas, set_seats
from brygga.events.enums import RegistrationStatus
from brygga.events.models import Gathering, Letter, Quota, Registration, Session
from brygga.events.rules.programme import Line
from brygga.kernel.refusal import Refused
from tests.builders import events as build
from tests.builders.people import place

pytestmark = pytest.mark.django_db
VALUES = made_by.GatheringValues(title="Basutbildning", kind="conference", mode="open")


def letters(kind):
    return list(Letter.objects.filter(kind=kind).values_list("to", flat=True))


def day_values(session, **fields):
    return DayValues(
        **{
            "starts_at": session.starts_at,
            "ends_at": session.ends_at,
            "title": session.title,
            "course_day": session.course_day,
            "session_id": session.pk,
        }
        | fields
    )


def test_a_gathering_is_made_as_a_draft_and_logged_where_it_is_held():
    made = made_by.make_gathering(place=place("01"), values=VALUES, capacity=100, by=VISITOR)
    assert (made.slug, made.status, made.capacity) == ("basutbildning-01", "draft", 100)
    assert Event.objects.get(kind="events.gathering.saved").path == "00/01/"
    again = made_by.make_gathering(place=place("01"), values=VALUES, capacity=None, by=VISITOR)
    assert again.slug == "basutbildning-01-2"


def test_a_title_is_never_one_of_the_words_in_our_addresses():
    values = made_by.GatheringValues(title="Ny", kind="conference")
    made = made_by.make_gathering(place=place("01"), values=values, capacity=None, by=VISITOR)
    assert made.slug == "ny-01"


def test_a_draft_is_published_once():
    draft = build.gathering(status="draft")
    assert made_by.publish(gathering=draft, by=VISITOR).status == "published"
    with pytest.raises(Refused):
        made_by.publish(gathering=draft, by=VISITOR)
    assert Event.objects.filter(kind="events.gathering.published").count() == 1


def test_nobody_can_register_for_what_has_no_day():
    with pytest.raises(Refused):
        made_by.publish(gathering=build.gathering(status="draft", days=0), by=VISITOR)


def test_those_with_a_seat_are_told_when_the_venue_changes():
    made = build.gathering(seats=1, title="Basutbildning", venue="Lilla salen")
    seated, _waiting = (build.registered(made) for _ in range(2))
    values = made_by.GatheringValues(
        title="Basutbildning", kind="conference", mode="open", venue="Stora salen"
    )
    changed = made_by.save_gathering(gathering=made, values=values, by=VISITOR)
    assert letters("changed") == [seated.attendee.email]
    assert changed.sequence == 1


def test_nobody_is_told_of_what_stands_in_no_calendar():
    made = build.gathering(title="Basutbildning")
    build.registered(made)
    values = made_by.GatheringValues(
        title="Basutbildning", kind="conference", mode="open", summary="Mer om det"
    )
    made_by.save_gathering(gathering=made, values=values, by=VISITOR)
    assert letters("changed") == []
    assert Gathering.objects.get().sequence == 0


def test_a_moved_day_is_told_once_and_keeps_its_seats():
    made = build.gathering(days=2, seats=3)
    build.registered(made)
    first, second = made.sessions.order_by("number")
    moved = day_values(
        second,
        starts_at=second.starts_at + timedelta(days=7),
        ends_at=second.ends_at + timedelta(days=7),
    )
    set_days(gathering=made, days=[day_values(first), moved], by=VISITOR)
    set_days(gathering=made, days=[day_values(first), moved], by=VISITOR)
    assert len(letters("changed")) == 1
    assert list(made.sessions.order_by("number").values_list("number", "taken")) == [(1, 1), (2, 1)]


def test_a_new_day_has_the_seats_of_the_others_and_a_code_of_its_own():
    made = build.gathering(days=1, seats=3)
    for _ in range(2):
        build.registered(made)
    [first] = made.sessions.all()
    later = DayValues(first.starts_at + timedelta(days=1), first.ends_at + timedelta(days=1))
    set_days(gathering=made, days=[day_values(first), later], by=VISITOR)
    new = made.sessions.get(number=2)
    assert (new.seats, new.taken, len(new.wall_code)) == (3, 2, 6)
    code = new.wall_code
    assert renew_code(session=new, by=VISITOR).wall_code != code


def test_days_are_numbered_in_the_order_of_time():
    made = build.gathering(days=2)
    first, second = made.sessions.order_by("number")
    earlier = timedelta(days=-7)
    moved = day_values(
        second, starts_at=second.starts_at + earlier, ends_at=second.ends_at + earlier
    )
    set_days(gathering=made, days=[day_values(first), moved], by=VISITOR)
    assert list(made.sessions.order_by("number").values_list("pk", flat=True)) == [
        second.pk,
        first.pk,
    ]


def test_a_day_that_somebody_has_alone_is_not_taken_away():
    course = build.course()
    made = build.gathering(of=course, days=2)
    first, second = made.sessions.order_by("number")
    actions.register_day(session=second, attendee=build.attendee(), by=VISITOR)
    with pytest.raises(Refused, match="dag 2"):
        set_days(gathering=made, days=[day_values(first)], by=VISITOR)
    assert made.sessions.count() == 2
    set_days(gathering=made, days=[day_values(second)], by=VISITOR)
    assert Session.objects.get(gathering=made).number == 1


def test_the_programme_of_a_day_is_written_anew():
    made = build.gathering()
    [day] = made.sessions.all()
    for lines in ([Line("Start"), Line("Lunch")], [Line("Bara det", None, "Anna")]):
        set_programme(gathering=made, lines={day.pk: lines}, by=VISITOR)
    assert list(day.items.values_list("title", "speaker")) == [("Bara det", "Anna")]


def test_who_takes_any_round_keeps_their_time_when_one_is_called_off():
    course = build.course()
    off, on = (build.gathering(of=course, seats=1) for _ in range(2))
    seated = build.registered(off)
    only_here = build.registered(off, flexible=False)
    waiting = build.registered(off)
    made_by.call_off(gathering=off, reason="Salen brann", by=VISITOR)
    rows = {row.pk: row for row in Registration.objects.all()}
    assert rows[seated.pk].status == RegistrationStatus.WAITING
    assert rows[seated.pk].queued_at == seated.registered_at
    assert rows[only_here.pk].status == RegistrationStatus.CANCELLED
    assert rows[waiting.pk].status == RegistrationStatus.WAITING
    assert len(letters("called_off")) == 3
    assert off.sessions.get().taken == 0
    assert actions.promote_all() == 1
    assert Registration.objects.get(pk=seated.pk).offered == on


def test_an_offer_in_a_round_that_is_called_off_becomes_a_place_in_the_queue_again():
    course = build.course()
    first, second = (build.gathering(of=course, seats=1) for _ in range(2))
    build.registered(first)
    build.registered(second)
    waiting = build.registered(first)
    change_capacity(gathering=second, seats=2, by=VISITOR)
    actions.promote_all()
    made_by.call_off(gathering=second, reason="Sjukdom", by=VISITOR)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.offered) == (RegistrationStatus.WAITING, None)


def test_what_is_no_course_is_over_when_it_is_called_off():
    made = build.gathering()
    found = build.registered(made)
    made_by.call_off(gathering=made, reason="Snö", by=VISITOR)
    found.refresh_from_db()
    assert found.status == RegistrationStatus.CANCELLED
    assert found.steps.last().reason == "Snö"
    assert Gathering.objects.get().sequence == 1
    assert Event.objects.filter(kind="events.gathering.called_off").count() == 1


def test_calling_off_without_a_reason_changes_nothing():
    made = build.gathering()
    build.registered(made)
    with pytest.raises(Refused):
        made_by.call_off(gathering=made, reason=" ", by=VISITOR)
    assert Gathering.objects.get().status == "published"
    assert letters("called_off") == []


def test_seats_are_changed_on_all_days_and_never_below_what_is_promised():
    made = build.gathering(days=2, seats=3)
    for _ in range(2):
        build.registered(made)
    change_capacity(gathering=made, seats=2, by=VISITOR)
    assert set(made.sessions.values_list("seats", flat=True)) == {2}
    with pytest.raises(Refused, match="2"):
        change_capacity(gathering=made, seats=1, by=VISITOR)
    assert Gathering.objects.get().capacity == 2


def test_a_quota_counts_those_who_have_a_seat_already():
    made = build.gathering(seats=5)
    build.registered(made, build.person(at="0160"))
    build.registered(made, build.person(at="0114"))
    wanted = [QuotaValues("place", "0160", 0, 1), QuotaValues("place", "01", 0, 5)]
    set_quotas(gathering=made, quotas=wanted, by=VISITOR)
    assert dict(Quota.objects.values_list("key", "taken")) == {"0160": 1, "01": 2}
    assert build.registered(made, build.person(at="0160")).status == "waiting"
    with pytest.raises(Refused):
        set_quotas(gathering=made, quotas=[QuotaValues("place", "01", 0, 1)], by=VISITOR)
    assert Quota.objects.count() == 2


def test_the_page_of_seats_is_saved_whole_or_not_at_all():
    made = build.gathering(seats=2)
    for _ in range(2):
        build.registered(made)
    wanted = SeatsWanted(1, [QuotaValues("profession", "nurse", 1, None)])
    with pytest.raises(Refused):
        set_seats(gathering=made, wanted=wanted, by=VISITOR)
    assert not Quota.objects.exists()


def test_a_course_is_made_with_its_parts_and_whom_it_is_for():
    values = CourseValues(
        title="AUDIT för alla",
        kind="method",
        days=2,
        modules=[ModuleValues("Att fråga", 1), ModuleValues("Att svara", 2)],
        audiences=[("", "nurse"), ("", "nurse"), ("psychiatry", "")],
    )
    made = save_course(place=place("01"), values=values, by=VISITOR)
    assert made.slug == "audit-for-alla-01"
    assert list(made.modules.values_list("position", "title")) == [
        (1, "Att fråga"),
        (2, "Att svara"),
    ]
    assert made.audiences.count() == 2
    save_course(place=place("01"), values=values, course=made, by=VISITOR)
    itself = CourseValues(title="AUDIT", kind="method", teaches=made)
    with pytest.raises(Refused):
        save_course(place=place("01"), values=itself, course=made, by=VISITOR)
    assert Event.objects.filter(kind="events.course.saved").count() == 2


def test_a_curriculum_is_adopted_once_by_each():
    course = build.course()
    values = CurriculumValues(title="Länets plan", kind="county", courses=[course])
    made = save_curriculum(place=place("01"), values=values, by=VISITOR)
    adoption = Adoption("Region Stockholm", build.DAY)
    adopt_curriculum(curriculum=made, place=place("01"), adoption=adoption, by=VISITOR)
    with pytest.raises(Refused):
        adopt_curriculum(curriculum=made, place=place("01"), adoption=adoption, by=VISITOR)
    assert made.parts.get().course == course
    assert made.adoptions.count() == 1


def test_a_draft_goes_with_all_that_is_its_own(
    settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    draft, other = build.gathering(status="draft", days=2), build.gathering()
    build.quota(draft, "place", "0160")
    kept = add_file(
        gathering=draft, title="Bilder", file=ContentFile(b"%PDF-1.7", "bilder.pdf"), by=VISITOR
    )
    assert kept.file.storage.exists(kept.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        made_by.discard(gathering=draft, by=VISITOR)
    assert [*Gathering.objects.all()] == [other]
    assert not Quota.objects.exists()
    assert not kept.file.storage.exists(kept.file.name)
    assert Event.objects.filter(kind="events.gathering.discarded").count() == 1


def test_what_is_published_is_not_discarded():
    made = build.gathering()
    with pytest.raises(Refused, match="Bara ett utkast"):
        made_by.discard(gathering=made, by=VISITOR)
    assert Gathering.objects.filter(pk=made.pk).exists()
