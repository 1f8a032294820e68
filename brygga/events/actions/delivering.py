"""Sending the letters that wait: each once, and later where the mail server is away."""

import smtplib
from datetime import timedelta

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q, QuerySet

from brygga import clock
from brygga.events.emails import letter
from brygga.events.models import Letter
from brygga.events.rules.letters import is_moot

LOST_AFTER = timedelta(minutes=15)
"""A worker that has held a letter this long has died on the way."""
MOST_ATTEMPTS = 300
"""Three days of trying. Then the letter stays unsent, and the organiser's list shows it."""
AT_A_TIME = 100


def deliver_letters(*, limit: int = AT_A_TIME) -> int:
    """Send at most `limit` of the letters that wait, the oldest first; gives how many were sent.

    A conditional update lets one worker at a time hold a letter, so two never send the same one.
    Killed before the mail server took it, the letter is taken up again after `LOST_AFTER`. Killed
    between the server's yes and the line that says so, it is sent twice with the same Message-ID.
    """
    waiting = list(_free().order_by("pk").values_list("pk", flat=True)[:limit])
    if not waiting:
        return 0
    post = get_connection()
    sent = 0
    try:
        for pk in waiting:
            if _is_mine(pk):
                sent += _deliver(pk, post)
    except (OSError, smtplib.SMTPException):
        # The server is away: what is left of the batch would fare no better now.
        return sent
    finally:
        _hang_up(post)
    return sent


def _free() -> QuerySet[Letter]:
    held_too_long = Q(claimed_at__lt=clock.now() - LOST_AFTER)
    unsent = Letter.objects.filter(sent_at__isnull=True, attempts__lt=MOST_ATTEMPTS)
    return unsent.filter(Q(claimed_at__isnull=True) | held_too_long)


def _is_mine(pk: int) -> bool:
    claim = _free().filter(pk=pk)
    return bool(claim.update(claimed_at=clock.now(), attempts=F("attempts") + 1))


def _deliver(pk: int, post: BaseEmailBackend) -> bool:
    written = Letter.objects.select_related(
        "registration__attendee__user",
        "registration__place",
        "registration__principal",
        "registration__course",
        "registration__gathering__course",
        "registration__offered__course",
        "registration__only_session",
    ).get(pk=pk)
    row = written.registration
    moot = is_moot(written.kind, status=row.status, approval=row.approval)
    if not moot:
        try:
            _hand_over(written, post)
        except smtplib.SMTPRecipientsRefused:
            # No such address: trying again would not help.
            Letter.objects.filter(pk=pk).update(attempts=MOST_ATTEMPTS)
            return False
        except (OSError, smtplib.SMTPException):
            _let_go(written)
            raise
    Letter.objects.filter(pk=pk).update(sent_at=clock.now())
    return not moot


def _hand_over(written: Letter, post: BaseEmailBackend) -> None:
    """Over one connection for the whole batch, opened when the first letter needs it."""
    post.open()
    post.send_messages([letter(written)])


def _let_go(written: Letter) -> None:
    """Free again after a while: a minute at first, then longer, at most `LOST_AFTER`."""
    wait = min(timedelta(minutes=1) * written.attempts, LOST_AFTER)
    held_since = clock.now() - LOST_AFTER + wait
    Letter.objects.filter(pk=written.pk).update(claimed_at=held_since)


def _hang_up(post: BaseEmailBackend) -> None:
    try:
        post.close()
    except (OSError, smtplib.SMTPException):
        return
