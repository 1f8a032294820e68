"""One question laid out before somebody: what is asked, what each side says, where to go next."""

from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brygga import clock
from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.followup.enums import AnswerSide
from brygga.followup.models import Mapping
from brygga.followup.permissions import SIDES, sides_of
from brygga.followup.queries import Given, Line, Sheet, sheet_of
from brygga.followup.queries.question import (
    labels_of,
    last_time,
    mapping_of,
    principals_of,
)
from brygga.followup.rules import LEVELS
from brygga.followup.views.boundary import mapping_crumbs, mapping_url
from brygga.ui.http import Request

CHOICES = [(level.value, level.label) for level in LEVELS]


@dataclass(frozen=True, slots=True)
class Desk:
    """`sides` are those the reader may answer for, `side` the one they have chosen.

    `side` is None for somebody who only reads.
    """

    sheet: Sheet
    line: Line
    side: AnswerSide | None
    sides: list[AnswerSide]

    @property
    def mapping(self) -> Mapping:
        return self.sheet.mapping

    @property
    def own_side(self) -> AnswerSide:
        """The side on the left of the page, also for somebody who only reads."""
        return self.side or SIDES[0]

    @property
    def other_side(self) -> AnswerSide:
        return SIDES[1] if self.own_side == SIDES[0] else SIDES[0]

    @property
    def own(self) -> Given:
        return self.line.side(self.own_side)

    @property
    def other(self) -> Given:
        return self.line.side(self.other_side)

    @property
    def answered(self) -> int:
        given = [line.side(self.own_side) for line in self.sheet.lines]
        return sum(bool(each.level or each.text) for each in given)

    @property
    def saved_at(self) -> object:
        """The moment of the last saving, if it was today."""
        at = self.own.answered_at
        return at if at and timezone.localdate(at) == clock.today() else None

    @property
    def saved_words(self) -> str:
        """When it was saved, if not today, and how many are answered."""
        words = ngettext("%(n)s answered", "%(n)s answered", self.answered) % {"n": self.answered}
        at = self.own.answered_at
        if at is None or self.saved_at:
            return words
        day = date_format(timezone.localdate(at), "j F Y")
        return _("Saved %(day)s · %(words)s") % {"day": day, "words": words}

    def step(self, by: int) -> str:
        """Address of the question so many steps on; the mapping's past either end."""
        wanted = self.line.number + by
        line = next((each for each in self.sheet.lines if each.number == wanted), None)
        return self.url(line) if line else mapping_url(self.mapping)

    def url(self, line: Line | None = None) -> str:
        key = (line or self.line).question.key
        address = mapping_url(self.mapping, "question", key=key)
        return f"{address}?sida={self.side}" if len(self.sides) > 1 else address

    @property
    def settle_url(self) -> str:
        return self._page("settle")

    @property
    def same_url(self) -> str:
        return self._page("same_again")

    @property
    def back_url(self) -> str:
        return self.step(-1)

    @property
    def next_url(self) -> str:
        return self.step(1)

    def _page(self, name: str) -> str:
        return mapping_url(self.mapping, name, key=self.line.question.key)

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        """Words, address and whether it is the one shown, for those who answer for both."""
        address = self._page("question")
        return [
            (str(each.label), f"{address}?sida={each}", each == self.side) for each in self.sides
        ]


def desk_at(request: Request, year: int, place: str, key: str) -> Desk:
    """The question with this key in a mapping that the reader reaches, else 404."""
    mapping = mapping_of(request.actor, year, place)
    sheet = sheet_of(mapping)
    line = next((each for each in sheet.lines if each.question.key == key), None)
    if line is None:
        raise Http404
    sides = sides_of(request.actor, mapping.place.path)
    return Desk(sheet, line, _side(request, sides), sides)


def _side(request: Request, sides: list[AnswerSide]) -> AnswerSide | None:
    """The side asked for. A page falls back on one's own; what is sent must name its side."""
    if request.method == "POST":
        sent = request.POST.get("sida", "")
        return AnswerSide(sent) if sent in SIDES else None
    asked = request.GET.get("sida", "")
    return AnswerSide(asked) if asked in sides else next(iter(sides), None)


def desk_context(desk: Desk, actor: Actor) -> dict[str, object]:
    """What the pages of one question show. At most five queries."""
    mapping, question = desk.mapping, desk.line.question
    names = principals_of(mapping.place, mapping.round.closes_on)
    return {
        "desk": desk,
        "mapping": mapping,
        "sheet": desk.sheet,
        "line": desk.line,
        "question": question,
        "choices": CHOICES,
        "label": labels_of(desk.sheet).get(question.pk, ""),
        "own_principal": names.get(desk.own_side, ""),
        "other_principal": names.get(desk.other_side, ""),
        "last": last_time(mapping, question, desk.side) if desk.side else None,
        "locked": desk.sheet.locked,
        "settle_url": desk.settle_url if _may_settle(desk, actor) else "",
        "mapping_url": mapping_url(mapping),
        "both": [(side, names.get(side, ""), desk.line.side(side)) for side in SIDES],
        "invented": mapping.invented,
        "crumbs": mapping_crumbs(mapping, (question.short, None)),
    }


def _may_settle(desk: Desk, actor: Actor) -> bool:
    may = actor.may(Capability.JOINT_ANSWER_SETTLE, desk.mapping.place.path)
    return may and desk.sheet.locked is None
