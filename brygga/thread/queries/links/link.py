"""One link, and the words that links share."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from brygga.followup.enums import Level
from brygga.thread.enums import LinkKind, LinkState


@dataclass(frozen=True, slots=True)
class Link:
    """One link. `value` and `source` are what machines get; the rest is for the page.

    A value may be known and yet not be told: then it `is_suppressed`.
    """

    link: LinkKind
    state: LinkState
    title: str
    value: str | None = None
    is_suppressed: bool = False
    on: date | None = None
    source: str | None = None
    meta: str = ""
    url: str = ""
    action: str = ""
    signal: str = ""
    signal_url: str = ""
    signal_action: str = ""
    quiet: bool = False

    @property
    def kind(self) -> str:
        return str(self.link.label)

    @property
    def drawn(self) -> str:
        """State as drawn: what is not decided yet is grey, not broken."""
        return str(LinkState.NOT_BUILT if self.quiet else self.state)

    def as_json(self) -> dict[str, object]:
        return {
            "link": self.link.value,
            "state": self.state.value,
            "value": {"suppressed": True} if self.is_suppressed else self.value,
            "on": self.on.isoformat() if self.on else None,
            "source": self.source,
        }


def day_words(value: date | None) -> str:
    return date_format(value, "j F Y") if value else ""


def level_words(level: str) -> str:
    return str(Level(level).label)
