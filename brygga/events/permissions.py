"""Who reaches which courses, gatherings and registrations."""

from collections.abc import Callable

from django.db.models import Q

from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.access.rule import Rule, everyone
from brygga.events.enums import GatheringStatus
from brygga.events.models import Course, Curriculum, Gathering, Registration, Session
from brygga.people.models import Place


def _within(capability: Capability, *fields: str) -> Callable[[Actor], Q]:
    """Rows whose place, by any of the fields, lies in the actor's reach."""

    def scope(actor: Actor) -> Q:
        found = Q(pk__in=[])
        for field in fields:
            found |= actor.reach(capability).q(field)
        return found

    return scope


def _published_or_inside(actor: Actor) -> Q:
    public = ~Q(status=GatheringStatus.DRAFT)
    return public | actor.reach(Capability.PLACE_VIEW).q("place__path")


VIEW_COURSE = Rule(Course, everyone)
EDIT_COURSE = Rule(Course, _within(Capability.GATHERING_EDIT, "place__path"), everyone)
VIEW_GATHERING = Rule(Gathering, _published_or_inside)
EDIT_GATHERING = Rule(
    Gathering, _within(Capability.GATHERING_EDIT, "place__path"), _published_or_inside
)
EDIT_CURRICULUM = Rule(Curriculum, _within(Capability.GATHERING_EDIT, "place__path"), everyone)
EDIT_SESSION = Rule(
    Session,
    _within(Capability.GATHERING_EDIT, "gathering__place__path"),
    _within(Capability.PLACE_VIEW, "gathering__place__path"),
)
HOLD_AT = Rule(
    Place,
    _within(Capability.GATHERING_EDIT, "path"),
    _within(Capability.PLACE_VIEW, "path"),
)
"""Places where the actor may make courses and gatherings."""

REGISTER_FROM = Rule(Place, _within(Capability.REGISTRATION_EDIT, "path"))
"""Places whose people the actor may register, and whose registrations they handle."""

HANDLE_REGISTRATION = Rule(
    Registration,
    _within(Capability.REGISTRATION_EDIT, "place__path", "gathering__place__path"),
)
"""Registrations of one's own people, and everybody's in the gatherings of one's own branch."""

MARK_PRESENCE = Rule(
    Gathering, _within(Capability.REGISTRATION_EDIT, "place__path"), _published_or_inside
)
"""Gatherings where the actor may say who was there."""


def _seen_by_those_who_register(actor: Actor) -> Q:
    """What somebody may see, if they register people anywhere at all."""
    if not actor.may_anywhere(Capability.REGISTRATION_EDIT):
        return Q(pk__in=[])
    return _published_or_inside(actor)


SEE_ATTENDEES = Rule(Gathering, _seen_by_those_who_register, _published_or_inside)
"""Gatherings whose list the actor may open; HANDLE_REGISTRATION says which of its rows they see."""


def _queue_of_own_rounds(actor: Actor) -> Q:
    """Courses that the actor organises, or holds a round of."""
    reach = actor.reach(Capability.GATHERING_EDIT)
    held = Gathering.objects.filter(reach.q("place__path"), course__isnull=False)
    return reach.q("place__path") | Q(pk__in=held.order_by().values("course_id"))


SEE_QUEUE = Rule(Course, _queue_of_own_rounds, everyone)
"""Courses whose queue the actor may read; HANDLE_REGISTRATION says whose names they see."""
