"""What can be offered, which provisions it carries out, and who answers for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.guidance.models import Provision
from brygga.kernel.periods import Period
from brygga.kernel.refusal import insist
from brygga.offer.models import CareResponsibility, Intervention
from brygga.offer.rules.contact_words import as_text, words_in
from brygga.offer.rules.refusing import refuse_intervention, refuse_responsibility
from brygga.people.actions.slugs import free_slug
from brygga.people.models import Place


@dataclass(frozen=True, slots=True)
class InterventionValues:
    """What an intervention is, and which provisions it carries out."""

    name: str
    plain_words: str
    provisions: Sequence[Provision]
    source: str = ""
    contact_words: str = ""


@transaction.atomic
def save_intervention(
    *,
    place: Place,
    values: InterventionValues,
    by: Actor,
    intervention: Intervention | None = None,
) -> Intervention:
    """Make one that is the place's own, or change the one given. Raises Refused.

    Made twice with the same name at the same place, it is the same one.
    """
    insist(refuse_intervention(values.name, values.plain_words))
    name = values.name.strip()
    known = intervention or Intervention.objects.filter(place=place, name=name).first()
    row = known or Intervention(place=place, slug=free_slug(Intervention, place, name))
    row.name, row.plain_words, row.source = name, values.plain_words.strip(), values.source.strip()
    row.contact_words = as_text(words_in(values.contact_words))
    row.save()
    row.provisions.set(values.provisions)
    record("offer.intervention.saved", row, by=by, path=row.place.path, intervention=row.slug)
    return row


@dataclass(frozen=True, slots=True)
class ResponsibilityValues:
    """Who answers from a day, and who says so. `is_shared`: beside whoever answers already."""

    principal_kind: str
    sector: str
    is_shared: bool
    valid_from: date | None
    valid_to: date | None
    source: str


@transaction.atomic
def set_responsibility(
    *, intervention: Intervention, place: Place, values: ResponsibilityValues, by: Actor
) -> CareResponsibility:
    """Say who answers at a place from a day, and end what held there until then.

    Shared, it stands beside what is shared already. What held before keeps its days, so that one
    can still see who answered when. Said again as it stands, nothing is written. Raises Refused.
    """
    insist(refuse_responsibility(values.valid_from, values.valid_to, values.source))
    rows = _at(intervention, place)
    same = next((row for row in rows if _key(row) == _key_of(values)), None)
    if same is not None and _rest(same) == _rest_of(values):
        return same
    row = same or CareResponsibility(intervention=intervention, place=place)
    for name in ResponsibilityValues.__slots__:
        setattr(row, name, getattr(values, name))
    ended = _end_others([each for each in rows if each is not same], values)
    row.save()
    record(
        "offer.responsibility.set",
        row,
        by=by,
        path=place.path,
        intervention=intervention.slug,
        who=values.principal_kind,
        sector=values.sector,
        ended=ended,
    )
    return row


def _at(intervention: Intervention, place: Place) -> Sequence[CareResponsibility]:
    rows = CareResponsibility.objects.filter(intervention=intervention, place=place)
    return list(rows.select_for_update(of=("self",), no_key=True).order_by("pk"))


def _key(row: CareResponsibility) -> tuple[object, ...]:
    return row.principal_kind, row.sector, row.valid_from


def _key_of(values: ResponsibilityValues) -> tuple[object, ...]:
    return values.principal_kind, values.sector, values.valid_from


def _rest(row: CareResponsibility) -> tuple[object, ...]:
    return row.is_shared, row.valid_to, row.source


def _rest_of(values: ResponsibilityValues) -> tuple[object, ...]:
    return values.is_shared, values.valid_to, values.source


def _end_others(rows: Sequence[CareResponsibility], values: ResponsibilityValues) -> int:
    """End, the day before, what holds when this begins; gives how many."""
    if values.valid_from is None:
        return 0
    ended = 0
    for row in rows:
        stays = values.is_shared and row.is_shared and row.principal_kind != values.principal_kind
        begun = row.valid_from is None or row.valid_from < values.valid_from
        holds = Period(row.valid_from, row.valid_to).covers(values.valid_from)
        if holds and begun and not stays:
            row.valid_to = values.valid_from - timedelta(days=1)
            row.save(update_fields=["valid_to"])
            ended += 1
    return ended
