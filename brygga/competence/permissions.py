"""Who revokes certificates, who says who may teach, and who sees whose name."""

from django.db.models import Q

from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.access.rule import Rule, everyone
from brygga.competence.models import Certificate, Trainer
from brygga.events.models import Course, Gathering
from brygga.people.models import Place

NOBODY = Q(pk__in=[])


def _within(actor: Actor, capability: Capability, *fields: str) -> Q:
    """Rows whose place, by any of the fields, lies in the actor's reach."""
    found = NOBODY
    for field in fields:
        found |= actor.reach(capability).q(field)
    return found


def _own_or_course(actor: Actor) -> Q:
    """Courses of one's own branch, and one's own people in anybody's course."""
    return _within(
        actor, Capability.COMPETENCE_EDIT, "course__place__path", "attendee__place__path"
    )


def _works_with_them(actor: Actor) -> Q:
    seen = _within(actor, Capability.PLACE_VIEW, "course__place__path", "attendee__place__path")
    return seen | _own_or_course(actor)


REVOKE_CERTIFICATE = Rule(Certificate, _own_or_course, _works_with_them)
EDIT_TRAINER = Rule(Trainer, _own_or_course, _works_with_them)
VIEW_TRAINER = Rule(Trainer, _works_with_them)
"""Trainers who may be named; all others are only counted."""


def _anywhere(actor: Actor) -> Q:
    return Q() if actor.may_anywhere(Capability.COMPETENCE_EDIT) else NOBODY


ENTER_TRAINER = Rule(Course, _anywhere, everyone)
"""Courses in which the actor may enter trainers: any, for people of their own branch."""

ENTER_AT = Rule(Place, lambda actor: _within(actor, Capability.COMPETENCE_EDIT, "path"))
"""Places whose people the actor may enter as trainers, and report rounds at."""


def _round_is_mine(actor: Actor) -> Q:
    edits = (Capability.GATHERING_EDIT, Capability.COMPETENCE_EDIT)
    return _within(actor, edits[0], "place__path") | _within(actor, edits[1], "place__path")


SAY_WHO_HELD = Rule(
    Gathering,
    lambda actor: _round_is_mine(actor) & Q(course__isnull=False),
    lambda actor: _within(actor, Capability.PLACE_VIEW, "place__path"),
)
"""Rounds of which the actor may say who held them."""


def _may_report(actor: Actor) -> Q:
    """What one may teach oneself, and everything for whoever looks after competence."""
    if not actor.is_signed_in:
        return NOBODY
    return _anywhere(actor) | Q(trainers__attendee__user=actor.user_id)


REPORT_COURSE = Rule(Course, _may_report)
"""Courses of which the actor may report a round, if a right to teach holds on its days."""

COUNT_STAFF = Rule(
    Place,
    lambda actor: _within(actor, Capability.COMPETENCE_EDIT, "path"),
    lambda actor: _within(actor, Capability.PLACE_VIEW, "path"),
)
"""Places where the actor may say how many there are in post."""
