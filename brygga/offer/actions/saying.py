"""What is said of an offer on a day: that it is true, and how long one waits."""

from datetime import date

from django.db import transaction

from brygga import clock
from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.kernel.refusal import insist
from brygga.offer.models import Offer, Verification, WaitingTime
from brygga.offer.rules.refusing import refuse_verification, refuse_wait


@transaction.atomic
def verify_offer(*, offer: Offer, said_by: str, by: Actor) -> Verification:
    """Say that it is still true; said again the same day it is said once. Raises Refused."""
    today = clock.today()
    insist(refuse_verification(offer.begins_on, offer.ends_on, today))
    return write_verification(offer=offer, on=today, said_by=said_by, by=by)


def write_verification(*, offer: Offer, on: date, said_by: str, by: Actor) -> Verification:
    """Within a transaction. Two who press at once are one: the database keeps one for a day."""
    row, is_new = Verification.objects.get_or_create(
        offer=offer,
        verified_on=on,
        defaults={"said_by": said_by, "verified_by_id": by.user_id},
    )
    if is_new:
        path = offer.unit.place.path
        record("offer.offer.verified", row, by=by, path=path, offer=offer.slug)
    return row


@transaction.atomic
def say_waiting_time(
    *, offer: Offer, days: int, measured_on: date, source: str, by: Actor
) -> WaitingTime:
    """Say the wait as of a day; the same day again is a correction, an earlier day stays.

    Raises Refused. Said again as it stood, nothing is written.
    """
    insist(refuse_wait(days, measured_on, offer.begins_on, clock.today()))
    row, is_new = WaitingTime.objects.select_for_update(of=("self",), no_key=True).get_or_create(
        offer=offer, measured_on=measured_on, defaults={"days": days, "source": source}
    )
    if not is_new and (row.days, row.source) == (days, source):
        return row
    before = row.days
    if not is_new:
        row.days, row.source, row.invented = days, source, False
        row.save(update_fields=["days", "source", "invented"])
    record(
        "offer.waiting.said" if is_new else "offer.waiting.corrected",
        row,
        by=by,
        path=offer.unit.place.path,
        offer=offer.slug,
        day=measured_on.isoformat(),
        before=before,
        after=days,
    )
    return row
