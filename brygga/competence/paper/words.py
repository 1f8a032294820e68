"""What stands on a certificate, in the words of the language asked in."""

from datetime import UTC, datetime, time

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from brygga.competence.links import certificate_url
from brygga.competence.paper.setting import Page
from brygga.competence.queries.certificates import Proof

MOST_GOALS = 8
"""So many fit on the page beside the days."""


def page_of(proof: Proof) -> Page:
    """Everything that the template needs."""
    certificate, course = proof.certificate, proof.course
    heading = pgettext("certificate", "Certificate")
    noon = datetime.combine(certificate.issued_on, time(12), tzinfo=UTC)
    return {
        "lang": get_language() or "sv",
        "title": f"{heading}: {course.title}, {certificate.name}",
        "heading": heading,
        "name": certificate.name,
        "course": course.title,
        "lead": _lead(proof),
        "issuer": proof.issuer,
        "days-title": _("The days"),
        "days-head": [_("Course day"), _("Date")],
        "days": [[str(day.number), date_format(day.on, "j F Y")] for day in proof.days],
        "goals-title": _("What the course is to give"),
        "goals": goals_of(course.goals),
        "facts": facts_of(proof),
        "check": _("Whether the certificate still holds can be seen by anybody here:"),
        "address": certificate_url(certificate.uid),
        "qr-label": _("QR code that leads to the certificate's page"),
        "invented": _invented(proof),
        "timestamp": int(noon.timestamp()),
    }


def _lead(proof: Proof) -> str:
    if not proof.course.days:
        return _("has taken the course")
    if proof.course.days == 1:
        return _("has been there the whole day of the course")
    return _("has been there all the days of the course")


def _invented(proof: Proof) -> str:
    return (
        _("This certificate is invented, to try the system.") if proof.certificate.invented else ""
    )


def goals_of(text: str) -> list[str]:
    """Learning goals, one a line in the database, without the signs that made them a list."""
    lines = (line.strip(" \t-–•*") for line in text.splitlines())
    return [line for line in lines if line][:MOST_GOALS]


def facts_of(proof: Proof) -> list[str]:
    """Issued by whom and when, and until when it holds."""
    certificate = proof.certificate
    issued = _("Issued by %(issuer)s on %(day)s.") % {
        "issuer": proof.issuer,
        "day": date_format(certificate.issued_on, "j F Y"),
    }
    if certificate.valid_to is None:
        return [issued, _("It holds without an end.")]
    until = {"day": date_format(certificate.valid_to, "j F Y")}
    return [issued, _("It holds until %(day)s.") % until]
