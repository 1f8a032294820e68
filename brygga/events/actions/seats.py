"""Giving out seats and taking them back: the only place where they are counted."""

from collections.abc import Iterable

from django.db.models import F, Q
from django.utils.translation import gettext as _

from brygga.events.models import Quota, Registration, Session
from brygga.events.queries.room import Room, somebody_of
from brygga.events.rules import Somebody
from brygga.kernel.refusal import Refusal, insist


def take_seat(*, room: Room, somebody: Somebody) -> None:
    """Count a seat on every day of a locked room, or raise Refused.

    Whoever calls has asked the room already and holds its lock. The update is conditional all the
    same: should two ever come this far at once, the database gives the last seat to one of them,
    and undoes everything that the other has done.
    """
    quotas = room.counting(somebody)
    _count([day.pk for day in room.sessions], [quota.pk for quota in quotas])
    # The room at hand is then as the database has it, for whoever asks on.
    for day in room.sessions:
        day.taken += 1
    for quota in quotas:
        quota.taken += 1


def take_day(*, session: Session) -> None:
    """Count a seat on one day alone, or raise Refused. Quotas are about whole rounds."""
    _count([session.pk], [])


def give_back(*, room: Room, registration: Registration) -> None:
    """Set free what the registration holds in the room: all its days, or its one day."""
    if registration.only_session_id is not None:
        _set_free([registration.only_session_id], [])
        return
    quotas = room.counting(somebody_of(registration))
    _set_free([day.pk for day in room.sessions], [quota.pk for quota in quotas])


def _count(sessions: list[int], quotas: list[int]) -> None:
    has_room = Q(seats__isnull=True) | Q(taken__lt=F("seats"))
    counted = Session.objects.filter(has_room, pk__in=sessions).update(taken=F("taken") + 1)
    _insist_on_all(counted, sessions)
    if quotas:
        within = Q(most__isnull=True) | Q(taken__lt=F("most"))
        counted = Quota.objects.filter(within, pk__in=quotas).update(taken=F("taken") + 1)
        _insist_on_all(counted, quotas)


def _insist_on_all(counted: int, wanted: list[int]) -> None:
    if counted < len(wanted):
        insist(Refusal(_("The last seat was taken just now. Try again to join the queue.")))


def _set_free(sessions: Iterable[int], quotas: Iterable[int]) -> None:
    Session.objects.filter(pk__in=sessions).update(taken=F("taken") - 1)
    Quota.objects.filter(pk__in=quotas).update(taken=F("taken") - 1)
