"""What does not change from year to year: authorities, groups, the document, what is asked."""

from collections.abc import Iterator
from datetime import date

from brygga.programme.simulation.tables import Made, Row
from brygga.programme.simulation.world import PROVISIONS, STRUCTURES, World

DOCUMENT = "simulerad-riktlinje"
PROGRAMME = "simulerat-program"
SOURCE = "simulering"
_PRIVATE_PER_COUNTY = 13
_STATE = ("kriminalvard", "tvangsvard", "lansstyrelse")
_SEATS = ("Ordförande", "Ledamot", "Ledamot", "Ledamot", "Brukarrepresentant")
_REPRESENTS = ("Kommunen", "Regionen", "Beroendevården", "Socialtjänsten", "Brukarorganisationer")
_CLASSES = ((1, "should"), (5, "can"), (9, "exceptionally"), (None, "unknown"), (3, "should"))
_SECTORS = ("addiction_care", "primary_care", "psychiatry")
_ASKED = {
    "samrad": ("structure", "Samrådet", "Finns ett lokalt samråd?"),
    "ansvar": ("structure", "Ansvaret", "Är det bestämt vem som ansvarar för vad?"),
    "rutiner": ("routine", "Rutiner", "Finns rutiner för samverkan?"),
    "informationsutbyte": ("routine", "Information", "Vet ni vad ni får berätta för varandra?"),
}


def principals(world: World) -> Iterator[Made]:
    """Private providers in every county and three authorities of the state."""
    for county in world.counties:
        for number in range(1, _PRIVATE_PER_COUNTY + 1):
            yield Row.principals(
                slug=f"vardgivare-{county.code}-{number:02d}",
                name=f"Påhittad vårdgivare {number}, {county.name}",
                kind="private",
                place=county.code,
                source=SOURCE,
            )
    for name in _STATE:
        yield Row.principals(
            slug=f"pahittad-{name}",
            name=f"Påhittad {name}",
            kind="state",
            place="00",
            source=SOURCE,
        )


def responsibilities(world: World) -> Iterator[Made]:
    """What the state answers for; the shipped country says the rest."""
    for slug, sector in (
        ("kriminalvard", "prison_and_probation"),
        ("tvangsvard", "compulsory_care"),
    ):
        yield Row.responsibilities(
            principal=f"pahittad-{slug}", place="00", sector=sector, source=SOURCE
        )


def units(world: World) -> Iterator[Made]:
    for spot in world.spots:
        yield Row.units(
            slug=f"mottagning-{spot.code}",
            name=f"Påhittad mottagning, {spot.name}",
            principal=f"vardgivare-{spot.county}-{int(spot.code) % _PRIVATE_PER_COUNTY + 1:02d}",
            place=spot.code,
            sector=_SECTORS[int(spot.code) % 3],
            source=SOURCE,
        )


def groups(world: World) -> Iterator[Made]:
    for county in world.counties:
        yield Row.groups(
            slug=f"styrgrupp-{county.code}",
            name=f"Styrgruppen, {county.name}",
            kind="steering_group",
            place=county.code,
            mandate="Påhittad: leder arbetet i länet.",
            source=SOURCE,
        )
    for spot in world.spots:
        yield Row.groups(
            slug=f"samrad-{spot.code}",
            name=f"Lokala samrådet, {spot.name}",
            kind="consultation",
            place=spot.code,
            mandate="Påhittat: enas om läget och beslutar vad som kommer först.",
            source=SOURCE,
        )


def appointments(world: World) -> Iterator[Made]:
    """Five seats in every group; some change hands after some years."""
    codes = [f"samrad-{spot.code}" for spot in world.spots]
    for group in [*(f"styrgrupp-{county.code}" for county in world.counties), *codes]:
        for seat, (role, represents) in enumerate(zip(_SEATS, _REPRESENTS, strict=True), 1):
            until = date(world.random.choice(world.years), 6, 30)
            changes = world.random.random() < 0.3  # noqa: PLR2004 -- three seats in ten
            common = {"group": group, "seat": seat, "role": role, "represents": represents}
            yield Row.appointments(
                **common,
                valid_from=date(2008, 1, 1),
                valid_to=until if changes else None,
                source=SOURCE,
            )
            if changes:
                yield Row.appointments(**common, valid_from=date(until.year, 7, 1), source=SOURCE)


def participations(world: World) -> Iterator[Made]:
    """Every municipality is invited, agrees and is active from 2008."""
    for spot in world.spots:
        begun = date(2008, 1 + world.random.randrange(6), 1)
        steps = (("invited", date(2007, 9, 1)), ("agreed", date(2007, 12, 1)), ("active", begun))
        for status, since in steps:
            yield Row.participations(
                programme=PROGRAMME, place=spot.code, status=status, since=since, source=SOURCE
            )


def document() -> dict[str, list[Made]]:
    """The made-up guideline with its fifty provisions."""
    numbers = range(1, PROVISIONS + 1)
    return {
        "programmes": [Row.programmes(slug=PROGRAMME, name="Simulerat program", source=SOURCE)],
        "documents": [_document()],
        "editions": [_edition()],
        "provisions": [
            Row.provisions(document=DOCUMENT, number=str(number), position=number)
            for number in numbers
        ],
        "wordings": [_wording(number) for number in numbers],
        "evidence": [_evidence(number) for number in numbers if number % 4 == 0],
    }


def _document() -> Made:
    return Row.documents(
        slug=DOCUMENT,
        title="Syntetisk riktlinje, påhittad för prov",
        short_title="Syntetisk riktlinje",
        kind="national_guideline",
        issuer="Ingen: dokumentet finns inte",
        place="00",
        provision_word="Rekommendation",
        source=SOURCE,
    )


def _edition() -> Made:
    return Row.editions(
        document=DOCUMENT,
        number=1,
        name="2008",
        status="published",
        published_on=date(2008, 1, 1),
        source=SOURCE,
    )


def _wording(number: int) -> Made:
    priority, named = _CLASSES[number % len(_CLASSES)]
    return Row.wordings(
        document=DOCUMENT,
        number=str(number),
        edition=1,
        title=f"Åtgärd {number}",
        condition=f"Påhittat tillstånd {number}",
        measure=f"Påhittad åtgärd {number}",
        audience=("both", "social_services", "health_care")[number % 3],
        priority=priority,
        priority_class=named,
        source=SOURCE,
    )


def _evidence(number: int) -> Made:
    return Row.evidence(
        document=DOCUMENT,
        number=str(number),
        edition=1,
        dimension=("research", "service_users", "profession")[number % 3],
        statement="Påhittat underlag.",
        strength=("strong", "limited", "consensus")[number % 3],
        source=SOURCE,
        dated_on=date(2007, 1 + number % 12, 1),
    )


def rounds(world: World) -> Iterator[Made]:
    for county in world.counties:
        for year in world.years:
            yield Row.rounds(
                county=county.code,
                year=year,
                title=f"Simulerad kartläggning {year}",
                status="open" if year == world.years[-1] else "closed",
                opens_on=date(year, 9, 1),
                closes_on=date(year, 11, 30),
                evidence_months=24,
                focus=f"{DOCUMENT}/{focus_of(year)}",
                source=SOURCE,
            )


def focus_of(year: int) -> int:
    """The number of the provision in focus: another one every year."""
    return 1 + (year * 7) % PROVISIONS


def keys() -> list[str]:
    """Keys of the questions that are answered with a level, in the order of `World.ease`."""
    return [*(f"atgard-{number:02d}" for number in range(1, PROVISIONS + 1)), *STRUCTURES]


def questions(world: World) -> Iterator[Made]:
    for county in world.counties:
        for year in world.years:
            for position, key in enumerate(keys(), 1):
                yield _question(county.code, year, position, key)
            yield Row.questions(
                county=county.code,
                year=year,
                key="prioriteringar",
                position=99,
                kind="priorities",
                form="text",
                short="Prioriteringar",
                text="Vad har ni prioriterat i år?",
                source=SOURCE,
            )


def _question(county: str, year: int, position: int, key: str) -> Made:
    common = {"county": county, "year": year, "position": position, "key": key, "form": "level"}
    if key in _ASKED:
        kind, short, text = _ASKED[key]
        return Row.questions(**common, kind=kind, short=short, text=text, source=SOURCE)
    number = position
    return Row.questions(
        **common,
        kind="provision",
        provision=f"{DOCUMENT}/{number}",
        short=f"Åtgärd {number}",
        text=f"Hur långt har ni kommit med åtgärd {number}?",
        source=SOURCE,
    )
