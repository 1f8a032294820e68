"""Letters to those who register, and to the managers who approve."""

import re
from email.mime.base import MIMEBase
from email.mime.text import MIMEText

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from brygga.events import ical, links
from brygga.events.enums import LetterKind, RegistrationStatus, StepKind
from brygga.events.models import Letter, Registration, RegistrationStep, Session
from brygga.events.queries.managing import days_held, days_of, origin_words, stands_at


def letter(written: Letter) -> EmailMessage:
    """The letter as it is sent: plain text, subject first, days as calendar files.

    `written` has its registration at hand with person, place, principal and gathering. The id of
    the letter stays the same however often it is sent.
    """
    registration = written.registration
    with translation.override(_language(written)):
        text = render_to_string(f"events/mail/{written.kind}.txt", _said(written)).strip()
        attached = [*_attached(written)]
    subject, _break, body = text.partition("\n")
    host = ical.mail_host()
    return EmailMessage(
        subject.strip(),
        # What a template leaves out leaves its line empty.
        re.sub(r"\n{3,}", "\n\n", body.strip()) + "\n",
        to=[written.to],
        headers={
            "Message-ID": f"<letter-{written.pk}-{registration.pk}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
        attachments=attached,
    )


def _language(written: Letter) -> str:
    """The reader's own where they have an account; a manager's is not known."""
    user = written.registration.attendee.user
    to_attendee = written.to == written.registration.attendee.email
    return user.language if user is not None and to_attendee else settings.LANGUAGE_CODE


def _said(written: Letter) -> dict[str, object]:
    registration = written.registration
    gathering = registration.offered or registration.gathering
    days = days_of(gathering) if registration.offered else days_held(registration)
    return {
        "registration": registration,
        "attendee": registration.attendee,
        "gathering": gathering,
        "days": days,
        "where": ical.where_words(days[0], gathering) if days else "",
        "standing": stands_at(registration) if written.kind == LetterKind.QUEUE else None,
        "reason": _reason(registration, written.kind),
        "origin": origin_words(registration),
        "manage": links.manage_url(registration),
        "page": settings.BASE_URL + reverse("events:gathering", args=[gathering.slug]),
        "calendar": settings.BASE_URL + reverse("events:calendar"),
        "link": _link(written),
    }


def _link(written: Letter) -> str:
    if written.kind == LetterKind.APPROVAL:
        return links.approve_url(written.registration)
    return settings.BASE_URL + written.link if written.link else ""


_EXPLAINED = {
    LetterKind.CANCELLED: StepKind.CANCELLED,
    LetterKind.CALLED_OFF: StepKind.CANCELLED,
    LetterKind.REFUSED: StepKind.REFUSED,
    LetterKind.CHANGED: StepKind.MOVED,
}


def _reason(registration: Registration, kind: str) -> str:
    """What whoever did it wrote down, where somebody should be told."""
    if kind not in _EXPLAINED:
        return ""
    steps = registration.steps.filter(kind=_EXPLAINED[LetterKind(kind)])
    latest = steps.order_by("-at", "-pk").first()
    return latest.reason if latest else ""


def _attached(written: Letter) -> list[MIMEBase]:
    registration = written.registration
    if written.kind == LetterKind.SEAT:
        return [_file(written, day) for day in _days(registration, days_held(registration))]
    if written.kind == LetterKind.CHANGED and registration.status == RegistrationStatus.SEATED:
        return _changed(written)
    if written.kind in _STRUCK and _had_a_seat(registration):
        held = _days(registration, days_held(registration), is_cancelled=True)
        return [_file(written, day) for day in held]
    return []


_STRUCK = {LetterKind.CANCELLED, LetterKind.CALLED_OFF, LetterKind.REFUSED}


def _had_a_seat(registration: Registration) -> bool:
    return registration.steps.filter(kind__in=_SEATS).exists()


_SEATS = (StepKind.SEATED, StepKind.ACCEPTED, StepKind.MOVED)


def _changed(written: Letter) -> list[MIMEBase]:
    """The days as they are now; after a move, those of the round left behind are struck."""
    registration = written.registration
    now = [_file(written, day) for day in _days(registration, days_held(registration))]
    left = Session.objects.filter(
        gathering__in=RegistrationStep.objects.filter(
            registration=registration, kind__in=_SEATS
        ).values("gathering")
    ).exclude(gathering=registration.gathering_id)
    struck = left.select_related("gathering").order_by("starts_at")
    return now + [
        _file(written, ical.Day(each, each.gathering, registration, is_cancelled=True))
        for each in struck
    ]


def _days(
    registration: Registration, sessions: list[Session], *, is_cancelled: bool = False
) -> list[ical.Day]:
    gathering = registration.gathering
    return [ical.Day(each, gathering, registration, is_cancelled) for each in sessions]


def _file(written: Letter, day: ical.Day) -> MIMEBase:
    method = ical.CANCEL if day.is_cancelled else ical.REQUEST
    body = ical.invitation(day, method=method, stamped_at=written.created_at)
    part = MIMEText(body.decode("utf-8"), "calendar", "utf-8")
    part.set_param("method", method)
    name = f"{day.gathering.slug}-{day.session.number}.ics"
    part.add_header("Content-Disposition", "attachment", filename=name)
    return part
