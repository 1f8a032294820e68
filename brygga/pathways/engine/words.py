"""The words in contact data and what they mean: defaults that a store may be prepared without.

Words are compared by `plain`: small letters, and any run of spaces, hyphens and underscores as one
space, so that `Social_services`, `social services` and `SOCIAL-SERVICES` are one word. Answers
keep the spelling that was delivered.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, fields

_GAP = re.compile(r"[\s_-]+")


def plain(word: str) -> str:
    """How words are compared."""
    return _GAP.sub(" ", word).strip().casefold()


MUNICIPALITY, REGION, STATE, OTHER = "municipality", "region", "state", "other"

_SECTORS: Mapping[str, tuple[str, ...]] = {
    MUNICIPALITY: (
        "social services",
        "socialtjänst",
        "socialtjänsten",
        "kommun",
        "kommunen",
    ),
    REGION: (
        "primary care",
        "primärvård",
        "primärvården",
        "vårdcentral",
        "addiction care",
        "beroendevård",
        "beroendevården",
        "psychiatry",
        "psykiatri",
        "psykiatrin",
        "emergency",
        "emergency care",
        "acute",
        "acute care",
        "akut",
        "akuten",
        "akutvård",
        "akutsjukvård",
        "akutmottagning",
        "somatic",
        "somatic care",
        "somatic acute care",
        "somatik",
        "somatisk vård",
        "somatisk akutvård",
        "somatiken",
        "psychiatric emergency",
        "psykiatrisk akutvård",
        "psykiatrisk akutmottagning",
    ),
    STATE: (
        "prison and probation",
        "kriminalvård",
        "kriminalvården",
        "compulsory care",
        "tvångsvård",
        "statens institutionsstyrelse",
        "sis",
    ),
    OTHER: ("other", "övrigt", "annat", "annan"),
}

SECTORS: Mapping[str, str] = {
    word: principal for principal, words in _SECTORS.items() for word in words
}
"""The sectors that are known, and the principal that answers for each: what changes hands."""

ACUTE = (
    "emergency",
    "emergency care",
    "acute",
    "acute care",
    "akut",
    "akuten",
    "akutvård",
    "akutsjukvård",
    "akutmottagning",
    "somatic acute care",
    "somatisk akutvård",
    "psychiatric emergency",
    "psykiatrisk akutvård",
    "psykiatrisk akutmottagning",
)
"""The sectors whose contacts are acute visits, where a question names no others."""


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
    def from_dict(cls, told: Mapping[str, Collection[str]]) -> "Words":
        return cls(**{each.name: tuple(told[each.name]) for each in fields(cls)})


def ids_of(words: Collection[str], names: Mapping[int, str]) -> frozenset[int]:
    """The ids of those names that are among the words."""
    wanted = {plain(word) for word in words}
    return frozenset(number for number, name in names.items() if plain(name) in wanted)
