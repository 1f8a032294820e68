"""Kinds and states of documents, provisions and evidence."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DocumentKind(TextChoices):
    NATIONAL_GUIDELINE = "national_guideline", _("National guideline")
    COUNTY_POLICY = "county_policy", _("County policy")
    STEERING_DOCUMENT = "steering_document", _("Steering document")


class EditionStatus(TextChoices):
    DRAFT = "draft", pgettext_lazy("edition", "Draft")
    PUBLISHED = "published", pgettext_lazy("edition", "Published")


class Audience(TextChoices):
    BOTH = "both", _("Social services and health care")
    SOCIAL_SERVICES = "social_services", pgettext_lazy("audience", "Social services")
    HEALTH_CARE = "health_care", pgettext_lazy("audience", "Health care")
    UNKNOWN = "unknown", pgettext_lazy("audience", "Unknown")


class PriorityClass(TextChoices):
    """Socialstyrelsen's scale; the numbers are only comparable within one guideline."""

    SHOULD = "should", _("Should be offered (1–3)")
    CAN = "can", _("Can be offered (4–7)")
    EXCEPTIONALLY = "exceptionally", _("Can be offered exceptionally (8–10)")
    RESEARCH = "research", _("Research and development only (FoU)")
    DO_NOT = "do_not", _("Should not be offered (icke-göra)")
    UNKNOWN = "unknown", pgettext_lazy("priority", "Unknown")
    UNRANKED = "unranked", _("Not ranked")


class Dimension(TextChoices):
    """The three that together make evidence, weighed side by side."""

    RESEARCH = "research", _("Best available research")
    SERVICE_USERS = "service_users", _("Service users' experience and wishes")
    PROFESSION = "profession", _("Professional experience")


class Strength(TextChoices):
    STRONG = "strong", pgettext_lazy("strength", "Strong")
    LIMITED = "limited", pgettext_lazy("strength", "Limited")
    INSUFFICIENT = "insufficient", pgettext_lazy("strength", "Insufficient")
    CONSENSUS = "consensus", _("Proven experience by systematic consensus")
    UNGRADED = "ungraded", pgettext_lazy("strength", "Not graded")


class Change(TextChoices):
    """What a new edition does to a provision."""

    ADDED = "added", pgettext_lazy("provision", "Added")
    CHANGED = "changed", pgettext_lazy("provision", "Changed")
    WITHDRAWN = "withdrawn", pgettext_lazy("provision", "Withdrawn")
