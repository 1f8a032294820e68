"""The chain's links and how each may stand."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LinkKind(TextChoices):
    """The links of the thread, in order."""

    MAPPING = "mapping", _("Mapping")
    GAP = "gap", _("Gap")
    PRIORITY = "priority", _("Priority")
    ACTIVITY = "activity", _("Activity")
    COMPETENCE = "competence", _("Competence")
    CARE_OFFERED = "care_offered", pgettext_lazy("link", "Offered")
    CARE_DELIVERED = "care_delivered", pgettext_lazy("link", "Delivered")
    OUTCOME = "outcome", _("Outcome")
    VOICE = "voice", _("Service users' voice")
    NEXT_FOCUS = "next_focus", _("Next year's focus")


class LinkState(TextChoices):
    PRESENT = "present", pgettext_lazy("link", "Present")
    MISSING = "missing", pgettext_lazy("link", "Missing")
    CONTRADICTS = "contradicts", pgettext_lazy("link", "Contradicts")
    NOT_BUILT = "not_built", _("Not in Brygga yet")


class MatrixSort(TextChoices):
    GAP = "glapp", _("largest gap")
    DIFFERENCE = "olika", _("different answers, not settled")
    CHANGE = "forandring", _("change")
    NAME = "namn", _("name")
