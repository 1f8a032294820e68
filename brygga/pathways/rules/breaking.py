"""Breaks in words, and what could be done about each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from brygga.pathways.enums import BreakKind
from brygga.pathways.rules.naming import sector_name
from brygga.pathways.rules.told import Told

LARGEST = 3


@dataclass(frozen=True, slots=True)
class Break:
    """One way in which chains come apart; `target` is None where nothing follows."""

    kind: BreakKind
    source: str
    target: str | None
    count: Told
    persons: Told
    days: int

    @property
    def words(self) -> str:
        """A sentence with its number; "" where that is kept back."""
        if self.count.value is None:
            return ""
        return self._say(_SENTENCES)

    @property
    def deed(self) -> str:
        """What an activity against it could be called."""
        return self._say(_DEEDS)

    def _say(self, sentences: Mapping[tuple[BreakKind, bool], object]) -> str:
        text = str(sentences[self.kind, self.target is not None])
        return text % {
            "n": number_format(round(self.count.value or 0)),
            "from": sector_name(self.source),
            "to": sector_name(self.target or ""),
            "days": self.days,
        }


_SENTENCES: dict[tuple[BreakKind, bool], object] = {
    (BreakKind.UNPLANNED_END, False): _(
        "%(n)s times the contacts with %(from)s ended without a planned end, and no contact is "
        "known after that."
    ),
    (BreakKind.HANDOVER, True): _(
        "%(n)s times somebody went from %(from)s to %(to)s with no known contact within "
        "%(days)s days."
    ),
    (BreakKind.HANDOVER, False): _(
        "%(n)s times %(from)s handed somebody over, and no contact is known after that."
    ),
    (BreakKind.LOOP, True): _("%(n)s times somebody went from %(from)s to %(to)s and back again."),
    (BreakKind.READMISSION, True): _(
        "%(n)s times somebody was admitted again, unplanned, within %(days)s days after a stay "
        "with %(from)s."
    ),
}
_DEEDS: dict[tuple[BreakKind, bool], object] = {
    (BreakKind.UNPLANNED_END, False): _(
        "Reach out to those whose contact with %(from)s ends unplanned"
    ),
    (BreakKind.HANDOVER, True): _(
        "See that whoever goes from %(from)s to %(to)s is met within %(days)s days"
    ),
    (BreakKind.HANDOVER, False): _("Follow up those whom %(from)s hands over"),
    (BreakKind.LOOP, True): _("End the going back and forth between %(from)s and %(to)s"),
    (BreakKind.READMISSION, True): _("Plan what comes after a stay with %(from)s"),
}


def largest(breaks: Iterable[Break]) -> list[Break]:
    """Three that may be told: the most frequent of each kind, and where kinds are few the next."""
    known = [each for each in breaks if each.count.value]
    known.sort(key=lambda each: -(each.count.value or 0))
    first = {each.kind: each for each in reversed(known)}.values()
    chosen = sorted(known, key=lambda each: each not in first)[:LARGEST]
    return sorted(chosen, key=known.index)
