"""What falls due by itself on a day."""

from datetime import datetime

from django.db.models import CharField, Exists, Max, Min, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat

from brygga.events.enums import GatheringStatus, LetterKind, RegistrationStatus
from brygga.events.models import Gathering, Letter, Registration


def reminders_due(begins: datetime, until: datetime, days: int) -> list[Registration]:
    """Seats whose first day lies between two instants and who have not been reminded `days` before.

    One query.
    """
    rounds = Gathering.objects.filter(status=GatheringStatus.PUBLISHED)
    near = rounds.annotate(first=Min("sessions__starts_at")).filter(
        first__gte=begins, first__lt=until
    )
    whole = Q(only_session__isnull=True, gathering__in=near.values("pk"))
    one_day = Q(only_session__starts_at__gte=begins, only_session__starts_at__lt=until)
    seated = Registration.objects.filter(
        whole | one_day,
        status=RegistrationStatus.SEATED,
        gathering__status=GatheringStatus.PUBLISHED,
    ).select_related("attendee")
    told = Letter.objects.filter(
        registration=OuterRef("pk"),
        kind=LetterKind.REMINDER,
        occasion=Concat(Cast(OuterRef("gathering_id"), CharField()), Value(f" {days}")),
    )
    return list(seated.exclude(Exists(told)).order_by("pk"))


def notes_to_forget(ended_before: datetime) -> list[int]:
    """Registrations with a note to a venue where the last day is over. One query."""
    over = Gathering.objects.annotate(last=Max("sessions__ends_at")).filter(last__lt=ended_before)
    called_off = Q(gathering__status=GatheringStatus.CANCELLED)
    rows = Registration.objects.exclude(venue_note="")
    found = rows.filter(called_off | Q(gathering__in=over.values("pk")))
    return list(found.order_by().values_list("pk", flat=True))
