"""The same site with the guard taken away: seats are given by looking first and writing then.

What the tests of a rush say of the real site must be untrue of this one, or they prove nothing.
It stands here and in no release: the room is counted without a lock, nothing holds the count
until the row is there, and a repeated request is not known again.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brygga.config.settings")

from brygga.api import views
from brygga.config.wsgi import application
from brygga.events.actions.registering import attendee_of
from brygga.events.enums import RegistrationStatus
from brygga.events.models import Registration

__all__ = ["application"]


def register_alone(*, gathering, person, by, wish):
    """Check, then insert."""
    seated = Registration.objects.filter(gathering=gathering, status=RegistrationStatus.SEATED)
    is_free = seated.count() < gathering.capacity
    made = Registration(
        gathering=gathering,
        course_id=gathering.course_id,
        attendee=attendee_of(person),
        place=person.place,
        principal=person.principal,
        profession=person.profession,
        flexible=wish.flexible,
        registered_by_id=by.user_id,
        status=RegistrationStatus.SEATED if is_free else RegistrationStatus.WAITING,
    )
    made.queued_at = None if is_free else made.registered_at
    made.save(force_insert=True)
    return made


views.register_alone = register_alone
views.answered_once = lambda *, scope, key, fingerprint, do: do()
