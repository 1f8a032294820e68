"""What waits for somebody, and what they wait for."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.access.reach import Reach
from brygga.followup.enums import AnswerSide, MappingStatus, RoundStatus
from brygga.followup.models import Mapping, Round
from brygga.followup.permissions import ANSWERS_FOR
from brygga.followup.queries.tallies import Tally, tallies
from brygga.kernel.waiting import Waiting

# Paths above a municipality's: "00/" and "00/01/".
_COUNTY_DEPTH = 2
# More mappings to review than this in one round are told as one thing, not one by one.
_ONE_BY_ONE = 5


def waiting_for(actor: Actor) -> list[Waiting]:
    """What waits for the reader, the nearest day first, then what the reader waits for.

    What has no day of its own comes before all: somebody else stands still meanwhile. At most six
    queries.
    """
    local = [item for tally in _local_tallies(actor) for item in _at_place(tally, actor)]
    found = local + _to_review(actor) + _for_county(actor)
    return sorted(found, key=lambda item: (bool(item.blocked_by), item.due_on or date.min))


def _below_county(reach: Reach) -> Reach:
    """Those who help a whole county are not told what each of its places has left."""
    deep = {branch for branch in reach.branches if branch.count("/") > _COUNTY_DEPTH}
    return Reach(frozenset(deep))


def _local_tallies(actor: Actor) -> list[Tally]:
    wanted = (*ANSWERS_FOR.values(), Capability.MAPPING_SUBMIT, Capability.JOINT_ANSWER_SETTLE)
    branches = frozenset().union(*(_below_county(actor.reach(each)).branches for each in wanted))
    if not branches:
        return []
    reached = Mapping.objects.filter(
        Reach(branches).q("place__path"),
        status__in=(MappingStatus.OPEN, MappingStatus.RETURNED),
    )
    found = tallies(reached.order_by("round__closes_on", "place__path"))
    return [tally for tally in found if tally.locked is None]


def _at_place(tally: Tally, actor: Actor) -> Iterable[Waiting]:
    path = tally.mapping.place.path
    own = [side for side, capability in ANSWERS_FOR.items() if actor.may(capability, path)]
    for side in own:
        yield from _own_side(tally, side, named=len(own) > 1)
    if tally.to_settle and actor.may(Capability.JOINT_ANSWER_SETTLE, path):
        yield _item(tally, _settle_in_words(tally), due_on=tally.mapping.settles_on)
    if actor.may(Capability.MAPPING_SUBMIT, path) and tally.refusal_to_submit is None:
        yield _item(tally, _("Submit the mapping for %(place)s %(year)s") % _names(tally))
    yield from _others(tally, own)


def _own_side(tally: Tally, side: AnswerSide, *, named: bool) -> Iterable[Waiting]:
    progress = tally.sides[side]
    who = f"{side.label}: " if named else ""
    if progress.left:
        words = ngettext(
            "Answer %(left)s question that is left in %(place)s %(year)s",
            "Answer %(left)s questions that are left in %(place)s %(year)s",
            progress.left,
        )
        yield _item(tally, who + words % {**_names(tally), "left": progress.left})
    elif not progress.is_finished:
        words = _("Say that your answers in %(place)s %(year)s are finished")
        yield _item(tally, who + words % _names(tally))


def _others(tally: Tally, own: list[AnswerSide]) -> Iterable[Waiting]:
    """What a side that has done its part waits for."""
    if not own or any(not tally.sides[side].is_finished for side in own):
        return
    for side, progress in tally.sides.items():
        if side in own or progress.is_finished:
            continue
        blocked = ngettext(
            "%(side)s has %(left)s question left",
            "%(side)s has %(left)s questions left",
            progress.left,
        ) % {"side": AnswerSide(side).label, "left": progress.left}
        if not progress.left:
            blocked = _("%(side)s has not said that it is finished") % {
                "side": AnswerSide(side).label
            }
        text = _("The mapping for %(place)s %(year)s cannot be submitted yet")
        yield _item(tally, text % _names(tally), blocked_by=blocked)


def _settle_in_words(tally: Tally) -> str:
    return ngettext(
        "Settle %(n)s answer where the principals differ in %(place)s %(year)s",
        "Settle %(n)s answers where the principals differ in %(place)s %(year)s",
        tally.to_settle,
    ) % {**_names(tally), "n": tally.to_settle}


def _names(tally: Tally) -> dict[str, object]:
    return {"place": tally.mapping.place.name, "year": tally.mapping.round.year}


def _item(tally: Tally, text: str, *, due_on: date | None = None, blocked_by: str = "") -> Waiting:
    mapping = tally.mapping
    url = reverse(
        "followup:mapping", kwargs={"year": mapping.round.year, "place": mapping.place.code}
    )
    due = due_on or mapping.round.closes_on
    return Waiting(text, url, due, mapping.place.name, blocked_by)


def _to_review(actor: Actor) -> list[Waiting]:
    reach = actor.reach(Capability.MAPPING_REVIEW)
    if not reach:
        return []
    waiting = Mapping.objects.filter(reach.q("place__path"), status=MappingStatus.SUBMITTED)
    by_round: dict[Round, list[Mapping]] = {}
    for mapping in waiting.select_related("round__county", "place").order_by("place__path"):
        by_round.setdefault(mapping.round, []).append(mapping)
    return [item for each, found in by_round.items() for item in _reviews(each, found)]


def _reviews(round_: Round, found: list[Mapping]) -> list[Waiting]:
    if len(found) > _ONE_BY_ONE:
        text = _("%(n)s mappings in %(county)s %(year)s wait for your review")
        return [_round_item(round_, text, len(found))]
    return [
        Waiting(
            _("Review the mapping for %(place)s %(year)s")
            % {"place": mapping.place.name, "year": round_.year},
            reverse("followup:review", kwargs={"year": round_.year, "place": mapping.place.code}),
            None,
            mapping.place.name,
        )
        for mapping in found
    ]


def _for_county(actor: Actor) -> list[Waiting]:
    """Rounds to open, and open rounds with places that have not begun."""
    reach = actor.reach(Capability.REMINDER_SEND)
    if not reach:
        return []
    rounds = list(
        Round.objects.filter(reach.q("county__path"))
        .exclude(status=RoundStatus.CLOSED)
        .select_related("county")
        .order_by("year")
    )
    silent = _silent([each.pk for each in rounds])
    found = [
        _round_item(each, _silent_in_words(silent[each.pk]), silent[each.pk])
        for each in rounds
        if silent.get(each.pk)
    ]
    return found + [
        _round_item(each, _("Finish and open the round for %(county)s %(year)s"), 0)
        for each in rounds
        if each.status == RoundStatus.DRAFT and actor.may(Capability.ROUND_EDIT, each.county.path)
    ]


def _silent_in_words(n: int) -> str:
    return ngettext(
        "%(n)s place in %(county)s %(year)s has not begun",
        "%(n)s places in %(county)s %(year)s have not begun",
        n,
    )


def _silent(round_ids: list[int]) -> dict[int, int]:
    rows = Mapping.objects.filter(
        round__in=round_ids, round__status=RoundStatus.OPEN, answers__isnull=True
    )
    return dict(rows.order_by().values_list("round_id").annotate(Count("pk")))


def _round_item(round_: Round, text: str, n: int) -> Waiting:
    county = round_.county
    url = reverse("followup:round", kwargs={"county": county.code, "year": round_.year})
    due = round_.closes_on if round_.status == RoundStatus.OPEN else round_.opens_on
    words = text % {"n": n, "county": county.name, "year": round_.year}
    return Waiting(words, url, due, county.name)
