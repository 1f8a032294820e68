"""A new edition of a document: the answers it touches must be looked at again, no others.

Only in rounds that are still running. What was said in a round that is over was said about the
wording of its time, stays as it is, and is asked about in the next round.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from brygga import clock
from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.followup.actions.moves import UNFINISHED
from brygga.followup.enums import MappingStatus
from brygga.followup.models import Answer, Mapping, MappingStep, Standing, TakenEdition
from brygga.followup.queries import running_rounds, untaken_editions
from brygga.guidance.enums import Change, EditionStatus
from brygga.guidance.models import Edition
from brygga.guidance.queries import edition_changes

# An accepted mapping is reopened, one that waits for the county goes back; others stay as they are.
BACK_TO = {
    MappingStatus.ACCEPTED: MappingStatus.OPEN,
    MappingStatus.SUBMITTED: MappingStatus.RETURNED,
}
LOGGED = {
    MappingStatus.OPEN: "followup.mapping.reopened",
    MappingStatus.RETURNED: "followup.mapping.returned",
}


def catch_up(*, by: Actor) -> int:
    """Take in every published edition that has not been; gives how many mappings are touched.

    One query when there is none. Whoever published may have been killed before the rooms above
    were told: this is what makes it certain that they hear of it.
    """
    return sum(take_in_edition(edition=edition, by=by) for edition in untaken_editions())


@transaction.atomic
def take_in_edition(*, edition: Edition, by: Actor) -> int:
    """Ask again about what a published edition changes; gives how many mappings are touched.

    Once for each edition, whoever comes first: what somebody has answered anew since is not asked
    about a second time. An added provision has no answers yet, and a withdrawn one is not asked
    about anew: what was answered about it stays as it was said.
    """
    # Of two who come at once the second waits here for the first, and then finds the row.
    _taken, is_new = TakenEdition.objects.get_or_create(edition=edition)
    if not is_new:
        return 0
    changes = edition_changes(edition)
    changed = [each.provision.pk for each in changes if each.change == Change.CHANGED]
    name = f"{edition.document.short_title}, {edition.name}"
    mappings = ask_again(provision_ids=changed, edition_name=name, by=by) if changed else 0
    path = edition.document.place.path
    record("followup.edition.taken_in", edition, by=by, path=path, mappings=mappings)
    return mappings


def mark_taken_in(*, edition_ids: Iterable[int]) -> None:
    """Say of published editions that they have been taken in, without asking about anything.

    Leaves no row in the log: for what is loaded, which says so itself.
    """
    published = Edition.objects.filter(pk__in=list(edition_ids), status=EditionStatus.PUBLISHED)
    rows = [TakenEdition(edition=edition) for edition in published]
    TakenEdition.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def ask_again(*, provision_ids: Iterable[int], edition_name: str, by: Actor) -> int:
    """Ask anew what was answered about these provisions in the rounds that are running.

    Joint answers too. Gives how many mappings are touched. Asking twice changes nothing more.
    What stands about other things stays open to everybody: the new edition says nothing of it.
    """
    reason = _reason(edition_name)
    provision_ids = list(provision_ids)
    touched = Answer.objects.filter(
        mapping__round__in=running_rounds(clock.today()), question__provision__in=provision_ids
    ).exclude(level="", text="")
    ids = sorted(set(touched.order_by().values_list("mapping_id", flat=True)))
    touched.update(needs_review=reason)
    mappings = Mapping.objects.filter(pk__in=ids).select_for_update(of=("self",))
    found = list(mappings.select_related("place").order_by("pk"))
    for mapping in found:
        _hand_back(mapping, reason, by)
    Standing.objects.filter(mapping__in=ids, question__provision__in=provision_ids).delete()
    return len(found)


def _reason(edition_name: str) -> str:
    # Kept in the language of the house: whoever reads it later may use another.
    with translation.override(settings.LANGUAGE_CODE):
        words = _("The wording has changed in %(edition)s. Does the answer still hold?")
    return (words % {"edition": edition_name})[:200]


def _hand_back(mapping: Mapping, reason: str, by: Actor) -> None:
    before = MappingStatus(mapping.status)
    after = BACK_TO.get(before, before)
    Mapping.objects.filter(pk=mapping.pk).update(status=after, accepted_at=None, **UNFINISHED)
    if after == before:
        return
    MappingStep.objects.create(mapping=mapping, status=after, by_id=by.user_id, reason=reason)
    record(LOGGED[after], mapping, by=by, path=mapping.place.path)
