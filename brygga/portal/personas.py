"""Whom one can try the demo as, in the order of the front page."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VISITOR = "visitor"


@dataclass(frozen=True, slots=True)
class Persona:
    """`key` is the slug of the role that the demo account holds; a visitor holds none."""

    key: str
    name: "str | Promise"
    sentence: "str | Promise"


PERSONAS = (
    Persona(
        "county-process-leader",
        _("County process leader"),
        _("Leads the mapping, the plans and the yearly follow-up in Stockholm county."),
    ),
    Persona(
        "local-process-leader",
        _("Local process leader in Täby"),
        _("Answers for social services, brings the consultation together and keeps the plan."),
    ),
    Persona(
        "consultation-member",
        _("Consultation member from health care"),
        _("Answers for health care in the mapping, beside social services."),
    ),
    Persona(
        "national-office",
        _("National office"),
        _("Sees the whole country and publishes new editions of the guidelines."),
    ),
    Persona(
        VISITOR,
        _("A visitor who is not signed in"),
        _("Reads what is open to everybody: accepted answers and adopted plans."),
    ),
)
