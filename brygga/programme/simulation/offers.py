"""Who offers what in the made-up country: interventions, offers, checks and waits."""

from collections.abc import Iterator
from datetime import date, timedelta

from brygga.programme.simulation.frame import DOCUMENT, SOURCE
from brygga.programme.simulation.tables import Made, Row
from brygga.programme.simulation.world import PROVISIONS, Spot, World

_EACH = 2
"""Provisions that one intervention carries out."""
_INTERVENTIONS = PROVISIONS // _EACH
_WAYS = ((True, False, False), (True, True, False), (False, True, False), (False, False, True))
# What the made-up contact data call them; for the others there are no contacts.
_WORDS = {
    1: "counselling",
    2: "medication",
    3: "psychosocial treatment",
    4: "residential treatment",
    5: "opioid substitution",
    6: "inpatient care",
    7: "assessment; follow-up",
    8: "joint plan",
}
_SHARED, _BOTH, _NOBODY = 5, 7, 11
_OFFERED, _CHECKED, _TIMED = 0.55, 0.9, 0.8
_OLDEST_DAYS = 600


def slug_of(number: int) -> str:
    return f"insats-{number:02d}"


def interventions() -> Iterator[Made]:
    """Twenty-five, with two provisions each."""
    for number in range(1, _INTERVENTIONS + 1):
        carried = (number, number + _INTERVENTIONS)
        yield Row.interventions(
            slug=slug_of(number),
            name=f"Påhittad insats {number}",
            plain_words="Påhittat: samtal, enskilt eller i grupp.",
            place="00",
            provisions=tuple(sorted(f"{DOCUMENT}/{each}" for each in carried)),
            contact_words=_WORDS.get(number, ""),
            source=SOURCE,
            invented=True,
        )


def care_responsibilities() -> Iterator[Made]:
    """One or the other answers; now and then both, with or without an agreement, or nobody."""
    for number in range(1, _INTERVENTIONS + 1):
        if number % _NOBODY == 0:
            continue
        both = number % _SHARED == 0 or number % _BOTH == 0
        if both or number % 2:
            yield _answers(number, "municipality", "social_services")
        if both or not number % 2:
            yield _answers(number, "region", "addiction_care")


def _answers(number: int, kind: str, sector: str) -> Made:
    return Row.care_responsibilities(
        intervention=slug_of(number),
        place="00",
        principal_kind=kind,
        sector=sector,
        is_shared=number % _SHARED == 0,
        source=SOURCE,
        invented=True,
    )


class Offered:
    """Rows of offers, drawn once for the whole country; table after table reads them."""

    def __init__(self, world: World) -> None:
        self.offers: list[Made] = []
        self.offer_places: list[Made] = []
        self.verifications: list[Made] = []
        self.waiting_times: list[Made] = []
        self._random = world.random
        self._today = date(world.years[-1], 12, 31)
        for spot in world.spots:
            for number in range(1, _INTERVENTIONS + 1):
                if self._random.random() < _OFFERED:
                    self._offer(spot, number)

    def _offer(self, spot: Spot, number: int) -> None:
        slug = f"erbjudande-{spot.code}-{number:02d}"
        by_self, by_referral, by_decision = self._random.choice(_WAYS)
        begun = self._today - timedelta(days=700 + self._random.randrange(1500))
        self.offers.append(
            Row.offers(
                slug=slug,
                intervention=slug_of(number),
                unit=f"mottagning-{spot.code}",
                for_whom="Påhittat: den som vill ändra något",
                age_from=18 if number % 3 else None,
                by_self=by_self,
                by_referral=by_referral,
                by_decision=by_decision,
                begins_on=begun,
                source=SOURCE,
                invented=True,
            )
        )
        # One unit in some counties serves them whole.
        serves = spot.county if self._random.random() < 1 / 50 else spot.code
        self.offer_places.append(Row.offer_places(offer=slug, place=serves))
        self._say(slug)

    def _say(self, slug: str) -> None:
        """The last check is anything from today to older than anybody believes; so are waits."""
        if self._random.random() < _CHECKED:
            age = int(self._random.random() ** 2 * _OLDEST_DAYS)
            for days in (age + 190, age):
                row = {"offer": slug, "verified_on": self._today - timedelta(days=days)}
                self.verifications.append(
                    Row.verifications(**row, said_by="Påhittad enhetschef", invented=True)
                )
        if self._random.random() < _TIMED:
            days = self._random.randrange(70)
            for month in (400, 210, 20):
                days = max(0, days + self._random.randrange(-15, 16))
                row = {"offer": slug, "measured_on": self._today - timedelta(days=month)}
                self.waiting_times.append(
                    Row.waiting_times(**row, days=days, source=SOURCE, invented=True)
                )
