"""A mapping on its way: finished by each side, submitted, accepted or returned, reopened."""

from datetime import date, datetime

from django.db import transaction

from brygga import clock
from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.followup.actions.standings import rebuild_standings
from brygga.followup.enums import AnswerSide, MappingStatus
from brygga.followup.models import Mapping, MappingStep, Standing
from brygga.followup.queries import came_back, locked_because, sheet_of
from brygga.followup.queries.sheet import finished_at
from brygga.followup.rules import (
    refuse_accepting,
    refuse_finishing,
    refuse_reopening,
    refuse_resuming,
    refuse_returning,
    refuse_when_moved,
)
from brygga.kernel.refusal import Refused, insist

FINISHED = {
    AnswerSide.SOCIAL_SERVICES: "social_services_finished_at",
    AnswerSide.HEALTH_CARE: "health_care_finished_at",
}
UNFINISHED: dict[str, datetime | None] = dict.fromkeys(FINISHED.values())


def lock_mapping(*, mapping: Mapping) -> Mapping:
    """The mapping as it is now, held until the transaction ends.

    On PostgreSQL by the row's lock, on SQLite by the transaction's own (settings say IMMEDIATE),
    so that what is checked still holds when it is written.
    """
    rows = Mapping.objects.select_for_update(of=("self",)).select_related("round", "place")
    return rows.get(pk=mapping.pk)


@transaction.atomic
def finish_side(*, mapping: Mapping, side: str, by: Actor) -> None:
    """Say that one principal's answers are finished."""
    mapping = lock_mapping(mapping=mapping)
    sheet = sheet_of(mapping)
    insist(refuse_finishing(locked=sheet.locked, progress=sheet.progress(side)))
    _mark(mapping, side, clock.now())
    record("followup.side.finished", mapping, by=by, path=mapping.place.path, side=side)


@transaction.atomic
def resume_side(*, mapping: Mapping, side: str, by: Actor) -> None:
    """Take one principal's answers up again."""
    mapping = lock_mapping(mapping=mapping)
    locked = locked_because(mapping, came_back=came_back(mapping))
    insist(refuse_resuming(locked=locked, is_finished=finished_at(mapping, side) is not None))
    _mark(mapping, side, None)
    record("followup.side.resumed", mapping, by=by, path=mapping.place.path, side=side)


def _mark(mapping: Mapping, side: str, at: datetime | None) -> None:
    Mapping.objects.filter(pk=mapping.pk).update(**{FINISHED[AnswerSide(side)]: at})


@transaction.atomic
def plan_meeting(*, mapping: Mapping, on: date | None, by: Actor) -> None:
    """Say on which day the consultation settles what differs, or that no day is set."""
    mapping = lock_mapping(mapping=mapping)
    insist(locked_because(mapping, came_back=came_back(mapping)))
    Mapping.objects.filter(pk=mapping.pk).update(settles_on=on)
    record("followup.meeting.planned", mapping, by=by, path=mapping.place.path)


@transaction.atomic
def submit_mapping(*, mapping: Mapping, by: Actor) -> None:
    """Hand the mapping to the county; its answers are locked from now on."""
    mapping = lock_mapping(mapping=mapping)
    insist(sheet_of(mapping).refusal_to_submit)
    _move(mapping, MappingStatus.SUBMITTED, by)
    record("followup.mapping.submitted", mapping, by=by, path=mapping.place.path)


@transaction.atomic
def accept_mapping(*, mapping: Mapping, by: Actor) -> None:
    """Make the answers public as the place's standings."""
    to_review = mapping.answers.exclude(needs_review="").count()
    insist(refuse_accepting(status=mapping.status, to_review=to_review))
    _move(mapping, MappingStatus.ACCEPTED, by, accepted_at=clock.now())
    rebuild_standings(mapping_ids=[mapping.pk])
    record("followup.mapping.accepted", mapping, by=by, path=mapping.place.path)


@transaction.atomic
def return_mapping(*, mapping: Mapping, reason: str, by: Actor) -> None:
    """Give the mapping back with a reason; both sides may change their answers again."""
    insist(refuse_returning(status=mapping.status, reason=reason))
    _move(mapping, MappingStatus.RETURNED, by, reason, **UNFINISHED)
    record("followup.mapping.returned", mapping, by=by, path=mapping.place.path)


@transaction.atomic
def reopen_mapping(*, mapping: Mapping, reason: str, by: Actor) -> None:
    """Take an accepted mapping up again; it is no longer public until accepted anew."""
    insist(refuse_reopening(status=mapping.status, reason=reason))
    _move(mapping, MappingStatus.OPEN, by, reason, accepted_at=None, **UNFINISHED)
    Standing.objects.filter(mapping=mapping).delete()
    record("followup.mapping.reopened", mapping, by=by, path=mapping.place.path)


def _move(
    mapping: Mapping,
    status: MappingStatus,
    by: Actor,
    reason: str = "",
    **changes: datetime | None,
) -> None:
    """Change the status if it still is what the reader saw, and keep the step."""
    # Two at the county may decide at the same moment, one to accept and one to return. The
    # database lets only the first through: whoever comes second updates no row.
    moved = Mapping.objects.filter(pk=mapping.pk, status=mapping.status).update(
        status=status, **changes
    )
    if not moved:
        raise Refused(refuse_when_moved())
    MappingStep.objects.create(
        mapping=mapping, status=status, by_id=by.user_id, reason=reason.strip()
    )
    mapping.status = status
