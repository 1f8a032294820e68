"""States and kinds of mapping and follow-up."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RoundStatus(TextChoices):
    DRAFT = "draft", pgettext_lazy("round", "Being prepared")
    OPEN = "open", pgettext_lazy("round", "Open")
    CLOSED = "closed", pgettext_lazy("round", "Closed")


class QuestionKind(TextChoices):
    """What is asked about: a provision, the focus in depth, how the work is held together."""

    PROVISION = "provision", pgettext_lazy("question", "Provision")
    FOCUS = "focus", _("Focus in depth")
    STRUCTURE = "structure", _("Structure for collaboration")
    ROUTINE = "routine", _("Routines for collaboration")
    PRIORITIES = "priorities", _("This year's priorities")


class AnswerForm(TextChoices):
    LEVEL = "level", _("Level")
    TEXT = "text", _("Free text")


class Level(TextChoices):
    """How far a thing has come; the order is in `rules.RANK`. Don't know has no rank."""

    DONT_KNOW = "dont_know", _("Don't know")
    NOT_BEGUN = "not_begun", _("Not begun")
    PLANNED = "planned", _("Planned")
    PARTLY = "partly", _("Partly")
    IN_PLACE = "in_place", _("In place")
    FOLLOWED_UP = "followed_up", _("In place and followed up")


class AnswerSide(TextChoices):
    """Who answers. `people.enums.Side` and, beside them, what the consultation settled."""

    SOCIAL_SERVICES = "social_services", pgettext_lazy("who answers", "Social services")
    HEALTH_CARE = "health_care", pgettext_lazy("who answers", "Health care")
    JOINT = "joint", _("Joint answer")


class EvidenceKind(TextChoices):
    """What shows that an answer is right."""

    ROUTINE = "routine", _("Routine")
    DOCUMENT = "document", _("Document")
    DECISION = "decision", _("Decision")
    STATISTICS = "statistics", _("Statistics")
    OTHER = "other", pgettext_lazy("evidence", "Other")


class MappingStatus(TextChoices):
    OPEN = "open", pgettext_lazy("mapping", "Being answered")
    SUBMITTED = "submitted", pgettext_lazy("mapping", "Submitted")
    RETURNED = "returned", pgettext_lazy("mapping", "Returned")
    ACCEPTED = "accepted", pgettext_lazy("mapping", "Accepted")


class TextSection(TextChoices):
    """Where in the yearly follow-up the process leader's own words stand."""

    INTRODUCTION = "introduction", _("Introduction")
    FOCUS = "focus", pgettext_lazy("report", "The focus of the year")
    DIFFERENCES = "differences", _("Where principals differ")
    AHEAD = "ahead", _("What we do next")
