"""Who is to be reminded of what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from brygga import clock
from brygga.access.capabilities import Capability
from brygga.followup.enums import AnswerSide, MappingStatus, RoundStatus
from brygga.followup.models import Mapping, Reminder, Round
from brygga.followup.permissions import ANSWERS_FOR
from brygga.followup.queries.moves import waits_for
from brygga.followup.queries.tallies import Tally, tallies
from brygga.followup.rules import days_to_remind
from brygga.people.enums import PlaceKind
from brygga.people.models import Grant, User
from brygga.people.queries import branches_above, holds_on
from brygga.people.rules import capabilities_of_grant

_ABOVE = (PlaceKind.NATION, PlaceKind.COUNTY)


@dataclass(frozen=True, slots=True)
class DueReminder:
    """One place with work left, and the accounts there that can do it."""

    tally: Tally
    users: tuple[User, ...]

    @property
    def names(self) -> str:
        return ", ".join(f"{user.name} ({user.email})" for user in self.users)

    @property
    def waits_for(self) -> str:
        return waits_for(self.tally)


def work_left(tally: Tally) -> set[Capability]:
    """What somebody at the place must be able to do for the mapping to get on."""
    if tally.locked is not None:
        return set()
    needed = {
        ANSWERS_FOR[AnswerSide(side)]
        for side, progress in tally.sides.items()
        if progress.left or not progress.is_finished
    }
    return needed or {Capability.MAPPING_SUBMIT}


def reminders_for(found: Iterable[Tally], today: date) -> list[DueReminder]:
    """For each mapping with work left: whom to write to who has not been written to today.

    Those who work in the place, not those who help it from the county. Two queries.
    """
    late = [(tally, needed) for tally in found if (needed := work_left(tally))]
    people = _people_below_county(tally.mapping for tally, _needed in late)
    told = _told(today, [tally.mapping.pk for tally, _needed in late])
    return [
        DueReminder(
            tally,
            tuple(
                user
                for user in _able(people, tally.mapping, needed)
                if (tally.mapping.pk, user.pk) not in told
            ),
        )
        for tally, needed in late
    ]


def due_reminders(today: date) -> list[DueReminder]:
    """Whom to remind by themselves today: 14, 7 and 1 days before a round's last day.

    One query for the rounds; on the days themselves five more for all their places together.
    """
    rounds = Round.objects.filter(status=RoundStatus.OPEN, closes_on__gte=today)
    due = [
        each.pk
        for each in rounds
        if days_to_remind(today=today, closes_on=each.closes_on) is not None
    ]
    if not due:
        return []
    waiting = Mapping.objects.filter(
        round__in=due, status__in=(MappingStatus.OPEN, MappingStatus.RETURNED)
    )
    found = reminders_for(tallies(waiting.order_by("place__path")), today)
    return [each for each in found if each.users]


def _people_below_county(
    mappings: Iterable[Mapping],
) -> list[tuple[str, frozenset[Capability], User]]:
    branches = {branch for each in mappings for branch in branches_above(each.place.path)}
    grants = Grant.objects.filter(
        holds_on(clock.today()), place__path__in=branches, user__is_active=True
    ).exclude(place__kind__in=_ABOVE)
    return [
        (
            grant.place.path,
            capabilities_of_grant(grant.role.capabilities, grant.side),
            grant.user,
        )
        for grant in grants.select_related("place", "role", "user").order_by("user__email")
    ]


def _able(
    people: list[tuple[str, frozenset[Capability], User]], mapping: Mapping, needed: set[Capability]
) -> list[User]:
    found = {
        user.pk: user
        for path, capabilities, user in people
        if mapping.place.path.startswith(path) and capabilities & needed
    }
    return list(found.values())


def _told(today: date, mapping_ids: list[int]) -> set[tuple[int, int]]:
    rows = Reminder.objects.filter(mapping_id__in=mapping_ids, for_day=today).order_by()
    return set(rows.values_list("mapping_id", "user_id"))


def last_reminded(mapping_ids: Iterable[int]) -> dict[int, date]:
    """The latest day somebody was reminded, by mapping. One query."""
    rows = Reminder.objects.filter(mapping_id__in=list(mapping_ids)).order_by("for_day")
    return dict(rows.values_list("mapping_id", "for_day"))
