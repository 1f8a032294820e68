"""The log: insert only."""

from typing import ClassVar

from django.db import models

from brygga import clock
from brygga.access.privacy import Privacy


class Event(models.Model):
    """One thing done. `detail` holds codes and states, never free text about people."""

    at = models.DateTimeField(default=clock.now, db_index=True)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=80)
    subject = models.CharField(max_length=120)
    path = models.CharField(max_length=120, blank=True, db_index=True)
    detail = models.JSONField(default=dict)

    PRIVACY: ClassVar = {
        "at": Privacy.INTERNAL,
        "actor_id": Privacy.PERSONAL,
        "actor_label": Privacy.INTERNAL,
        "kind": Privacy.INTERNAL,
        "subject": Privacy.INTERNAL,
        "path": Privacy.OPEN,
        "detail": Privacy.INTERNAL,
    }

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Answered(models.Model):
    """A creating request that has been done, and its answer: sent again, it is not redone.

    `fingerprint` is a hash of what was sent. The answer tells of ids and states only.
    """

    scope = models.CharField(max_length=80)
    key = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.TextField()
    at = models.DateTimeField(db_index=True)

    PRIVACY: ClassVar = {
        "scope": Privacy.INTERNAL,
        "key": Privacy.SECRET,
        "fingerprint": Privacy.INTERNAL,
        "status": Privacy.INTERNAL,
        "body": Privacy.SECRET,
        "at": Privacy.INTERNAL,
    }

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("scope", "key"), name="a_request_is_answered_once"),
        )

    def __str__(self) -> str:
        return f"{self.scope} {self.pk}"


class Attempt(models.Model):
    """How often somebody has asked for one thing in one minute; kept for an hour.

    `whom` is a keyed hash of an address: it tells two apart and names neither.
    """

    what = models.CharField(max_length=40)
    whom = models.CharField(max_length=64)
    minute = models.DateTimeField()
    times = models.PositiveIntegerField(default=0)

    PRIVACY: ClassVar = {
        "what": Privacy.INTERNAL,
        "whom": Privacy.PERSONAL,
        "minute": Privacy.INTERNAL,
        "times": Privacy.INTERNAL,
    }

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("what", "whom", "minute"), name="attempts_are_counted_once_a_minute"
            ),
        )

    def __str__(self) -> str:
        return f"{self.what} {self.minute:%H:%M} {self.times}"
