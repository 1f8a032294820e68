"""When something that is held can be published, changed and called off."""

from datetime import UTC, datetime, time, timedelta

import pytest

from brygga.events.enums import GatheringStatus
from brygga.events.rules import courses as course_rules
from brygga.events.rules import gathering as rules
from brygga.events.rules.files import MOST_BYTES, refuse_file, refuse_parts
from brygga.events.rules.handling import refuse_left, refuse_need
from brygga.events.rules.programme import Line, lines_of, refuse_lines, text_of

NOW = datetime(2040, 11, 1, 12, tzinfo=UTC)
DRAFT, PUBLISHED, CANCELLED = GatheringStatus.values


def span(day, first=8, last=16):
    start = datetime(2040, 11, day, first, tzinfo=UTC)
    return rules.Span(start, start + timedelta(hours=last - first))


def test_every_state_of_a_gathering_is_reached_and_the_last_is_an_end():
    reached = {DRAFT} | {to for moves in rules.MOVES.values() for to in moves}
    assert reached == set(GatheringStatus)
    assert set(rules.MOVES) == set(GatheringStatus)
    assert rules.MOVES[CANCELLED] == ()


@pytest.mark.parametrize(
    ("status", "mode", "days", "allowed"),
    [
        (DRAFT, "open", 1, True),
        (DRAFT, "none", 0, True),
        (DRAFT, "open", 0, False),
        (DRAFT, "coordinators", 0, False),
        (PUBLISHED, "open", 1, False),
        (CANCELLED, "open", 1, False),
    ],
)
def test_what_can_be_registered_for_has_a_day_before_it_is_published(status, mode, days, allowed):
    assert (rules.refuse_publishing(status, mode=mode, days=days) is None) == allowed


@pytest.mark.parametrize(
    ("status", "ends_at", "reason", "allowed"),
    [
        (PUBLISHED, NOW + timedelta(days=1), "Sjukdom", True),
        (PUBLISHED, None, "Sjukdom", True),
        (PUBLISHED, NOW, "Sjukdom", False),
        (PUBLISHED, NOW + timedelta(days=1), " ", False),
        (DRAFT, None, "Sjukdom", False),
        (CANCELLED, None, "Sjukdom", False),
    ],
)
def test_only_what_is_published_and_not_yet_held_is_called_off_with_a_reason(
    status, ends_at, reason, allowed
):
    refusal = rules.refuse_calling_off(status, ends_at=ends_at, now=NOW, reason=reason)
    assert (refusal is None) == allowed


def test_nothing_is_changed_once_it_is_called_off():
    assert rules.refuse_change(CANCELLED)
    assert rules.refuse_change(DRAFT) is None


def test_only_a_draft_is_discarded():
    assert rules.refuse_discarding(DRAFT) is None
    assert all(map(rules.refuse_discarding, (PUBLISHED, CANCELLED)))


def test_days_come_one_after_the_other():
    assert rules.refuse_spans([span(18), span(19)]) is None
    assert "1" in rules.refuse_spans([span(18, 16, 8)]).reason
    assert "2" in rules.refuse_spans([span(18), span(18, 9, 17)]).reason
    assert rules.refuse_spans([span(day) for day in range(1, 31)]) is None
    assert rules.refuse_spans([span(1)] * 31)


def test_a_day_with_presence_or_a_seat_of_its_own_stays():
    assert rules.refuse_losing_day(2, registered=False, marked=False) is None
    assert rules.refuse_losing_day(2, registered=True, marked=False)
    assert rules.refuse_losing_day(2, registered=False, marked=True)


def test_a_quota_is_not_set_below_what_is_promised():
    assert rules.refuse_quota(least=2, most=5, taken=5) is None
    assert rules.refuse_quota(least=2, most=None, taken=50) is None
    assert rules.refuse_quota(least=0, most=4, taken=5)
    assert rules.refuse_quota(least=6, most=5, taken=0)


def test_registration_closes_after_it_opens():
    assert rules.refuse_opening_hours(NOW, NOW)
    assert rules.refuse_opening_hours(NOW, NOW + timedelta(hours=1)) is None
    assert rules.refuse_opening_hours(None, NOW) is None


def test_a_part_of_a_course_lies_on_a_day_that_it_has():
    assert course_rules.refuse_modules([1, 4, None], days=4) is None
    assert course_rules.refuse_modules([5], days=4)
    assert course_rules.refuse_modules([1], days=None)
    assert course_rules.refuse_teaching(is_itself=True)
    assert course_rules.refuse_adoption(is_known=True)


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("08.30 Välkomna | Processledaren", Line("Välkomna", time(8, 30), "Processledaren")),
        ("8:30 – 9:00 Kaffe", Line("Kaffe", time(8, 30))),
        ("kl. 13.00-14.30 AUDIT", Line("AUDIT", time(13))),
        ("Lunch", Line("Lunch")),
        ("24.10 Sent", Line("24.10 Sent")),
    ],
)
def test_a_line_of_the_programme_is_read_as_it_is_typed(typed, line):
    assert lines_of(typed) == [line]


def test_a_programme_comes_back_as_it_was_written():
    lines = [Line("Välkomna", time(8, 30), "Processledaren"), Line("Lunch"), Line("Slut", time(16))]
    assert lines_of(text_of(lines)) == lines
    assert refuse_lines(lines) is None
    assert refuse_lines([Line("")])
    assert refuse_lines([Line("x", None, "y" * 201)])
    assert refuse_lines([Line("x")] * 61)


@pytest.mark.parametrize(
    ("name", "size", "head", "allowed"),
    [
        ("bild.pdf", 10, b"%PDF-1.7", True),
        ("BILD.PDF", MOST_BYTES, b"%PDF-1.7", True),
        ("bild.pdf", MOST_BYTES + 1, b"%PDF-1.7", False),
        ("bild.pdf", 0, b"", False),
        ("bild.pdf", 10, b"<html>", False),
        ("sida.html", 10, b"<html>", False),
        ("bild.svg", 10, b"<svg>", False),
        ("program", 10, b"%PDF-1.7", False),
    ],
)
def test_a_file_is_known_by_its_contents_and_its_name(name, size, head, allowed):
    assert (refuse_file(name, size=size, head=head) is None) == allowed


def test_an_office_file_holds_what_it_says_and_no_macros():
    assert refuse_parts("a.docx", ["[Content_Types].xml", "word/document.xml"]) is None
    assert refuse_parts("a.odt", ["mimetype", "content.xml"]) is None
    assert refuse_parts("a.docx", ["xl/workbook.xml"])
    assert refuse_parts("a.docx", [])
    assert refuse_parts("a.xlsx", ["xl/workbook.xml", "xl/vbaProject.bin"])


def test_a_need_is_said_of_one_who_waits_and_with_its_reason():
    assert refuse_need("waiting", need=2, reason="Ensam på enheten") is None
    assert refuse_need("waiting", need=0, reason="") is None
    assert refuse_need("waiting", need=1, reason=" ")
    assert refuse_need("waiting", need=4, reason="x")
    assert refuse_need("seated", need=1, reason="x")


def test_nobody_has_left_far_ahead():
    today = NOW.date()
    assert refuse_left(None, today=today) is None
    assert refuse_left(today, today=today) is None
    assert refuse_left(today.replace(year=2050), today=today)
