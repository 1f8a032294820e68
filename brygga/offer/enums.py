"""What is told of offers; of these only the way in and who answers are ever stored."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class WayIn(TextChoices):
    """How one gets to an offer; several may be open."""

    SELF = "self", _("Seek it yourself")
    REFERRAL = "referral", _("By referral")
    DECISION = "decision", _("By a decision of the social services")


class OfferState(TextChoices):
    """Whether an offer holds on a day; told by its days, never stored."""

    COMING = "coming", pgettext_lazy("offer", "Begins later")
    CURRENT = "current", pgettext_lazy("offer", "Offered")
    ENDED = "ended", pgettext_lazy("offer", "Ended")


class Freshness(TextChoices):
    """How old the latest verification is; told by its day, never stored."""

    FRESH = "fresh", pgettext_lazy("verification", "Checked")
    AGEING = "ageing", pgettext_lazy("verification", "Check again soon")
    STALE = "stale", pgettext_lazy("verification", "Too old")
    NEVER = "never", pgettext_lazy("verification", "Never checked")


class Answering(TextChoices):
    """Who answers for an intervention at a place on a day; told by the responsibilities."""

    ONE = "one", _("One principal answers")
    SHARED = "shared", _("Both answer, and have agreed how")
    BOTH = "both", _("Two principals both answer")
    NOBODY = "nobody", _("Nobody is said to answer")


class GapKind(TextChoices):
    """What is missing where a provision should be offered, the worst first."""

    NOT_OFFERED = "not_offered", _("Not offered")
    NOBODY_ANSWERS = "nobody_answers", _("Nobody is said to answer for it")
    TWO_ANSWER = "two_answer", _("Two principals both answer for it")
    STALE = "stale", _("Not checked for long")
    LONG_WAIT = "long_wait", _("Long wait")
