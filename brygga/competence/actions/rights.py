"""Rights to teach: what a certificate of a trainers' course gives and takes."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db import transaction

from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.competence.models import Certificate, Trainer
from brygga.competence.queries.cascade import Lineage, family_of, lineage_of
from brygga.competence.rules.cascade import Edge, circle, refuse_circle
from brygga.events.models import Attendee, Course
from brygga.kernel.refusal import Refusal, Refused, insist


def locked_family(course: Course) -> frozenset[int]:
    """The course's family, in which nobody else changes who trained whom until we are done.

    Two changes that are right each by itself may close a ring together, so they take turns.
    Locked in the order of their ids. SQLite lets one transaction write at a time anyway.
    """
    family = family_of(course)
    rows = Course.objects.filter(pk__in=family).order_by("pk").select_for_update(no_key=True)
    list(rows.values_list("pk", flat=True))
    return family


def refuse_edges(edges: Collection[Edge], new: Iterable[Edge]) -> Refusal | None:
    """Why the new edges may not be, with the names of those who would form a ring."""
    ring = circle(edges, new)
    names = dict(Attendee.objects.filter(pk__in=ring).values_list("pk", "name")) if ring else {}
    return refuse_circle([names[one] for one in ring])


def refuse_change(before: Lineage, family: Collection[int]) -> Refusal | None:
    """Whether what has just been written, in this transaction, makes a ring of the lineage."""
    return refuse_edges(before.edges, lineage_of(family).edges - before.edges)


def give_right(*, certificate: Certificate, course: Course, by: Actor) -> Trainer | None:
    """The right that a certificate gives, from and until it.

    A right that began that very day is taken up again. None where it would make somebody descend
    from themselves: the certificate stands all the same, for the days were taken.
    """
    family = locked_family(course)
    try:
        with transaction.atomic():
            return _give(certificate, course, family, by)
    except Refused:
        record("competence.trainer.refused", certificate, by=by, path=course.place.path)
        return None


def _give(certificate: Certificate, course: Course, family: Collection[int], by: Actor) -> Trainer:
    before = lineage_of(family)
    who, begins = certificate.attendee, certificate.issued_on
    known = Trainer.objects.filter(attendee=who, course=course, valid_from=begins).first()
    row = known or Trainer(attendee=who, course=course, valid_from=begins)
    row.certificate, row.valid_to, row.ended_reason = certificate, certificate.valid_to, ""
    row.invented = certificate.invented
    row.save()
    insist(refuse_change(before, family))
    record("competence.trainer.made", row, by=by, path=course.place.path)
    return row


def end_rights(*, certificate: Certificate, on: date, reason: str, by: Actor) -> None:
    """End what a certificate gave the right to, unless it has ended before."""
    rows = Trainer.objects.filter(certificate=certificate).select_related("course__place")
    for row in rows.exclude(valid_to__lt=on):
        end_right(row=row, on=on, reason=reason, by=by)


def end_right(*, row: Trainer, on: date, reason: str, by: Actor) -> None:
    row.valid_to = max(on, row.valid_from)
    row.ended_reason = reason
    row.save(update_fields=["valid_to", "ended_reason"])
    record("competence.trainer.ended", row, by=by, path=row.course.place.path)
