"""At the door: the list, the person's own code, the code on the wall."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from brygga.events import links
from brygga.events.models import Attendance, Registration
from tests.builders import events as build
from tests.builders import people

pytestmark = pytest.mark.django_db
DURING = build.FIRST_DAY + timedelta(hours=1)
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def today():
    with time_machine.travel(DURING, tick=False):
        yield


@pytest.fixture
def organiser(client, today):
    client.force_login(people.county().user)
    return client


@pytest.fixture
def made():
    return build.gathering(title="Basutbildning")


def seated(made, who=None):
    """A registration made the week before."""
    with time_machine.travel(build.FIRST_DAY - timedelta(days=7), tick=False):
        return build.registered(made, who)


def text(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def door(made, number=1):
    return f"/kalender/{made.slug}/narvaro/{number}/"


def press(row, present="1", **more):
    return {"attendee": row.attendee_id, "present": present} | more


def test_one_press_marks_and_the_next_takes_a_reason(organiser, made):
    row = seated(made, build.person(name="Åsa Öberg"))
    assert "0 av 1" in text(organiser.get(door(made))) or "0 of 1" in text(
        organiser.get(door(made))
    )
    assert organiser.post(door(made), press(row)).status_code == 302
    assert Attendance.objects.get().present
    page = text(organiser.post(door(made), press(row, "0")))
    assert 'role="alert"' in page
    assert Attendance.objects.get().present
    organiser.post(door(made), press(row, "0", reason="Fel person"))
    assert not Attendance.objects.get().present


def test_htmx_gets_the_row_and_the_tally_alone(organiser, made):
    row = seated(made)
    page = text(organiser.post(door(made), press(row), **HTMX))
    assert "<html" not in page
    assert f'id="person-{row.attendee_id}"' in page
    assert 'hx-swap-oob="true"' in page
    wrong = text(organiser.post(door(made), press(row, "0"), **HTMX))
    assert 'role="alert"' in wrong


def test_the_list_is_searched_and_holds_those_with_a_seat_only(organiser):
    made = build.gathering(seats=2)
    for name in ("Åsa", "Bo", "Väntande"):
        seated(made, build.person(name=name))
    page = text(organiser.get(door(made)))
    assert ("Åsa" in page, "Väntande" in page) == (True, False)
    assert "Bo</strong>" not in text(organiser.get(door(made), {"text": "åsa"}))


@pytest.mark.parametrize("sent", [{}, {"attendee": "x"}, {"attendee": 1, "present": "2"}])
def test_nonsense_marks_nobody(organiser, made, sent):
    seated(made)
    text(organiser.post(door(made), sent))
    assert not Attendance.objects.exists()


def test_somebody_else_and_another_day_are_not_there(organiser, made):
    other = seated(build.gathering())
    assert organiser.post(door(made), press(other)).status_code == 404
    assert organiser.get(door(made, 2)).status_code == 404


def test_before_the_day_nobody_can_be_marked(client, made):
    row = seated(made)
    client.force_login(people.county().user)
    page = text(client.get(door(made)))
    assert "door-button" not in page
    client.post(door(made), press(row))
    assert not Attendance.objects.exists()


def test_somebody_who_came_anyway_is_added(organiser, made):
    sent = {
        "name": "Sen Gäst",
        "email": "sen@brygga.example",
        "profession": "nurse",
        "place": "0160",
        "principal": "kommun-0160",
    }
    page = text(organiser.post(f"{door(made)}ny/", sent | {"email": "ingen adress"}))
    assert "id_email" in page
    assert organiser.post(f"{door(made)}ny/", sent).status_code == 302
    assert Registration.objects.get().attendee.name == "Sen Gäst"
    assert Attendance.objects.get().present


def own_code(row):
    return reverse("events:check_in", args=[links.check_in_token(row.attendee)])


def test_the_persons_code_is_pressed_once(organiser, made):
    row = seated(made, build.person(name="Åsa Öberg"))
    here = own_code(row)
    assert "Åsa Öberg" in text(organiser.get(here))
    day = made.sessions.get().pk
    assert organiser.post(here, {"day": day}, follow=True).status_code == 200
    assert Attendance.objects.get().method == "qr"
    assert "door-button" not in text(organiser.get(here))
    assert organiser.post(here, {"day": day + 1}).status_code == 404
    assert organiser.post(here, {}).status_code == 404


@pytest.mark.parametrize(
    ("role", "code"),
    [
        (None, ""),
        ("consultation-member", "0160"),
        ("evaluator", "01"),
        ("county-process-leader", "12"),
    ],
)
def test_the_persons_code_tells_others_nothing(client, made, today, role, code):
    row = seated(made, build.person(name="Åsa Öberg"))
    if role:
        client.force_login(people.person(role, code).user)
    page = text(client.get(own_code(row)))
    for hidden in ("Åsa Öberg", row.attendee.email, "Basutbildning"):
        assert hidden not in page
    client.post(own_code(row), {"day": made.sessions.get().pk})
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("token", ["1.abc", "x", "999999." + "0" * 32])
def test_a_code_that_is_not_ours_is_not_there(client, made, token):
    seated(made)
    assert client.get(f"/incheckning/{token}/").status_code == 404


def walled(made, code="ABC234"):
    made.sessions.update(wall_code=code)
    return f"/kalender/{made.slug}/har/1/"


def test_the_code_on_the_wall_answers_everybody_alike(client, made, today):
    row = seated(made)
    path = walled(made)
    pages = {
        text(client.post(path, {"code": "abc234", "email": email}, follow=True))
        for email in (row.attendee.email, "okand@brygga.example")
    }
    assert len(pages) == 1
    assert Attendance.objects.get().attendee_id == row.attendee_id


def test_a_wrong_code_is_told_and_guessing_is_slowed_down(client, made, today):
    row = seated(made)
    path = walled(made)
    for _ in range(30):
        text(client.post(path, {"code": "ABC235", "email": row.attendee.email}))
    answer = client.post(path, {"code": "ABC235", "email": row.attendee.email})
    assert (answer.status_code, "Retry-After" in answer) == (429, True)
    assert not Attendance.objects.exists()


def test_the_code_works_only_around_the_day(client, made):
    row = seated(made)
    path = walled(made)
    for hours in (-3, 24):
        with time_machine.travel(build.FIRST_DAY + timedelta(hours=hours), tick=False):
            assert "aria-disabled" in text(client.get(path))
            text(client.post(path, {"code": "ABC234", "email": row.attendee.email}))
    assert not Attendance.objects.exists()


def test_the_paper_for_the_wall_is_the_organisers(organiser, client, made):
    walled(made)
    path = f"/kalender/{made.slug}/kod/1/"
    page = text(organiser.get(path))
    assert "ABC234" in page
    assert "<svg" in page
    organiser.post(f"{path}ny/")
    assert "ABC234" not in text(organiser.get(path))
    client.force_login(people.municipality().user)
    assert client.get(path).status_code == 403


@pytest.mark.parametrize(
    ("holder", "status"),
    [
        (("county-coordinator", "01"), 200),
        (("national-office", "00"), 200),
        (("local-process-leader", "0160"), 403),
        (("county-process-leader", "12"), 403),
        (("consultation-member", "0160"), 403),
    ],
)
def test_who_stands_at_the_door(client, made, today, holder, status):
    row = seated(made)
    client.force_login(people.person(*holder).user)
    assert client.get(door(made)).status_code == status
    assert client.get(f"{door(made)}ny/").status_code == status
    client.post(door(made), press(row))
    assert Attendance.objects.exists() == (status == 200)
