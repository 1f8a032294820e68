"""What the hall asks of the rooms below."""

from datetime import date

from allauth.mfa.utils import is_mfa_enabled
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Q

from brygga import clock
from brygga.access.actor import Actor
from brygga.access.reach import Reach
from brygga.audit.models import Event
from brygga.events.enums import GatheringStatus
from brygga.events.models import Course, Curriculum, Gathering
from brygga.events.queries.waiting import waiting_for as waiting_in_events
from brygga.followup.queries import waiting_for as waiting_in_followup
from brygga.guidance.models import Provision
from brygga.guidance.permissions import VIEW_DOCUMENT, VIEW_PROVISION
from brygga.kernel.waiting import Waiting
from brygga.offer.models import Intervention
from brygga.offer.queries.waiting import waiting_for as waiting_in_offer
from brygga.people.enums import PlaceKind
from brygga.people.models import Grant, Place, User
from brygga.people.queries import branches_above, holds_on
from brygga.plans.queries import waiting_for as waiting_in_plans


def waiting_for(actor: Actor) -> list[Waiting]:
    """Everything that waits, most urgent first and what has no day last.

    As many queries as the rooms say; none for somebody who is not signed in.
    """
    if not actor.is_signed_in:
        return []
    found = [*waiting_in_events(actor), *waiting_in_followup(actor), *waiting_in_plans(actor)]
    found += waiting_in_offer(actor)
    return sorted(found, key=lambda each: (each.due_on or date.max, each.place, each.text))


def anything_done_for(actor: Actor, since: int) -> bool:
    """Whether something has been done since an event where it may change what waits. One query.

    That is in the actor's branches, or above them: a loaded folder or an opened round.
    """
    branches = sorted({branch for reach in actor.reaches.values() for branch in reach.branches})
    above = {path for branch in branches for path in branches_above(branch)}
    where = Reach(frozenset(branches)).q("path") | Q(path__in=sorted(above)) | Q(path="")
    return Event.objects.filter(where, pk__gt=since).order_by().exists()


def grants_of(actor: Actor) -> list[Grant]:
    """The roles that hold today, with role and place. One query, none for a visitor."""
    if actor.user_id is None:
        return []
    grants = Grant.objects.filter(holds_on(clock.today()), user_id=actor.user_id)
    return list(grants.select_related("role", "place").order_by("place__path", "role__position"))


def has_second_factor(user: User) -> bool:
    """One query."""
    return bool(is_mfa_enabled(user))


def demo_grants() -> dict[str, Grant]:
    """For each role, the grant of the first demo account that holds it. One query."""
    grants = Grant.objects.filter(
        holds_on(clock.today()), user__is_demo=True, user__is_active=True
    ).select_related("user", "place")
    return {grant.role_id: grant for grant in grants.order_by("-pk")}


def public_places() -> list[str]:
    """Codes of every place, from the nation down. One query."""
    return list(Place.objects.order_by("path").values_list("code", flat=True))


def public_interventions() -> list[str]:
    """Slugs of all interventions. One query."""
    return list(Intervention.objects.order_by("slug").values_list("slug", flat=True))


def public_municipalities() -> list[str]:
    """Codes of all municipalities. One query."""
    known = Place.objects.filter(kind=PlaceKind.MUNICIPALITY).order_by("path")
    return list(known.values_list("code", flat=True))


def public_documents(actor: Actor) -> list[str]:
    """Slugs of published documents. One query."""
    documents = VIEW_DOCUMENT.visible(actor).order_by("slug")
    return list(documents.values_list("slug", flat=True))


def public_provisions(actor: Actor) -> list[Provision]:
    """Published provisions with their documents. One query."""
    return list(VIEW_PROVISION.visible(actor).select_related("document"))


def public_gatherings() -> list[str]:
    """Slugs of everything in the calendar, called off or not. One query."""
    held = Gathering.objects.exclude(status=GatheringStatus.DRAFT).order_by("slug")
    return list(held.values_list("slug", flat=True))


def public_courses() -> list[str]:
    """Slugs of all courses. One query."""
    return list(Course.objects.order_by("slug").values_list("slug", flat=True))


def public_curricula() -> list[str]:
    """Slugs of all plans of further training. One query."""
    return list(Curriculum.objects.order_by("slug").values_list("slug", flat=True))


def not_ready() -> str:
    """Why the site cannot work yet; empty when it can."""
    try:
        executor = MigrationExecutor(connection)
        ahead = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "the database does not answer"
    return "the database has not been migrated" if ahead else ""
