"""The words in contact data and what they mean: defaults that a store may be prepared without.

Words are compared by `plain`: small letters without marks (å is a, é is e), and any run of spaces,
hyphens and other signs as one space, so that `Social_services`, `social services` and
`SOCIAL-SERVICES` are one word, and `socialtjänst` and `socialtjanst`. Answers keep the spelling
that was delivered.
"""

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from brygga.pathways.engine.faults import Unusable

_GAP = re.compile(r"[\W_]+")


@lru_cache(maxsize=65_536)
def plain(word: str) -> str:
    """How words are compared."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    letters = "".join(each for each in parts if not unicodedata.combining(each))
    return _GAP.sub(" ", letters).strip()


MUNICIPALITY, REGION, STATE, OTHER = "municipality", "region", "state", "other"


def _listed(text: str) -> tuple[str, ...]:
    return tuple(plain(word) for word in text.split(","))


CODES = (
    "social_services",
    "primary_care",
    "addiction_care",
    "psychiatry",
    "emergency_care",
    "psychiatric_emergency",
    "somatic_care",
    "prison_and_probation",
    "compulsory_care",
    "civil_society",
    "other",
)
"""The word for each kind of sector that is told to whoever uses one that is not known."""

ACUTE = _listed(
    "emergency, emergency care, emergency department, emergency room, emergency unit, "
    "emergency services, accident and emergency, ed, er, acute, acute care, "
    "akut, akuten, akutvård, akutsjukvård, akutmottagning, akutmottagningen, akutenhet, "
    "somatic emergency, somatic emergency care, somatic acute care, emergency medicine, "
    "somatisk akut, somatisk akutvård, somatisk akutsjukvård, somatisk akutmottagning, "
    "psychiatric emergency, psychiatric emergency care, psychiatric emergency department, "
    "psychiatric acute care, psychiatry emergency, emergency psychiatry, acute psychiatry, "
    "psykiatrisk akut, psykiatrisk akutvård, psykiatrisk akutmottagning, psykakut, psykakuten, "
    "psykiatriakut, akutpsykiatri, addiction emergency, beroendeakut, beroendeakuten"
)
"""The sectors whose contacts are acute visits, where a question names no others."""

_SECTORS: Mapping[str, tuple[str, ...]] = {
    MUNICIPALITY: _listed(
        "social services, social service, social, social care, social work, social welfare, "
        "municipality, municipal, municipal care, municipal services, "
        "socialtjänst, socialtjänsten, socialförvaltning, socialförvaltningen, socialkontor, soc, "
        "kommun, kommunen, kommunal, kommunal vård"
    ),
    REGION: (
        *_listed(
            "primary, primary care, primary health care, primary healthcare, general practice, "
            "health centre, health center, primärvård, primärvården, vårdcentral, vårdcentralen, "
            "hälsocentral, "
            "addiction, addiction care, addiction treatment, addiction services, "
            "addiction psychiatry, substance use care, substance use treatment, beroende, "
            "beroendevård, beroendevården, beroendemottagning, beroendemottagningen, "
            "beroendepsykiatri, beroendecentrum, "
            "psychiatry, psychiatric, psychiatric care, psychiatric services, mental health, "
            "mental health care, mental health services, psykiatri, psykiatrin, psykiatrisk vård, "
            "psykiatrisk, vuxenpsykiatri, vuxenpsykiatrin, "
            "inpatient, inpatient care, hospital, hospital care, sjukhus, sjukhuset, sjukhusvård, "
            "slutenvård, slutenvården, sluten vård, specialist care, specialistvård, "
            "somatic, somatic care, somatik, somatiken, somatisk vård, "
            "region, regionen, regional, health care, healthcare, hälso- och sjukvård, sjukvård, "
            "sjukvården"
        ),
        *ACUTE,
    ),
    STATE: _listed(
        "prison and probation, prison, prisons, probation, prison and probation service, "
        "correctional care, correctional services, corrections, "
        "kriminalvård, kriminalvården, frivård, frivården, anstalt, häkte, "
        "compulsory care, tvångsvård, tvångsvården, lvm, statens institutionsstyrelse, sis, "
        "state, staten, statlig"
    ),
    OTHER: _listed(
        "civil society, non profit, nonprofit, ngo, voluntary, voluntary sector, "
        "voluntary organisation, voluntary organization, charity, civilsamhälle, civilsamhället, "
        "ideell, ideella, ideell sektor, ideell organisation, idéburen, idéburet, "
        "frivilligorganisation, private, private care, privat, privat vård, "
        "other, övrigt, övriga, annat, annan"
    ),
}

SECTORS: Mapping[str, str] = {
    word: principal for principal, words in _SECTORS.items() for word in words
}
"""The sectors that are known, and the principal that answers for each: what changes hands."""


@dataclass(frozen=True, slots=True)
class Words:
    """Which words of `activity` and `outcome` mean what. Set when a store is prepared.

    Treatment ends the wait of a referral. Assessment, inpatient stays (unless named as treatment)
    and words in no list are contacts, but not treatment.
    """

    treatment: tuple[str, ...] = (
        "treatment",
        "behandling",
        "counselling",
        "counseling",
        "samtalsbehandling",
        "samtal",
        "psychosocial treatment",
        "psykosocial behandling",
        "psychological treatment",
        "psykologisk behandling",
        "medication",
        "medical treatment",
        "läkemedelsbehandling",
        "opioid substitution",
        "laro",
        "relapse prevention",
        "återfallsprevention",
        "withdrawal",
        "withdrawal treatment",
        "detoxification",
        "abstinensvård",
        "abstinensbehandling",
        "outpatient treatment",
        "öppenvårdsbehandling",
        "inpatient treatment",
        "residential treatment",
        "hvb",
        "group treatment",
        "gruppbehandling",
    )
    referral: tuple[str, ...] = ("referral", "remiss")
    inpatient: tuple[str, ...] = (
        "inpatient",
        "inpatient care",
        "inpatient stay",
        "inpatient treatment",
        "admission",
        "slutenvård",
        "sluten vård",
        "heldygnsvård",
        "vårdtillfälle",
        "inläggning",
        "planned inpatient",
        "planned admission",
        "planerad slutenvård",
        "planerad inläggning",
    )
    planned_inpatient: tuple[str, ...] = (
        "planned inpatient",
        "planned admission",
        "planerad slutenvård",
        "planerad inläggning",
    )
    planned_end: tuple[str, ...] = (
        "planned",
        "planned end",
        "completed",
        "completed as planned",
        "finished",
        "planerat avslut",
        "planerad",
        "avslutad enligt plan",
        "avslutad",
        "genomförd",
        "fullföljd",
    )
    handed_over: tuple[str, ...] = (
        "referred",
        "referred on",
        "handed over",
        "hand over",
        "handover",
        "remitterad",
        "överlämnad",
        "överrapporterad",
    )
    left: tuple[str, ...] = (
        "dead",
        "died",
        "death",
        "deceased",
        "moved",
        "avliden",
        "död",
        "flyttad",
        "utflyttad",
    )
    transferred: tuple[str, ...] = ("transfer", "transferred", "överflyttad", "överförd")

    def ids(self, kind: str, names: Mapping[int, str]) -> frozenset[int]:
        """The ids of those names that mean `kind`, one of the fields above."""
        return ids_of(getattr(self, kind), names)

    def to_dict(self) -> dict[str, list[str]]:
        return {kind: list(words) for kind, words in asdict(self).items()}

    @classmethod
    def from_file(cls, file: Path) -> "Words":
        """The usual words, but for what a TOML file says: its table `more` has lists of words to be
        added by kind, and `only` lists that stand instead of the usual ones.

        Raises Unusable, with what is wrong in the file.
        """
        try:
            told = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise Unusable(f"{file} is no TOML file that can be read ({error}).") from None
        words = cls()
        for table, kind, listed in _lists_in(told, file):
            kept = getattr(words, kind) if table == _MORE else ()
            words = replace(words, **{kind: (*kept, *listed)})
        return words

    @classmethod
    def from_dict(cls, told: Mapping[str, Collection[str]]) -> "Words":
        return cls(**{each.name: tuple(told[each.name]) for each in fields(cls)})


def ids_of(words: Collection[str], names: Mapping[int, str]) -> frozenset[int]:
    """The ids of those names that are among the words."""
    wanted = {plain(word) for word in words}
    return frozenset(number for number, name in names.items() if plain(name) in wanted)


_ONLY, _MORE = "only", "more"


def _lists_in(told: Mapping[str, Any], file: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Table, kind and words of each list in a file of words; those that stand alone first."""
    for table in (*told.keys() - {_ONLY, _MORE}, _ONLY, _MORE):
        lists = told.get(table, {})
        if table not in {_ONLY, _MORE} or not isinstance(lists, dict):
            raise Unusable(f"{file}: it holds two tables, [more] and [only], and no other {table}.")
        for kind, listed in lists.items():
            _insist_on_words(kind, listed, file)
            yield table, kind, listed


def _insist_on_words(
    kind: str,
    listed: Any,  # noqa: ANN401 -- whatever TOML can hold
    file: Path,
) -> None:
    kinds = [each.name for each in fields(Words)]
    if kind not in kinds:
        raise Unusable(f"{file}: {kind} is none of {', '.join(kinds)}.")
    if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
        raise Unusable(f"{file}: {kind} is to be a list of words.")
