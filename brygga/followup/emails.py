"""Letters from the room."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from brygga.followup.enums import AnswerSide
from brygga.followup.models import Reminder
from brygga.followup.queries.tallies import Tally


def reminder_letter(reminder: Reminder, tally: Tally) -> EmailMessage:
    """Which place, what is left, where it is done and the last day; in the reader's language.

    The letter carries an id of its own that stays the same, so that a mail system that gets it
    twice can tell.
    """
    mapping = tally.mapping
    with translation.override(reminder.user.language):
        body = render_to_string("followup/mail/reminder.txt", _said(tally))
        subject = _("%(place)s: the mapping %(year)s is to be answered") % {
            "place": mapping.place.name,
            "year": mapping.round.year,
        }
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    return EmailMessage(
        subject,
        body,
        to=[reminder.user.email],
        headers={"Message-ID": f"<reminder-{reminder.pk}@{host}>"},
    )


def _said(tally: Tally) -> dict[str, object]:
    mapping = tally.mapping
    address = {"year": mapping.round.year, "place": mapping.place.code}
    sides = [(AnswerSide(side).label, progress) for side, progress in tally.sides.items()]
    return {
        "place": mapping.place.name,
        "round": mapping.round,
        "left": [(label, progress.left) for label, progress in sides],
        "unfinished": [
            label for label, progress in sides if not progress.left and not progress.is_finished
        ],
        "to_submit": tally.refusal_to_submit is None,
        "url": settings.BASE_URL + reverse("followup:mapping", kwargs=address),
    }
