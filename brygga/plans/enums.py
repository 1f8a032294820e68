"""States of plans and activities."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class PlanStatus(TextChoices):
    DRAFT = "draft", pgettext_lazy("plan", "Draft")
    ADOPTED = "adopted", pgettext_lazy("plan", "Adopted")


class ActivityStatus(TextChoices):
    PLANNED = "planned", pgettext_lazy("activity", "Planned")
    ONGOING = "ongoing", pgettext_lazy("activity", "Ongoing")
    DONE = "done", pgettext_lazy("activity", "Done")
    DROPPED = "dropped", pgettext_lazy("activity", "Dropped")


class ActivityState(TextChoices):
    """As shown and counted: a planned or ongoing activity past its day is late."""

    PLANNED = "planned", pgettext_lazy("activity", "Planned")
    ONGOING = "ongoing", pgettext_lazy("activity", "Ongoing")
    LATE = "late", pgettext_lazy("activity", "Late")
    DONE = "done", pgettext_lazy("activity", "Done")
    DROPPED = "dropped", pgettext_lazy("activity", "Dropped")
