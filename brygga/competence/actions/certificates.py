"""Certificates follow presence: issued when a course is whole, revoked when it no longer is."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from brygga import clock
from brygga.access.actor import SYSTEM, Actor
from brygga.audit.actions import record
from brygga.competence.actions.rights import end_rights, give_right
from brygga.competence.enums import Revocation
from brygga.competence.links import certificate_path
from brygga.competence.models import Certificate
from brygga.competence.queries.certificates import (
    certificates_of,
    days_said_absent,
    days_there,
    due,
    earlier,
    registration_for_letter,
)
from brygga.competence.rules.certificates import (
    DayThere,
    completed_on,
    completion,
    counted_until,
    is_renewed_by,
    is_told_by_letter,
    missing_days,
    refuse_revoke,
    valid_until,
)
from brygga.events.actions.letters import About, write_letter
from brygga.events.enums import LetterKind
from brygga.events.models import Attendee, Course, Gathering
from brygga.kernel.refusal import insist

AT_A_TIME = 200


@dataclass(frozen=True, slots=True)
class Case:
    """One person and one course: the days they were there, and the certificates they have had."""

    attendee: Attendee
    course: Course
    days: list[DayThere]
    certificates: list[Certificate]

    @property
    def standing(self) -> Certificate | None:
        return next((one for one in self.certificates if one.revoked_on is None), None)

    @property
    def whole(self) -> tuple[DayThere, ...]:
        """The days of a certificate to issue; empty where there is none."""
        known = [earlier(one) for one in self.certificates]
        if not is_renewed_by(known):
            return ()
        return completion(self.days, self.course.days, after=counted_until(known))

    @property
    def lost(self) -> list[int]:
        """Course days that the standing certificate rested on, and that are said absent since."""
        standing = self.standing
        if standing is None:
            return []
        until = standing.issued_on
        missing = missing_days(self.days, self.course.days, until=until)
        return days_said_absent(self.attendee.pk, self.course.pk, missing, until=until)


def issue_due(*, limit: int = AT_A_TIME, since: datetime | None = None, by: Actor = SYSTEM) -> int:
    """Issue certificates that have come due, each in its own transaction; gives how many.

    Killed anywhere, what is done stands and the rest is found again. One query when nothing is
    due. `since` looks only at days that ended after that, and at most `limit` persons are served.
    """
    return sum(
        follow_presence(attendee_id=attendee, course_id=course, by=by)
        for attendee, course in due(limit, since=since)
    )


def follow_presence(*, attendee_id: int, course_id: int, by: Actor = SYSTEM) -> int:
    """Revoke and issue what somebody's presence says; gives how many certificates were issued.

    Safe to repeat: what is as it should be is left alone, after three or four queries.
    """
    case = _case(attendee_id, course_id)
    if not case.whole and not case.lost:
        return 0
    with transaction.atomic():
        # The row is the turn of whoever came first: the second finds the certificate there.
        Attendee.objects.select_for_update(no_key=True).get(pk=attendee_id)
        return _settle(_case(attendee_id, course_id), by)


def _case(attendee_id: int, course_id: int) -> Case:
    return Case(
        Attendee.objects.get(pk=attendee_id),
        Course.objects.select_related("place", "teaches").get(pk=course_id),
        days_there(attendee_id, course_id),
        certificates_of(attendee_id, course_id),
    )


def _settle(case: Case, by: Actor) -> int:
    if case.standing is not None and (lost := case.lost):
        _revoke(case.standing, Revocation.CORRECTED, _corrected_words(lost), by)
    whole = case.whole
    if not whole:
        return 0
    if case.standing is not None:
        _revoke(case.standing, Revocation.RENEWED, _renewed_words(), by)
    _issue(case, whole, by)
    return 1


def _issue(case: Case, whole: tuple[DayThere, ...], by: Actor) -> None:
    issued_on = completed_on(whole)
    made = Certificate.objects.create(
        uid=secrets.token_hex(16),
        attendee=case.attendee,
        course=case.course,
        name=case.attendee.name,
        issued_on=issued_on,
        valid_to=valid_until(issued_on, case.course.validity_months),
        invented=case.course.invented or _is_invented(whole),
    )
    record("competence.certificate.issued", made, by=by, path=case.course.place.path)
    if case.course.teaches is not None:
        give_right(certificate=made, course=case.course.teaches, by=by)
    if is_told_by_letter(issued_on, clock.today()):
        _write(made, whole[-1])


def _is_invented(whole: tuple[DayThere, ...]) -> bool:
    """A round made up to try the system makes certificates of the same kind."""
    rounds = {day.gathering_id for day in whole}
    return Gathering.objects.filter(pk__in=rounds, invented=True).exists()


def _write(made: Certificate, last: DayThere) -> None:
    registration = registration_for_letter(made.attendee_id, last.gathering_id)
    if registration is not None:
        write_letter(
            registration=registration,
            kind=LetterKind.CERTIFICATE,
            about=About(occasion=made.uid, link=certificate_path(made.uid)),
        )


@transaction.atomic
def revoke(*, certificate: Certificate, reason: str, by: Actor) -> Certificate:
    """Take a certificate back by hand, for a reason that its page shows; raises Refused.

    Whoever takes the course anew gets a new one; the days that made this one do not count again.
    """
    Attendee.objects.select_for_update(no_key=True).get(pk=certificate.attendee_id)
    known = Certificate.objects.select_related("course__place", "course__teaches")
    row = known.get(pk=certificate.pk)
    insist(refuse_revoke(earlier(row), reason))
    _revoke(row, Revocation.BY_HAND, reason.strip(), by)
    return row


def _revoke(row: Certificate, how: Revocation, reason: str, by: Actor) -> None:
    row.revoked_on = max(clock.today(), row.issued_on)
    row.revocation = how
    row.revoked_reason = reason
    row.revoked_by_id = by.user_id
    row.save(update_fields=["revoked_on", "revocation", "revoked_reason", "revoked_by"])
    end_rights(certificate=row, on=row.revoked_on, reason=reason, by=by)
    record("competence.certificate.revoked", row, by=by, path=row.course.place.path, how=how.value)


def _corrected_words(lost: list[int]) -> str:
    # Kept in the database and read by anybody: in the language of the house.
    with override(settings.LANGUAGE_CODE):
        days = ", ".join(str(number) for number in lost)
        return _("The presence on course day %(days)s was corrected.") % {"days": days}


def _renewed_words() -> str:
    with override(settings.LANGUAGE_CODE):
        return _("The course was taken again, and a newer certificate holds.")
