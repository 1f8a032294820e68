"""The secret link of an invitation.

The token is worked out from the server's own key, so that the mail can be written later by the
worker while nothing but its hash ever lies in a table, the job queue included.
"""

import hashlib
from base64 import urlsafe_b64encode

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from brygga.people.models import Invitation


def token_of(invitation: Invitation) -> str:
    """32 bytes that nobody without the server's key can guess, written for an address."""
    told_by = f"{invitation.pk} {invitation.email} {invitation.created_at.timestamp():.6f}"
    digest = salted_hmac("brygga.people.invitation", told_by, algorithm="sha256").digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_to(invitation: Invitation) -> str:
    """The whole address to send."""
    return settings.BASE_URL + reverse("people:invitation_accept", args=[token_of(invitation)])
