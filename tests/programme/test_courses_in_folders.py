"""Courses, seats and presence as files: seats are counted, never believed."""

import pytest

from brygga.events.models import Course, Quota, Session
from brygga.programme.digest import digest
from brygga.programme.export import export_folder
from tests.builders.programme import faults, folder, load

pytestmark = pytest.mark.django_db

COURSES = "k,Kurs,method,01,,,2,,,,,,yes"
GATHERINGS = "r,course_round,Omgång,k,01,,,,,,,open,2,,,,published,,no,,yes"
SESSIONS = """
r,1,,1,2010-11-18T08:00:00Z,2010-11-18T15:00:00Z,yes,,2
r,2,,2,2010-11-19T08:00:00Z,2010-11-19T15:00:00Z,yes,,2
"""
QUOTAS = "r,place,0160,0,2"


def attendees(n):
    people = (f"d-{i},d{i}@brygga.example,Deltagare {i},0160,,,nurse," for i in range(1, n + 1))
    return "\n".join(people)


def registration(n, status="seated", only_day="", waits=""):
    at = f"2010-10-01T08:0{n}:00Z"
    return f"d-{n},{at},r,k,0160,,,nurse,{status},yes,,,{only_day},{waits},,,,,,"


def round_with(tmp_path, *registrations, n=3, **more):
    files = {
        "courses": COURSES,
        "gatherings": GATHERINGS,
        "sessions": SESSIONS,
        "quotas": QUOTAS,
        "attendees": attendees(n),
        "registrations": "\n".join(registrations),
    }
    return folder(tmp_path / "f", **files | more)


def taken():
    return list(Session.objects.order_by("number").values_list("taken", flat=True))


def test_seats_are_counted_from_the_registrations(tmp_path):
    waits = "2010-10-01T08:03:00Z"
    load(
        round_with(
            tmp_path,
            registration(1),
            registration(2, only_day="r/2"),
            registration(3, "waiting", waits=waits),
        )
    )
    assert taken() == [1, 2]
    assert Quota.objects.get().taken == 1


def test_a_folder_that_promises_more_seats_than_there_are_changes_nothing(tmp_path):
    before = digest()
    said = faults(round_with(tmp_path, *(registration(n) for n in (1, 2, 3))))
    assert "3 hold one of the 2 seats of r, day 1" in said[0]
    assert digest() == before


def test_what_does_not_hang_together_is_told_by_line(tmp_path):
    offered = registration(1).replace("seated", "offered")
    course = registration(2).replace(",k,", ",,")
    said = faults(round_with(tmp_path, offered, course))
    assert len(said) == 4
    for line, words in [
        (2, "expected what is offered and until when"),
        (2, "who waits has waited since an instant"),
        (3, "expected k, as the gathering has it"),
    ]:
        assert any(f"registrations.csv:{line}:" in each and words in each for each in said)


def test_two_with_one_address_are_told_apart_before_anything_is_written(tmp_path):
    same = attendees(2).replace("d2@", "d1@")
    said = faults(round_with(tmp_path, registration(1), attendees=same))
    assert "another person has the address already" in said[0]


def test_only_a_trainers_course_gives_a_right_to_teach(tmp_path):
    said = faults(round_with(tmp_path, registration(1), course_rights="k,k"))
    assert "only a course of kind trainer" in said[0]
    assert "does not give the right to teach itself" in said[1]


def test_a_right_to_teach_goes_out_and_comes_in(tmp_path):
    courses = f"{COURSES}\nu,Utbildare,trainer,01,,,,,,,,,yes"
    load(round_with(tmp_path, registration(1), courses=courses, course_rights="u,k"))
    assert Course.objects.get(slug="u").teaches.slug == "k"
    export_folder(tmp_path / "out")
    assert "u,k" in (tmp_path / "out" / "course_rights.csv").read_text("utf-8")
    assert sum(load(tmp_path / "out").changed.values()) == 0
