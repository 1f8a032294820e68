"""What people call places, principals, units and professions: names and codes alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from django.utils.translation import override

from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.kernel.pasted import simple
from brygga.people.enums import PlaceKind, Profession, Side
from brygga.people.models import NATION, Place, Principal, Unit
from brygga.people.queries import answering_principals, holds_on

_SIDES = {
    Side.SOCIAL_SERVICES: ("kommunen", "kommun", "socialtjänsten", "stadsdelen", "municipality"),
    Side.HEALTH_CARE: ("regionen", "region", "landstinget", "landsting", "sjukvården"),
}
_SIDE_SAID = {word: side for side, words in _SIDES.items() for word in words}
_ALSO = {
    "socionom": Profession.SOCIAL_WORKER,
    "handläggare": Profession.SOCIAL_WORKER,
    "ssk": Profession.NURSE,
    "leg. sjuksköterska": Profession.NURSE,
    "undersköterska": Profession.ASSISTANT_NURSE,
    "skötare": Profession.ASSISTANT_NURSE,
    "doktor": Profession.PHYSICIAN,
    "enhetschef": Profession.MANAGER,
    "chef": Profession.MANAGER,
    "annat": Profession.OTHER,
}


@dataclass
class Directory:
    """Looks names up as people write them. `own` is the one place that goes without saying."""

    places: dict[str, Place]
    principals: dict[str, Principal]
    units: dict[str, list[Unit]]
    professions: dict[str, str]
    answering: dict[tuple[int, str], Principal]
    own: Place | None

    def place(self, said: str) -> Place | None:
        return self.places.get(simple(said))

    def principal(self, said: str, place: Place) -> Principal | None:
        side = _SIDE_SAID.get(simple(said))
        if side is not None:
            return self.answering.get((place.pk, side))
        return self.principals.get(simple(said))

    def unit(self, said: str, place: Place) -> Unit | None:
        """The unit with the name; of several the one at the place."""
        found = self.units.get(simple(said), [])
        return next((row for row in found if row.place_id == place.pk), next(iter(found), None))

    def profession(self, said: str) -> str | None:
        return self.professions.get(simple(said))


def nearest(said: str, known: Mapping[str, object]) -> str:
    """What was probably meant, by its proper name, or an empty word."""
    found = get_close_matches(simple(said), list(known), n=1, cutoff=0.75)
    return _proper(known[found[0]]) if found else ""


def _proper(meant: object) -> str:
    if isinstance(meant, list):
        return _proper(meant[0])
    return str(Profession(meant).label) if isinstance(meant, str) else str(meant)


def directory(actor: Actor, on: date) -> Directory:
    """Four queries."""
    reach = actor.reach(Capability.REGISTRATION_EDIT)
    rows = list(Place.objects.exclude(code=NATION).filter(holds_on(on)))
    # A name that several have means the one that is the actor's own.
    rows.sort(key=lambda row: reach.covers(row.path))
    own = [row for row in rows if row.path in reach.branches]
    within = [row for row in rows if reach.covers(row.path)]
    return Directory(
        places={name: row for row in rows for name in _place_names(row)},
        principals=_principals(on),
        units=_units(on),
        professions=_professions(),
        answering=answering_principals(within, on),
        own=own[0] if len(own) == 1 and own[0].kind != PlaceKind.COUNTY else None,
    )


def _place_names(place: Place) -> list[str]:
    name = simple(place.name)
    if place.kind == PlaceKind.MUNICIPALITY:
        return [place.code, name, f"{name} kommun", f"{name}s kommun", f"{name}s stad"]
    return [place.code, name]


def _principals(on: date) -> dict[str, Principal]:
    rows = Principal.objects.order_by("valid_from", "slug")
    # Both the names of now and those of before are understood; the one in force wins.
    ordered = [*rows.exclude(holds_on(on)), *rows.filter(holds_on(on))]
    found: dict[str, Principal] = {}
    for row in ordered:
        found |= dict.fromkeys((row.slug, simple(row.name), _short(row.name)), row)
    return found


def _short(name: str) -> str:
    """“Täby” of “Täby kommun”."""
    return simple(name).removesuffix(" kommun").removesuffix(" stad")


def _units(on: date) -> dict[str, list[Unit]]:
    found: dict[str, list[Unit]] = {}
    for row in Unit.objects.filter(holds_on(on)).select_related("principal"):
        for name in (row.slug, simple(row.name)):
            found.setdefault(name, []).append(row)
    return found


def _professions() -> dict[str, str]:
    found = {name: str(key) for name, key in _ALSO.items()}
    for language in ("en", "sv"):
        with override(language):
            for key, label in Profession.choices:
                found |= {key: key, simple(str(label)): key}
    return found
