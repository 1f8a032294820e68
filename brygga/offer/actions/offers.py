"""What a unit offers: entered, changed, ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from brygga import clock
from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.kernel.refusal import Refusal, Refused, insist
from brygga.offer.actions.saying import write_verification
from brygga.offer.enums import WayIn
from brygga.offer.models import Intervention, Offer, OfferPlace
from brygga.offer.rules.refusing import Said, refuse_change, refuse_end, refuse_offer
from brygga.people.actions.slugs import free_slug
from brygga.people.models import Place, Unit


@dataclass(frozen=True, slots=True)
class OfferValues:
    """What is said of an offer. `ways` are those that are open, `places` whose people may come."""

    for_whom: str
    ways: Sequence[WayIn]
    places: Sequence[Place]
    age_from: int | None = None
    age_to: int | None = None
    first_step: str = ""
    web_page: str = ""
    begins_on: date | None = None
    ends_on: date | None = None
    source: str = ""

    def fields(self) -> dict[str, object]:
        """As they lie in the offer's own row."""
        return {
            "for_whom": self.for_whom.strip(),
            "age_from": self.age_from,
            "age_to": self.age_to,
            **{f"by_{way.value}": way in self.ways for way in WayIn},
            "first_step": self.first_step.strip(),
            "web_page": self.web_page.strip(),
            "begins_on": self.begins_on,
            "ends_on": self.ends_on,
            "source": self.source.strip(),
        }

    def refusal(self) -> Refusal | None:
        texts = (self.for_whom, self.first_step, self.source)
        said = Said(
            self.begins_on,
            self.ends_on,
            self.age_from,
            self.age_to,
            len(self.ways),
            len(self.places),
            texts,
            self.web_page,
        )
        return refuse_offer(said)


def create_offer(
    *, intervention: Intervention, unit: Unit, values: OfferValues, said_by: str, by: Actor
) -> Offer:
    """Enter an offer, checked today by whoever enters it. Raises Refused.

    Sent twice, it is entered once: the second time gives the first one's offer.
    """
    insist(values.refusal())
    known = _open_one(intervention, unit, values)
    if known is None:
        try:
            return _create(intervention, unit, values, said_by, by)
        except IntegrityError:
            # Somebody pressed in the same moment; the database let one of us in.
            known = _open_one(intervention, unit, values)
            if known is None:
                raise
    if not _is_same(known, values):
        words = _("The unit offers it already. Change the offer that is there.")
        raise Refused(Refusal(words))
    return known


@transaction.atomic
def _create(
    intervention: Intervention, unit: Unit, values: OfferValues, said_by: str, by: Actor
) -> Offer:
    slug = free_slug(Offer, unit.place, f"{intervention.name} {unit.name}")
    row = Offer.objects.create(slug=slug, intervention=intervention, unit=unit, **values.fields())
    OfferPlace.objects.bulk_create([OfferPlace(offer=row, place=each) for each in values.places])
    record("offer.offer.created", row, by=by, path=unit.place.path, offer=slug)
    today = clock.today()
    if row.begins_on is None or row.begins_on <= today:
        write_verification(offer=row, on=today, said_by=said_by, by=by)
    return row


def _open_one(intervention: Intervention, unit: Unit, values: OfferValues) -> Offer | None:
    rows = Offer.objects.filter(intervention=intervention, unit=unit, ends_on__isnull=True)
    return rows.filter(for_whom=values.for_whom.strip()).order_by("pk").first()


def _is_same(known: Offer, values: OfferValues) -> bool:
    serves = set(known.serves.values_list("place_id", flat=True))
    own = {name: getattr(known, name) for name in values.fields()}
    return own == values.fields() and serves == {place.pk for place in values.places}


@transaction.atomic
def change_offer(*, offer: Offer, values: OfferValues, by: Actor) -> Offer:
    """Write what is so now; what was before stays in the log. Raises Refused."""
    row = _locked(offer)
    insist(refuse_change(row.ends_on, clock.today()) or values.refusal())
    if _is_same(row, values):
        return row
    insist(_refuse_double(row, values))
    changed = [name for name, value in values.fields().items() if getattr(row, name) != value]
    for name, value in values.fields().items():
        setattr(row, name, value)
    row.save()
    changed += _serve(row, values.places)
    path = row.unit.place.path
    told = ", ".join(sorted(changed))
    record("offer.offer.changed", row, by=by, path=path, offer=row.slug, changed=told)
    return row


def _refuse_double(row: Offer, values: OfferValues) -> Refusal | None:
    known = _open_one(row.intervention, row.unit, values)
    if known is None or known.pk == row.pk or values.ends_on is not None:
        return None
    return Refusal(_("The unit offers it already. Change the offer that is there."))


def _serve(row: Offer, places: Sequence[Place]) -> list[str]:
    """Make the places be these; says whether that was a change."""
    wanted = {place.pk for place in places}
    had = set(row.serves.values_list("place_id", flat=True))
    OfferPlace.objects.filter(offer=row).exclude(place_id__in=wanted).delete()
    new = [OfferPlace(offer=row, place_id=pk) for pk in sorted(wanted - had)]
    OfferPlace.objects.bulk_create(new)
    return ["places"] if wanted != had else []


@transaction.atomic
def end_offer(*, offer: Offer, on: date, by: Actor) -> Offer:
    """Say the last day; the same day again changes nothing. Raises Refused."""
    row = _locked(offer)
    if row.ends_on == on:
        return row
    today = clock.today()
    insist(refuse_change(row.ends_on, today) or refuse_end(row.begins_on, on, today))
    row.ends_on = on
    row.save(update_fields=["ends_on"])
    told = on.isoformat()
    record("offer.offer.ended", row, by=by, path=row.unit.place.path, offer=row.slug, day=told)
    return row


def _locked(offer: Offer) -> Offer:
    rows = Offer.objects.select_related("unit__place", "intervention")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=offer.pk)
