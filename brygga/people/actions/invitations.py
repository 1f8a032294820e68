"""Inviting somebody to a role, and taking the invitation up once."""

import secrets

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import get_language

from brygga import clock
from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.kernel.refusal import insist
from brygga.people.emails import send_invitation
from brygga.people.links import hash_of, token_of
from brygga.people.models import Grant, Invitation, User
from brygga.people.queries import Offer, account_by_email, granted_from, in_force, is_invited
from brygga.people.rules import (
    INVITATION_LASTS,
    invitation_state,
    refuse_acceptance,
    refuse_invitation,
    refuse_lapsed,
    refuse_new_account,
    refuse_second_invitation,
)


@transaction.atomic
def invite(*, email: str, offer: Offer, by: Actor) -> Invitation:
    """Promise a role to an address and mail the link. Raises Refused with the reason."""
    parent_id = granted_from(offer=offer, by=by)
    email = email.strip().lower()
    insist(refuse_second_invitation(pending=is_invited(email, offer)))
    now = clock.now()
    invitation = Invitation.objects.create(
        email=email,
        role=offer.role,
        place=offer.place,
        side=offer.side,
        valid_to=offer.valid_to,
        # Until the row has the id that the real token is worked out from.
        token_hash=hash_of(secrets.token_urlsafe()),
        invited_by_id=by.user_id,
        parent_id=parent_id,
        created_at=now,
        expires_at=now + INVITATION_LASTS,
    )
    invitation.token_hash = hash_of(token_of(invitation))
    invitation.save(update_fields=["token_hash"])
    record("people.invitation.sent", invitation, by=by, path=offer.place.path, role=offer.role.slug)
    transaction.on_commit(lambda: send_invitation.enqueue(invitation.pk))
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Actor) -> None:
    """Close the link. Raises Refused when it has been used, withdrawn or is too old."""
    now = clock.now()
    closed = _pending(invitation).update(withdrawn_at=now)
    if not closed:
        _refuse_as_it_is(invitation)
    record("people.invitation.withdrawn", invitation, by=by, path=invitation.place.path)


@transaction.atomic
def accept_with_new_account(*, invitation: Invitation, name: str, password: str) -> User:
    """Take up an invitation with an account made for its address."""
    _claim(invitation)
    insist(refuse_new_account(taken=account_by_email(invitation.email) is not None))
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                invitation.email, password, name=name, language=get_language() or "sv"
            )
    except IntegrityError:  # another invitation to the same address was taken up just now
        insist(refuse_new_account(taken=True))
        raise
    # The link went to this address and nowhere else, so the address is theirs.
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    _give(invitation, user)
    return user


@transaction.atomic
def accept_with_account(*, invitation: Invitation, user: User) -> Grant:
    """Take up an invitation with the account that is signed in; it must be the address's own."""
    insist(refuse_acceptance(invited=invitation.email, account=user.email))
    _claim(invitation)
    return _give(invitation, user)


def _pending(invitation: Invitation) -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True
    )


def _claim(invitation: Invitation) -> None:
    """Use the invitation up, or raise Refused.

    Two who press the button at the same moment must not both get the role, on SQLite as on
    PostgreSQL: the database decides, with one conditional update.
    """
    now = clock.now()
    if not _pending(invitation).filter(expires_at__gt=now).update(accepted_at=now):
        _refuse_as_it_is(invitation)
    if invitation.parent_id is not None:
        parent = Grant.objects.filter(in_force(clock.today()), pk=invitation.parent_id)
        insist(refuse_lapsed(lapsed=not parent.exists()))


def _refuse_as_it_is(invitation: Invitation) -> None:
    invitation.refresh_from_db(fields=["accepted_at", "withdrawn_at"])
    state = invitation_state(
        accepted_at=invitation.accepted_at,
        withdrawn_at=invitation.withdrawn_at,
        expires_at=invitation.expires_at,
        now=clock.now(),
    )
    insist(refuse_invitation(state))


def _give(invitation: Invitation, user: User) -> Grant:
    grant = Grant.objects.create(
        user=user,
        role_id=invitation.role_id,
        place_id=invitation.place_id,
        side=invitation.side,
        valid_from=clock.today(),
        valid_to=invitation.valid_to,
        granted_by_id=invitation.invited_by_id,
        parent_id=invitation.parent_id,
    )
    record(
        "people.invitation.accepted",
        grant,
        by=Actor(user_id=user.pk),
        path=invitation.place.path,
        role=grant.role_id,
        invitation=invitation.pk,
    )
    return grant
