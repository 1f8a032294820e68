"""Giving a role over a branch, and ending it with everything handed on from it."""

from datetime import date

from django.db import transaction

from brygga import clock
from brygga.access.actor import SYSTEM, Actor
from brygga.audit.actions import record
from brygga.kernel.refusal import insist
from brygga.people.emails import send_role_given
from brygga.people.models import Grant, Invitation, User
from brygga.people.queries import Offer, granted_from, has_role, helds_of, offer_of
from brygga.people.rules import refuse_end_grant, refuse_second_role


@transaction.atomic
def give_grant(*, user: User, offer: Offer, by: Actor, valid_from: date | None = None) -> Grant:
    """Give an account a role; they are told by mail. Raises Refused with the reason."""
    parent_id = granted_from(offer=offer, by=by)
    insist(refuse_second_role(already=has_role(user.pk, offer)))
    grant = Grant.objects.create(
        user=user,
        role=offer.role,
        place=offer.place,
        side=offer.side,
        valid_from=valid_from or clock.today(),
        valid_to=offer.valid_to,
        granted_by_id=by.user_id,
        parent_id=parent_id,
    )
    record("people.grant.given", grant, by=by, path=offer.place.path, role=offer.role.slug)
    if by != SYSTEM:
        transaction.on_commit(lambda: send_role_given.enqueue(grant.pk))
    return grant


@transaction.atomic
def end_grant(*, grant: Grant, by: Actor) -> None:
    """End a role now, and with it all that was handed on from it, invitations too.

    Whoever held them notices at their next request. Ending an ended role changes nothing.
    """
    if by != SYSTEM:
        insist(refuse_end_grant(helds_of(by.user_id), offer_of(grant).wish))
    branch = _with_all_handed_on(grant)
    now = clock.now()
    ended = Grant.objects.filter(pk__in=branch, ended_at__isnull=True)
    for row in ended.select_related("place"):
        record("people.grant.ended", row, by=by, path=row.place.path, role=row.role_id)
    ended.update(ended_at=now)
    waiting = Invitation.objects.filter(
        parent_id__in=branch, accepted_at__isnull=True, withdrawn_at__isnull=True
    )
    for invitation in waiting.select_related("place"):
        record("people.invitation.withdrawn", invitation, by=by, path=invitation.place.path)
    waiting.update(withdrawn_at=now)


def _with_all_handed_on(grant: Grant) -> list[int]:
    found, newest = [grant.pk], [grant.pk]
    while newest:
        newest = list(Grant.objects.filter(parent_id__in=newest).values_list("pk", flat=True))
        found += newest
    return found
