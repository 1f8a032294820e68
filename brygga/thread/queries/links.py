"""The chain put into words: one link after the other, each with date, source and door."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brygga.access.capabilities import Capability
from brygga.followup.enums import AnswerSide, Level, MappingStatus
from brygga.guidance.queries import label
from brygga.plans.enums import ActivityState
from brygga.plans.queries import ActivityRow
from brygga.thread import rules
from brygga.thread.enums import LinkKind, LinkState
from brygga.thread.queries.chain import Chain, Given


@dataclass(frozen=True, slots=True)
class Link:
    """One link. `value` and `source` are what machines get; the rest is for the page."""

    link: LinkKind
    state: LinkState
    title: str
    value: str | None = None
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

    def as_json(self) -> dict[str, str | None]:
        return {
            "link": self.link.value,
            "state": self.state.value,
            "value": self.value,
            "on": self.on.isoformat() if self.on else None,
            "source": self.source,
        }


def links_of(chain: Chain) -> tuple[Link, ...]:
    """Every link of the thread, in order. No queries beyond the chain's own."""
    return tuple(build(chain) for build in _BUILDERS)


def _day(value: date | None) -> str:
    return date_format(value, "j F Y") if value else ""


def _level(level: str) -> str:
    return str(Level(level).label)


def _side(given: Given) -> str:
    return str(AnswerSide(given.side).label)


def _mapping(chain: Chain) -> Link:
    if chain.mapping is None or chain.question is None:
        return _not_asked(chain)
    if not chain.given:
        return _not_answered(chain)
    accepted = chain.mapping.status == MappingStatus.ACCEPTED
    door = chain.address if chain.is_inside else None
    differ = _given_differ(chain.given)
    return Link(
        LinkKind.MAPPING,
        LinkState.CONTRADICTS if differ else LinkState.PRESENT,
        title=_answers(chain.given),
        value=chain.standing.level if chain.standing else None,
        on=max(each.on for each in chain.given),
        source=chain.mapping.round.title,
        meta=_answered(chain.given) if accepted else _draft(chain),
        url=_question_address(chain) if door else "",
        action=_("Read both answers") if door else "",
        signal=_difference(chain) if differ else "",
        signal_url=_question_address(chain) if differ and _may_settle(chain) else "",
        signal_action=_("Settle a joint answer"),
    )


def _question_address(chain: Chain) -> str:
    key = chain.question.key if chain.question else ""
    return reverse("followup:question", args=[chain.year, chain.place.code, key])


def _may_settle(chain: Chain) -> bool:
    return chain.actor.may(Capability.JOINT_ANSWER_SETTLE, chain.place.path)


def _given_differ(given: tuple[Given, ...]) -> bool:
    if any(each.side == AnswerSide.JOINT for each in given):
        return False
    return len({each.level for each in given if each.level != Level.DONT_KNOW}) > 1


def _answers(given: tuple[Given, ...]) -> str:
    joint = next((each for each in given if each.side == AnswerSide.JOINT), None)
    if joint is not None:
        return _("%(level)s (joint answer)") % {"level": _level(joint.level)}
    if len({each.level for each in given}) == 1 and len(given) > 1:
        return _("%(level)s, say both principals") % {"level": _level(given[0].level)}
    return " · ".join(
        _("%(level)s (%(side)s)") % {"level": _level(each.level), "side": _side(each).lower()}
        for each in given
    )


def _answered(given: tuple[Given, ...]) -> str:
    days = sorted({each.on for each in given})
    return _("Answered %(days)s.") % {"days": _(" and ").join(_day(day) for day in days)}


def _draft(chain: Chain) -> str:
    status = chain.mapping.get_status_display() if chain.mapping else ""
    return _("Not public yet: %(status)s.") % {"status": status.lower()}


def _difference(chain: Chain) -> str:
    if chain.mapping and chain.mapping.settles_on and chain.is_inside:
        return _("The principals answer differently. The consultation takes it up %(day)s.") % {
            "day": _day(chain.mapping.settles_on)
        }
    return _("The principals answer differently.")


def _not_asked(chain: Chain) -> Link:
    if chain.round is None:
        title = _("No mapping in %(year)s") % {"year": chain.year}
    elif chain.question is None:
        title = _("Not asked about in %(year)s") % {"year": chain.year}
    else:
        title = _("Takes no part in the mapping %(year)s") % {"year": chain.year}
    return Link(LinkKind.MAPPING, LinkState.MISSING, title=title)


def _not_answered(chain: Chain) -> Link:
    if chain.is_inside:
        return Link(
            LinkKind.MAPPING,
            LinkState.MISSING,
            title=_("Not answered yet"),
            signal=_("The thread breaks here."),
            signal_url=_question_address(chain),
            signal_action=_("Answer the question"),
        )
    return Link(LinkKind.MAPPING, LinkState.MISSING, title=_("No accepted answer yet"))


def _gap(chain: Chain) -> Link:
    standing, facts = chain.standing, chain.facts
    state = rules.gap_state(facts)
    if standing is None or state == LinkState.MISSING:
        title = _("The gap is not known") if standing is None else _("Nobody knows how it is")
        return Link(LinkKind.GAP, LinkState.MISSING, title=title, quiet=standing is None)
    steps = rules.gap(standing.level) or 0
    title = (
        ngettext("%(n)s step left to in place", "%(n)s steps left to in place", steps)
        % {"n": steps}
        if steps
        else _("No gap: in place")
    )
    return Link(
        LinkKind.GAP,
        state,
        title=title,
        value=str(steps),
        on=standing.evidence_on,
        source=standing.evidence or None,
        meta=_evidence(chain),
        signal=_old_evidence(chain) if facts.evidence_is_old else "",
    )


def _evidence(chain: Chain) -> str:
    standing = chain.standing
    if standing is None or not standing.evidence:
        return _("Nothing is said to show it.")
    if standing.evidence_on is None:
        return _("Shown by: %(evidence)s, undated.") % {"evidence": standing.evidence}
    return _("Shown by: %(evidence)s, %(day)s.") % {
        "evidence": standing.evidence,
        "day": _day(standing.evidence_on),
    }


def _old_evidence(chain: Chain) -> str:
    year = chain.standing.evidence_on.year if chain.standing and chain.standing.evidence_on else ""
    level = _level(chain.standing.level) if chain.standing else ""
    return _("%(level)s, evidence from %(year)s: look whether it still holds.") % {
        "level": level,
        "year": year,
    }


def _priority(chain: Chain) -> Link:
    state = rules.priority_state(chain.facts)
    if chain.priorities:
        first = chain.priorities[0]
        return Link(
            LinkKind.PRIORITY,
            state,
            title=_("Comes first in %(year)s, says %(group)s")
            % {"year": chain.year, "group": first.group.name},
            value=first.slug,
            on=first.decided_on,
            source=first.group.name,
            meta=_("Decided %(day)s: %(why)s") % {"day": _day(first.decided_on), "why": first.why},
        )
    if state == LinkState.PRESENT:
        return Link(LinkKind.PRIORITY, state, title=_("Needs no decision: in place"))
    return _no_priority(chain, state)


def _no_priority(chain: Chain, state: LinkState) -> Link:
    may = chain.actor.may(Capability.PRIORITY_EDIT, chain.place.path)
    signal = chain.facts.has_gap
    return Link(
        LinkKind.PRIORITY,
        state,
        title=_("Not decided for %(year)s") % {"year": chain.year},
        quiet=not signal,
        signal=_("There is a gap, and nobody has decided about it.") if signal else "",
        signal_url=_with_ref("plans:priority_new", chain) if may else "",
        signal_action=_("Decide a priority"),
    )


def _with_ref(name: str, chain: Chain) -> str:
    document = chain.provision.document.slug
    address = chain.address(name, chain.year)
    return f"{address}?riktlinje={document}/{chain.provision.number}"


# What asks for something first; what is done last.
_URGENCY = (
    ActivityState.LATE,
    ActivityState.ONGOING,
    ActivityState.PLANNED,
    ActivityState.DONE,
)


def _activity(chain: Chain) -> Link:
    state = rules.activity_state(chain.facts)
    live = sorted(
        (row for row in chain.activities if row.state != ActivityState.DROPPED),
        key=lambda row: _URGENCY.index(row.state),
    )
    if live:
        return _activities(chain, live, state)
    if state == LinkState.PRESENT:
        return Link(LinkKind.ACTIVITY, state, title=_("Needs no activity: in place"))
    may = chain.actor.may(Capability.PLAN_EDIT, chain.place.path)
    signal = chain.facts.has_gap or chain.facts.has_priority
    return Link(
        LinkKind.ACTIVITY,
        state,
        title=_("No activity in the plan for %(year)s") % {"year": chain.year},
        quiet=not signal,
        signal=_("The thread breaks here: nothing is planned.") if signal else "",
        signal_url=_with_ref("plans:activity_new", chain) if may else "",
        signal_action=_("Begin an activity"),
    )


def _activities(chain: Chain, live: list[ActivityRow], state: LinkState) -> Link:
    first = live[0].activity
    more = len(live) - 1
    title = first.title
    if more:
        title = ngettext(
            "%(title)s, and %(n)s more activity", "%(title)s, and %(n)s more activities", more
        ) % {"title": first.title, "n": more}
    return Link(
        LinkKind.ACTIVITY,
        state,
        title=title,
        value=str(len(live)),
        on=first.due_on,
        source=first.owner,
        meta=_("Owner: %(owner)s. By %(day)s. %(state)s.")
        % {
            "owner": first.owner,
            "day": _day(first.due_on),
            "state": ActivityState(live[0].state).label,
        },
        url=chain.address("plans:plan", chain.year),
        action=_("See the plan"),
        signal=_activity_signal(chain),
    )


def _activity_signal(chain: Chain) -> str:
    if chain.facts.late:
        return ngettext(
            "%(n)s activity is late.", "%(n)s activities are late.", chain.facts.late
        ) % {"n": chain.facts.late}
    if rules.activity_state(chain.facts) == LinkState.CONTRADICTS:
        return _("Everything planned is done, and still the answer is: not begun.")
    return ""


def _coming(kind: LinkKind, words: Callable[[], str]) -> Callable[[Chain], Link]:
    def build(_chain: Chain) -> Link:
        return Link(kind, LinkState.NOT_BUILT, title=_("Nothing known yet"), meta=words())

    return build


def _next_focus(chain: Chain) -> Link:
    following = chain.next_round
    if following is None:
        title = _("Not decided for %(year)s") % {"year": chain.year + 1}
        return Link(LinkKind.NEXT_FOCUS, LinkState.MISSING, title=title, quiet=True)
    if following.focus_id == chain.provision.pk:
        title = _("In focus in %(year)s too") % {"year": following.year}
    else:
        title = _("Something else is in focus in %(year)s") % {"year": following.year}
    return Link(
        LinkKind.NEXT_FOCUS,
        LinkState.PRESENT,
        title=title,
        value=str(following.year),
        on=following.opens_on,
        source=following.title,
    )


_BUILDERS: tuple[Callable[[Chain], Link], ...] = (
    _mapping,
    _gap,
    _priority,
    _activity,
    _coming(LinkKind.COMPETENCE, lambda: _("Comes when courses are held in Brygga.")),
    _coming(LinkKind.CARE_OFFERED, lambda: _("Comes when those who offer it are listed.")),
    _coming(LinkKind.CARE_DELIVERED, lambda: _("Comes when care given is followed.")),
    _coming(LinkKind.OUTCOME, lambda: _("Comes when results are followed.")),
    _coming(LinkKind.VOICE, lambda: _("Comes when service users' wishes are gathered.")),
    _next_focus,
)


def thread_json(chain: Chain) -> dict[str, object]:
    """The thread as `brygga thread --json` gives it (docs/contract: shapes)."""
    document = chain.provision.document.slug
    return {
        "place": chain.place.code,
        "provision": f"{document}/{chain.provision.number}",
        "year": chain.year,
        "title": label(chain.provision, chain.wording),
        "invented": chain.invented,
        "links": [link.as_json() for link in links_of(chain)],
    }
