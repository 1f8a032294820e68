"""The room's lists as files: a header and rows."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from brygga.events.models import Course, Curriculum
from brygga.events.queries.calendar import Entry
from brygga.events.queries.courses import CurriculumPage
from brygga.events.queries.room import Room

Table = tuple[Sequence[object], Iterable[Sequence[object]]]


def calendar(found: Sequence[Entry]) -> Table:
    """One row for each gathering."""
    header = (
        _("Gathering"),
        _("Kind"),
        _("Course"),
        _("For"),
        _("First day"),
        _("Last day"),
        _("Venue"),
        _("Seats"),
        _("Seats left"),
        _("Registration"),
        _("Source"),
        _("Invented"),
    )
    return header, map(_row, found)


def _row(entry: Entry) -> Sequence[object]:
    held, days = entry.gathering, entry.days
    return (
        held.title,
        held.get_kind_display(),
        held.course.title if held.course else "",
        held.place.name,
        localtime(days[0].starts_at).date() if days else None,
        localtime(days[-1].starts_at).date() if days else None,
        held.venue,
        held.capacity,
        entry.room.free,
        entry.standing.words,
        held.source,
        _("Yes") if held.invented else "",
    )


def programme(room: Room) -> Table:
    """One row for each line of the programme; a day without any has one."""
    header = (_("Day"), _("Begins"), _("Ends"), _("Venue"), _("What"), _("Speaker"))
    return header, _programme(room)


def _programme(room: Room) -> Iterator[Sequence[object]]:
    for day in room.sessions:
        first, last = localtime(day.starts_at), localtime(day.ends_at)
        venue = day.venue or room.gathering.venue
        hours = (f"{first:%H:%M}", f"{last:%H:%M}") if day.times_known else ("", "")
        yield (first.date(), *hours, venue, day.title, "")
        for item in day.items.all():
            begins = f"{item.starts_at:%H:%M}" if item.starts_at else ""
            yield (first.date(), begins, "", venue, item.title, item.speaker)


def courses(found: Sequence[Course]) -> Table:
    header = (
        _("Course"),
        _("Kind"),
        _("For"),
        _("Days"),
        _("The certificate holds, months"),
        _("Provisions"),
        _("Source"),
    )
    return header, (
        (
            row.title,
            row.get_kind_display(),
            row.place.name,
            row.days,
            row.validity_months,
            row.provisions_count,  # type: ignore[attr-defined]  # -- counted by the query
            row.source,
        )
        for row in found
    )


def curricula(found: Sequence[Curriculum]) -> Table:
    header = (_("Curriculum"), _("Kind"), _("For"), _("Courses"), _("Adopted by"), _("Source"))
    return header, (
        (
            row.title,
            row.get_kind_display(),
            row.place.name,
            row.courses_count,  # type: ignore[attr-defined]  # -- counted by the query
            row.adoptions_count,  # type: ignore[attr-defined]  # -- counted by the query
            row.source,
        )
        for row in found
    )


def curriculum(shown: CurriculumPage) -> Table:
    header = (_("Order"), _("Course"), _("Kind"), _("Days"))
    return header, (
        (number, part.course.title, part.course.get_kind_display(), part.course.days)
        for number, part in enumerate(shown.parts, 1)
    )
