"""What sectors are called on our pages; words of one's own stand as they were delivered."""

from collections.abc import Callable

from django.utils.translation import pgettext

from brygga.pathways.engine.sectors import sector_code

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
    "civil_society": lambda: pgettext("in a sentence", "civil society"),
}


def sector_name(word: str) -> str:
    """As it stands in a sentence: the addiction care."""
    known = _NAMES.get(sector_code(word))
    return known() if known else word.replace("_", " ")


def sector_title(word: str) -> str:
    """As it stands alone."""
    name = sector_name(word)
    return name[:1].upper() + name[1:]
