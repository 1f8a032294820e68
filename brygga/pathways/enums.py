"""What contradicts what, and how chains break; none of it is stored."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Contradiction(TextChoices):
    """Where the directory and the contact data do not agree."""

    NOT_GIVEN = "not_given", _("Offered, but no contact is known")
    NOT_OFFERED = "not_offered", _("Given, but not in the directory")
    LONGER_WAIT = "longer_wait", _("The wait is longer than the units say")


class BreakKind(TextChoices):
    """How the chain comes apart, as the engine names it."""

    UNPLANNED_END = "unplanned_end", pgettext_lazy("break", "Unplanned end")
    HANDOVER = "handover", pgettext_lazy("break", "Failed hand-over")
    LOOP = "loop", pgettext_lazy("break", "Back and forth")
    READMISSION = "readmission", pgettext_lazy("break", "Admitted again")
