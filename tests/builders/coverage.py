"""Units, staff and people with certificates, for tests of coverage."""

from datetime import date
from itertools import count

from brygga.competence.models import Certificate, StaffCount
from brygga.events.models import CourseAudience
from brygga.people.enums import Profession, Sector
from brygga.people.models import Unit
from tests.builders.events import attendee, principal
from tests.builders.people import place

_numbers = count(1)
LEARNT, COUNTED = date(2010, 11, 25), date(2010, 9, 1)


def unit(name="", *, at="0160", of="kommun-0160", sector=Sector.SOCIAL_SERVICES, **fields):
    n = next(_numbers)
    return Unit.objects.create(
        slug=f"enhet-{n}",
        name=name or f"Enhet {n}",
        principal=principal(of),
        place=place(at),
        sector=sector,
        **fields,
    )


def staff(where, heads, *, profession=Profession.SOCIAL_WORKER, on=COUNTED, **fields):
    return StaffCount.objects.create(
        unit=where,
        profession=profession,
        counted_on=on,
        heads=heads,
        source=fields.pop("source", "Personalsystemet"),
        **fields,
    )


def trained(course, n=1, *, at=None, profession=Profession.SOCIAL_WORKER, on=LEARNT, **fields):
    """So many people with the certificate, in a unit if `at` is given; gives their certificates."""
    person = {name: fields.pop(name) for name in ("left_on", "place") if name in fields}
    if at is not None:
        person |= {"unit": at, "place": at.place, "principal": at.principal}
    return [
        certificate(course, attendee(profession=profession, **person), on=on, **fields)
        for _ in range(n)
    ]


def certificate(course, who, *, on=LEARNT, **fields):
    return Certificate.objects.create(
        uid=f"intyg-{next(_numbers)}",
        attendee=who,
        course=course,
        name=who.name,
        issued_on=on,
        **fields,
    )


def audience(course, sector="", profession=""):
    return CourseAudience.objects.create(course=course, sector=sector, profession=profession)
