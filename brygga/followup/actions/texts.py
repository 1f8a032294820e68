"""The process leader's own words in the yearly follow-up."""

from django.db import transaction

from brygga import clock
from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.followup.models import ReportText
from brygga.people.models import Place


@transaction.atomic
def save_report_text(*, place: Place, year: int, section: str, text: str, by: Actor) -> ReportText:
    """Keep one section; the same text again changes nothing and leaves no row in the log."""
    kept = ReportText.objects.filter(place=place, year=year, section=section).first()
    if kept is not None and kept.text == text:
        return kept
    written, _made = ReportText.objects.update_or_create(
        place=place,
        year=year,
        section=section,
        defaults={
            "text": text,
            "saved_at": clock.now(),
            "saved_by_id": by.user_id,
            "invented": False,
        },
    )
    record("followup.text.saved", written, by=by, path=place.path, year=year, section=section)
    return written
