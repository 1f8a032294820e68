"""Reads of certificates and of the days they rest on."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import TruncDate
from django.utils.timezone import get_default_timezone, localdate

from brygga import clock
from brygga.competence.enums import CertificateState, Revocation
from brygga.competence.models import Certificate
from brygga.competence.rules.certificates import DayThere, Earlier, completion, state_of
from brygga.events.enums import RegistrationStatus
from brygga.events.models import Attendance, Course, Gathering, Registration
from brygga.people.enums import PlaceKind
from brygga.people.models import Programme

_AUTOMATIC = (Revocation.CORRECTED, Revocation.RENEWED)
_GONE = (RegistrationStatus.CANCELLED, RegistrationStatus.REFUSED, RegistrationStatus.LAPSED)


def due(limit: int, *, since: datetime | None = None) -> list[tuple[int, int]]:
    """Persons and courses (their ids) whose certificate has not been issued. One query.

    `since`: only what rests on a day that ended later than that; for the first look, none.
    """
    now = clock.now()
    course = "session__gathering__course"
    rows = Attendance.objects.annotate(
        day=TruncDate("session__starts_at", tzinfo=get_default_timezone())
    ).filter(
        ~_counted_already(),
        present=True,
        session__ends_at__lte=now,
        session__course_day__gte=1,
        session__course_day__lte=F(f"{course}__days"),
    )
    if since is not None:
        fresh = Attendance.objects.filter(
            present=True, session__ends_at__gt=since, session__ends_at__lte=now
        )
        rows = rows.filter(attendee__in=fresh.order_by().values("attendee"))
    whole = (
        rows.order_by()
        .values("attendee_id", course)
        .annotate(days=Count("session__course_day", distinct=True))
        .filter(days=F(f"{course}__days"))
    )
    return list(whole.values_list("attendee_id", course)[:limit])


def _counted_already() -> Exists:
    """Days that a certificate rests on, or that one revoked by hand has used up."""
    day = OuterRef("day")
    stands = Q(revoked_on__isnull=True) & (Q(valid_to__isnull=True) | Q(issued_on__gte=day))
    by_hand = Q(revoked_on__gte=day) & ~Q(revocation__in=_AUTOMATIC)
    return Exists(
        Certificate.objects.filter(
            stands | by_hand,
            attendee=OuterRef("attendee"),
            course=OuterRef("session__gathering__course"),
        )
    )


def days_there(attendee_id: int, course_id: int) -> list[DayThere]:
    """The course days that have ended and that somebody was there, in every round. One query."""
    rows = Attendance.objects.filter(
        attendee=attendee_id,
        present=True,
        session__gathering__course=course_id,
        session__course_day__isnull=False,
        session__ends_at__lte=clock.now(),
    ).order_by("session__starts_at")
    found = rows.values_list("session__starts_at", "session__course_day", "session__gathering_id")
    return [DayThere(localdate(at), number, held) for at, number, held in found if number]


def days_said_absent(
    attendee_id: int, course_id: int, numbers: list[int], *, until: date
) -> list[int]:
    """Which of the course days somebody is said not to have been there, up to a day.

    A day that nobody has said anything of is not among them: a certificate that came from a file
    may rest on more than is known here. One query, none for no numbers.
    """
    if not numbers:
        return []
    rows = Attendance.objects.filter(
        attendee=attendee_id,
        present=False,
        session__gathering__course=course_id,
        session__course_day__in=numbers,
    )
    found = rows.order_by().values_list("session__course_day", "session__starts_at")
    return sorted({number for number, at in found if number and localdate(at) <= until})


def certificates_of(attendee_id: int, course_id: int) -> list[Certificate]:
    """All that somebody has had of a course, the oldest first. One query."""
    rows = Certificate.objects.filter(attendee=attendee_id, course=course_id)
    return list(rows.select_related("course__place").order_by("issued_on", "pk"))


def earlier(certificate: Certificate) -> Earlier:
    """What rules ask about it."""
    return Earlier(
        certificate.issued_on,
        certificate.valid_to,
        certificate.revoked_on,
        certificate.revocation,
    )


def registration_for_letter(attendee_id: int, gathering_id: int) -> Registration | None:
    """The registration that a letter about the certificate belongs to. One query.

    The one in the round of the last day; somebody who came there unregistered has none.
    """
    rows = Registration.objects.filter(attendee=attendee_id, gathering=gathering_id)
    known = rows.select_related("attendee").exclude(status__in=_GONE)
    return known.order_by("-registered_at", "-pk").first()


@dataclass(frozen=True, slots=True)
class Proof:
    """All that a certificate says, on its page and on paper.

    `days` is empty where the certificate came from elsewhere and its days are not known here.
    `issuer` is whose the round of the last day was, or else whose the course is; `newer` is the
    certificate that renewed it.
    """

    certificate: Certificate
    state: CertificateState
    days: tuple[DayThere, ...]
    issuer: str
    newer: Certificate | None = None

    @property
    def course(self) -> Course:
        return self.certificate.course


def proof_by_uid(uid: str) -> Proof | None:
    """What the code leads to; None for a code that nobody has issued. Five queries at most."""
    row = Certificate.objects.select_related("course__place", "attendee").filter(uid=uid).first()
    return proof_of(row) if row is not None else None


def proof_of(certificate: Certificate) -> Proof:
    """The same for a certificate at hand."""
    state = state_of(earlier(certificate), clock.today())
    there = days_there(certificate.attendee_id, certificate.course_id)
    newer = None
    if state == CertificateState.RENEWED:
        known = certificates_of(certificate.attendee_id, certificate.course_id)
        newer = next((one for one in known if one.revoked_on is None), None)
    days = days_of(certificate, there)
    return Proof(certificate, state, days, _issuer(certificate, days), newer)


def _issuer(certificate: Certificate, days: tuple[DayThere, ...]) -> str:
    if not days:
        return _issuer_elsewhere(certificate)
    return Gathering.objects.values_list("place__name", flat=True).get(pk=days[-1].gathering_id)


def days_of(certificate: Certificate, there: list[DayThere]) -> tuple[DayThere, ...]:
    """Which days made it, of those known: the ones that became whole on its day."""
    until = [day for day in there if day.on <= certificate.issued_on]
    last = _last_of_each(until)
    if certificate.course.days is None:
        return tuple(sorted(last))
    return tuple(sorted(completion(last, certificate.course.days)))


def _last_of_each(days: list[DayThere]) -> list[DayThere]:
    """Only the last time that each day was taken: a renewed certificate rests on the newer days."""
    last = {day.number: day for day in sorted(days)}
    return list(last.values())


def _issuer_elsewhere(certificate: Certificate) -> str:
    """Whose the course is. A national one is the programme's: a nation issues nothing."""
    place = certificate.course.place
    return issuer_name() if place.kind == PlaceKind.NATION else place.name


def standing_proofs(course: Course) -> list[Proof]:
    """Every certificate of a course that is not revoked, in a lasting order. Three queries, and one
    for each of a national course that came from elsewhere."""
    there = _days_by_attendee(course)
    places = dict(Gathering.objects.filter(course=course).values_list("pk", "place__name"))
    today, found = clock.today(), []
    for one in _standing(course):
        days = days_of(one, there.get(one.attendee_id, []))
        issuer = places[days[-1].gathering_id] if days else _issuer_elsewhere(one)
        found.append(Proof(one, state_of(earlier(one), today), days, issuer))
    return found


def _standing(course: Course) -> list[Certificate]:
    rows = Certificate.objects.filter(course=course, revoked_on__isnull=True)
    return list(rows.select_related("course__place", "attendee").order_by("pk"))


def _days_by_attendee(course: Course) -> dict[int, list[DayThere]]:
    rows = Attendance.objects.filter(
        present=True,
        session__gathering__course=course,
        session__course_day__isnull=False,
        session__ends_at__lte=clock.now(),
    ).order_by("session__starts_at")
    found: dict[int, list[DayThere]] = {}
    columns = ("attendee_id", "session__starts_at", "session__course_day", "session__gathering_id")
    for attendee, at, number, held in rows.values_list(*columns):
        found.setdefault(attendee, []).append(DayThere(localdate(at), number, held))
    return found


def issuer_name() -> str:
    """Who stands behind all badges: the programme, the first of several. One query."""
    return Programme.objects.order_by("slug").values_list("name", flat=True).first() or "Brygga"


def revoked_uids() -> list[str]:
    """Of every certificate that has been revoked, the oldest first. One query."""
    rows = Certificate.objects.filter(revoked_on__isnull=False)
    return list(rows.order_by("revoked_on", "pk").values_list("uid", flat=True))
