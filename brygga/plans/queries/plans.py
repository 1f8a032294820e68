"""Reads of plans."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Case, QuerySet, When
from django.http import Http404

from brygga.access.actor import Actor
from brygga.guidance.models import Provision
from brygga.guidance.queries import current_wordings, label, provision_by_ref, wording_of
from brygga.people.enums import GroupKind
from brygga.people.models import Group, Place
from brygga.people.queries.places import branches_above
from brygga.plans.models import Plan, PlanStep
from brygga.plans.permissions import VIEW_PLAN
from brygga.plans.queries.priorities import priorities_at

LONGEST_TITLE = 200
_DECIDES = (GroupKind.CONSULTATION, GroupKind.STEERING_GROUP)


def plan_of(place: Place, year: int, actor: Actor) -> Plan | None:
    """The place's plan of a year; a draft only for those inside. One query."""
    plans = VIEW_PLAN.visible(actor).filter(place=place, year=year)
    return plans.select_related("place", "adopted_by").first()


def plan_years(place: Place, actor: Actor) -> list[int]:
    """Years with a plan that the actor may see, latest first. One query."""
    plans = VIEW_PLAN.visible(actor).filter(place=place)
    return list(plans.order_by("-year").values_list("year", flat=True))


def plan_steps(plan: Plan) -> list[PlanStep]:
    """How the plan was adopted and opened again, with whom. One query. For those inside."""
    return list(plan.steps.select_related("by"))


def deciding_groups(place: Place) -> QuerySet[Group]:
    """Groups that can decide for the place: its own first, then those of the places above.

    At each place those whose task it is to decide, consultations and steering groups, come first.
    """
    groups = Group.objects.filter(place__path__in=branches_above(place.path))
    decides = Case(When(kind__in=_DECIDES, then=0), default=1)
    # The paths of one branch each begin with the one above, so the longest comes first.
    return groups.select_related("place").order_by("-place__path", decides, "name")


def provision_labels(provisions: Iterable[Provision]) -> dict[int, str]:
    """ "Riktlinje 3: Barnen ses tidigt" by the provision's id; documents are to be fetched.

    Two queries, none when there is nothing to name.
    """
    by_id = {provision.pk: provision for provision in provisions}
    wordings = current_wordings(list(by_id)) if by_id else {}
    labels = {}
    for key, provision in by_id.items():
        wording = wordings.get(key)
        name = label(provision, wording)
        labels[key] = f"{name}: {wording.title}" if wording else name
    return labels


def provision_choices(place: Place) -> list[tuple[str, str]]:
    """What can be worked on at the place, as (reference, label): in the latest edition of every
    document that holds there. Two queries.
    """
    holding = Provision.objects.filter(document__place__path__in=branches_above(place.path))
    wordings = current_wordings(holding.values_list("pk", flat=True)).values()
    latest: dict[int, int] = {}
    for wording in wordings:
        document = wording.provision.document_id
        latest[document] = max(latest.get(document, 0), wording.edition.number)
    return [
        (reference_of(each.provision), f"{label(each.provision, each)}: {each.title}")
        for each in wordings
        if each.edition.number == latest[each.provision.document_id]
    ]


def reference_of(provision: Provision) -> str:
    """DOCUMENT/NUMBER, as in addresses and files."""
    return f"{provision.document.slug}/{provision.number}"


def likely_references(place: Place, year: int) -> list[str]:
    """What the place has prioritised in a year: most activities are for that. One query."""
    return [reference_of(each.provision) for each in priorities_at(place, year)]


def first_values(reference: str, year: int, actor: Actor, *, title: str = "") -> dict[str, object]:
    """How a new activity's form begins, so that as little as possible is left to write.

    Begun from a gap it knows its provision and has the measure's words as title. An unknown
    reference begins an empty one; begun elsewhere it may bring a `title`. At most two queries.
    """
    first: dict[str, object] = {
        "due_on": date(year, 12, 31),
        "owner_user": actor.user_id,
    }
    if title:
        first["title"] = title[:LONGEST_TITLE]
    try:
        provision = provision_by_ref(reference)
    except Http404:
        return first
    wording = wording_of(provision)
    measure = (wording.measure or wording.title) if wording else ""
    return first | {"provisions": [reference], "title": (title or measure)[:LONGEST_TITLE]}
