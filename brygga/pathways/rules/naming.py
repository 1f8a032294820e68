"""What sectors are called on our pages; words of one's own stand as they were delivered."""

from collections.abc import Callable

from django.utils.translation import pgettext

from brygga.pathways.engine.words import plain

_WORDS = {
    "social_services": (
        "social services",
        "socialtjänst",
        "socialtjänsten",
        "kommun",
        "kommunen",
    ),
    "primary_care": ("primary care", "primärvård", "primärvården", "vårdcentral"),
    "addiction_care": ("addiction care", "beroendevård", "beroendevården"),
    "psychiatry": ("psychiatry", "psykiatri", "psykiatrin"),
    "emergency_care": (
        "emergency",
        "emergency care",
        "acute",
        "acute care",
        "akut",
        "akuten",
        "akutvård",
        "akutsjukvård",
        "akutmottagning",
    ),
    "somatic_care": ("somatic", "somatic care", "somatik", "somatisk vård", "somatiken"),
    "psychiatric_emergency": (
        "psychiatric emergency",
        "psykiatrisk akutvård",
        "psykiatrisk akutmottagning",
    ),
    "prison_and_probation": ("prison and probation", "kriminalvård", "kriminalvården"),
    "compulsory_care": ("compulsory care", "tvångsvård", "statens institutionsstyrelse", "sis"),
}
_KEYS = {plain(word): key for key, words in _WORDS.items() for word in words}
_NAMES: dict[str, Callable[[], str]] = {
    "social_services": lambda: pgettext("in a sentence", "social services"),
    "primary_care": lambda: pgettext("in a sentence", "primary care"),
    "addiction_care": lambda: pgettext("in a sentence", "addiction care"),
    "psychiatry": lambda: pgettext("in a sentence", "psychiatry"),
    "emergency_care": lambda: pgettext("in a sentence", "emergency care"),
    "somatic_care": lambda: pgettext("in a sentence", "somatic care"),
    "psychiatric_emergency": lambda: pgettext("in a sentence", "psychiatric emergency care"),
    "prison_and_probation": lambda: pgettext("in a sentence", "prison and probation"),
    "compulsory_care": lambda: pgettext("in a sentence", "compulsory care"),
}


def sector_of(word: str) -> str:
    """The house's word for a delivered sector, "" where it has none."""
    return _KEYS.get(plain(word), "")


def sector_name(word: str) -> str:
    """As it stands in a sentence: the addiction care."""
    known = _NAMES.get(sector_of(word))
    return known() if known else word.replace("_", " ")


def sector_title(word: str) -> str:
    """As it stands alone."""
    name = sector_name(word)
    return name[:1].upper() + name[1:]
