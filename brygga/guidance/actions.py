"""Writing a new edition: begin it, change what it says and rests on, publish it."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.http import Http404

from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.guidance.enums import Change, EditionStatus
from brygga.guidance.models import Document, Edition, Evidence, Provision, Wording
from brygga.guidance.queries import (
    draft_of,
    edition_before,
    evidence_in,
    numbers_in,
    publication_refusal,
    published_editions,
    wording_in,
    wordings_in,
)
from brygga.guidance.rules import (
    EvidenceValues,
    WordingValues,
    positions,
    refuse_draft,
    refuse_edit,
    refuse_evidence,
    refuse_number,
    refuse_wording,
)
from brygga.guidance.signals import edition_published
from brygga.kernel.refusal import insist


@transaction.atomic
def draft_edition(*, document: Document, name: str, source: str = "", by: Actor) -> Edition:
    """Begin a new edition as a copy of the latest published one, evidence included."""
    # Two editors who begin at the same moment wait for each other here; the second is refused.
    document = Document.objects.select_for_update().get(pk=document.pk)
    insist(refuse_draft(has_draft=draft_of(document) is not None))
    highest = Edition.objects.filter(document=document).aggregate(n=Max("number"))["n"] or 0
    draft = Edition.objects.create(
        document=document,
        number=highest + 1,
        name=name.strip(),
        source=source.strip(),
        status=EditionStatus.DRAFT,
    )
    if published := published_editions(document):
        _copy(wordings_in(published[0]), draft)
    _log("guidance.edition.drafted", draft, by=by, number=draft.number)
    return draft


@transaction.atomic
def add_provision(
    *, edition: Edition, number: str, values: WordingValues, source: str = "", by: Actor
) -> Wording:
    """Add a number to the draft; one that an earlier edition had comes back as itself."""
    edition = _open(edition)
    insist(refuse_number(number, numbers_in(edition)) or refuse_wording(values))
    provision, _created = Provision.objects.get_or_create(
        document_id=edition.document_id, number=number
    )
    _set_positions(edition.document)
    wording = Wording.objects.create(
        provision=provision, edition=edition, source=source.strip(), **asdict(values)
    )
    _log_provision(edition, provision, Change.ADDED, by)
    return wording


@transaction.atomic
def save_wording(
    *, wording: Wording, values: WordingValues, source: str = "", by: Actor
) -> Wording:
    """Change what the draft says under one number."""
    wording = _open_wording(wording)
    insist(refuse_wording(values))
    for name, value in asdict(values).items():
        setattr(wording, name, value)
    wording.source = source.strip()
    wording.save()
    _log_provision(wording.edition, wording.provision, Change.CHANGED, by)
    return wording


@transaction.atomic
def withdraw_provision(*, wording: Wording, by: Actor) -> None:
    """Take a number out of the draft. Earlier editions keep what they said."""
    wording = _open_wording(wording)
    provision = wording.provision
    Evidence.objects.filter(wording=wording).delete()
    wording.delete()
    _log_provision(wording.edition, provision, Change.WITHDRAWN, by)
    if not provision.wordings.exists():
        # It was never published, so nobody can have answered for it.
        provision.delete()


@transaction.atomic
def restore_provision(*, edition: Edition, number: str, by: Actor) -> None:
    """Put back what the edition before says under a number that the draft leaves out."""
    edition = _open(edition)
    insist(refuse_number(number, numbers_in(edition)))
    before = edition_before(edition)
    if before is None:
        raise Http404
    wording = wording_in(before, number)
    _copy([wording], edition)
    _log_provision(edition, wording.provision, Change.ADDED, by)


@transaction.atomic
def save_evidence(
    *, wording: Wording, values: EvidenceValues, evidence: Evidence | None = None, by: Actor
) -> Evidence:
    """Write what one source says in one dimension; `evidence` is the one to change, if any."""
    wording = _open_wording(wording)
    saved = evidence_in(wording, evidence.pk) if evidence else Evidence(wording=wording)
    others = Evidence.objects.filter(wording=wording, dimension=values.dimension)
    sources = set(others.exclude(pk=saved.pk).values_list("source", flat=True))
    insist(refuse_evidence(values, sources))
    saved.dimension, saved.strength = values.dimension, values.strength
    saved.statement, saved.source = values.statement.strip(), values.source.strip()
    saved.dated_on = values.dated_on
    saved.save()
    _log_evidence(wording, values.dimension, "saved", by)
    return saved


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: Actor) -> None:
    """Take a source away from the draft; the published editions keep it."""
    wording = _open_wording(evidence.wording)
    evidence = evidence_in(wording, evidence.pk)
    evidence.delete()
    _log_evidence(wording, evidence.dimension, "removed", by)


@transaction.atomic
def publish_edition(*, edition: Edition, on: date, by: Actor) -> Edition:
    """Make the draft what holds from a day. Rooms above hear of it once it is in the database."""
    edition = _lock(edition)
    insist(publication_refusal(edition, on))
    edition.status, edition.published_on = EditionStatus.PUBLISHED, on
    edition.save(update_fields=["status", "published_on"])
    _log("guidance.edition.published", edition, by=by, number=edition.number)
    # Robust: the edition is published whatever becomes of those who are told. What a room above
    # could not do now, it catches up on by itself; the one who publishes need not know.
    transaction.on_commit(
        lambda: edition_published.send(sender=Edition, edition_id=edition.pk), robust=True
    )
    return edition


def _lock(edition: Edition) -> Edition:
    """The edition as it stands now, held until the transaction ends.

    The caller's copy may be as old as the page somebody left open: another may have published.
    """
    rows = Edition.objects.select_for_update(of=("self",)).select_related("document__place")
    return rows.get(pk=edition.pk)


def _open(edition: Edition) -> Edition:
    current = _lock(edition)
    insist(refuse_edit(current.status))
    return current


def _open_wording(wording: Wording) -> Wording:
    """The draft's wording as it stands now; Http404 when another has withdrawn it meanwhile."""
    edition = _open(wording.edition)
    current = wording_in(edition, wording.provision.number)
    current.edition = edition
    return current


def _copy(wordings: Iterable[Wording], draft: Edition) -> None:
    copies: dict[int, Wording] = {}
    for wording in wordings:
        copies[wording.pk] = wording
        wording.pk, wording.edition = None, draft
    Wording.objects.bulk_create(copies.values())
    evidence = list(Evidence.objects.filter(wording_id__in=copies))
    for each in evidence:
        each.pk, each.wording = None, copies[each.wording_id]
    Evidence.objects.bulk_create(evidence)


def _set_positions(document: Document) -> None:
    provisions = list(Provision.objects.filter(document=document))
    order = positions(each.number for each in provisions)
    moved = [each for each in provisions if each.position != order[each.number]]
    for each in moved:
        each.position = order[each.number]
    Provision.objects.bulk_update(moved, ["position"])


def _log_provision(edition: Edition, provision: Provision, change: Change, by: Actor) -> None:
    _log("guidance.provision.saved", edition, by=by, number=provision.number, change=change.value)


def _log_evidence(wording: Wording, dimension: str, change: str, by: Actor) -> None:
    edition, number = wording.edition, wording.provision.number
    _log(
        "guidance.evidence.saved", edition, by=by, number=number, dimension=dimension, change=change
    )


def _log(kind: str, edition: Edition, *, by: Actor, **detail: str | int) -> None:
    record(kind, edition, by=by, path=edition.document.place.path, **detail)
