"""The words in contact data and what they mean: defaults that a store may be prepared without.

Words are compared as `spelling` says.
"""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from brygga.pathways.engine.faults import Unusable
from brygga.pathways.engine.spelling import plain


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
