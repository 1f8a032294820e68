"""What provisions say and rest on."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q, QuerySet
from django.http import Http404

from brygga.access.actor import VISITOR
from brygga.guidance.enums import Dimension, EditionStatus
from brygga.guidance.models import Edition, Evidence, Provision, Wording
from brygga.guidance.permissions import VIEW_PROVISION
from brygga.guidance.rules import is_number, natural_key


def provision_by_ref(ref: str) -> Provision:
    """The provision written DOCUMENT/NUMBER, with its document and place; Http404 if unknown.

    Withdrawn ones are found, those that only a draft speaks of are not. 1 query.
    """
    slug, _slash, number = ref.partition("/")
    # Checked here as well as in the addresses: a NUL in the text would trouble PostgreSQL.
    if not is_number(number) or not slug.replace("-", "").isalnum():
        raise Http404
    known = VIEW_PROVISION.visible(VISITOR).select_related("document__place")
    provision = known.filter(document__slug=slug, number=number).order_by().first()
    if provision is None:
        raise Http404
    return provision


def current_wordings(
    provision_ids: Iterable[int] | None = None, on: date | None = None
) -> dict[int, Wording]:
    """By provision: its wording in the latest published edition that has it, as known on a day.

    Each comes with edition, provision and document. None asks for all provisions; withdrawn ones
    keep their last wording. An edition whose day is not known counts as always published. 1 query.
    """
    rows = _published_wordings(on)
    if provision_ids is not None:
        rows = rows.filter(provision_id__in=list(provision_ids))
    latest = {each.provision_id: each for each in rows.order_by("edition__number")}
    ordered = sorted(latest.values(), key=_reading_order)
    return {wording.provision_id: wording for wording in ordered}


def wording_of(provision: Provision, on: date | None = None) -> Wording | None:
    """1 query."""
    return _published_wordings(on).filter(provision=provision).order_by("-edition__number").first()


def _published_wordings(on: date | None) -> QuerySet[Wording]:
    rows = Wording.objects.filter(edition__status=EditionStatus.PUBLISHED)
    if on is not None:
        known = Q(edition__published_on__isnull=True) | Q(edition__published_on__lte=on)
        rows = rows.filter(known)
    return rows.select_related("edition", "provision__document")


def wordings_in(edition: Edition) -> list[Wording]:
    """What an edition says, in reading order. 1 query."""
    rows = Wording.objects.filter(edition=edition).select_related("provision__document", "edition")
    return sorted(rows, key=_reading_order)


def _reading_order(wording: Wording) -> tuple[object, ...]:
    # A loaded file may leave positions out; then the numbers themselves decide.
    provision = wording.provision
    return provision.document.slug, provision.position, natural_key(provision.number)


def wording_in(edition: Edition, number: str) -> Wording:
    """What one number says in an edition; Http404 if it is not there. 1 query."""
    rows = Wording.objects.filter(edition=edition, provision__number=number)
    wording = rows.select_related("provision__document", "edition").first()
    if wording is None:
        raise Http404
    return wording


def numbers_in(edition: Edition) -> list[str]:
    """1 query."""
    return list(Wording.objects.filter(edition=edition).values_list("provision__number", flat=True))


def evidence_of(wording: Wording) -> dict[Dimension, list[Evidence]]:
    """The three dimensions, always all of them and in their order. 1 query."""
    found: dict[Dimension, list[Evidence]] = {dimension: [] for dimension in Dimension}
    # Said outright: the two databases disagree on where a missing date goes.
    by_date = F("dated_on").asc(nulls_last=True)
    for evidence in Evidence.objects.filter(wording=wording).order_by(by_date, "pk"):
        found[Dimension(evidence.dimension)].append(evidence)
    return found


def evidence_in(wording: Wording, pk: int) -> Evidence:
    """One statement under a wording, with what the wording belongs to; Http404. 1 query."""
    rows = Evidence.objects.filter(wording=wording).select_related(
        "wording__provision__document", "wording__edition"
    )
    evidence = rows.filter(pk=pk).first()
    if evidence is None:
        raise Http404
    return evidence


def label(provision: Provision, wording: Wording | None = None) -> str:
    """What people call it: "Riktlinje 3".

    No query for a wording from the queries here, which brings its document along.
    """
    document = (wording.provision if wording is not None else provision).document
    return f"{document.provision_word} {provision.number}"
