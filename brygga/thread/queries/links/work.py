"""What is decided and what is being done about it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brygga.access.capabilities import Capability
from brygga.plans.enums import ActivityState
from brygga.plans.queries import ActivityRow
from brygga.thread import rules
from brygga.thread.enums import LinkKind, LinkState
from brygga.thread.queries.chain import Chain
from brygga.thread.queries.links.link import Link, day_words

# What asks for something first; what is done last.
_URGENCY = (
    ActivityState.LATE,
    ActivityState.ONGOING,
    ActivityState.PLANNED,
    ActivityState.DONE,
)


def priority(chain: Chain) -> Link:
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
            meta=_("Decided %(day)s: %(why)s")
            % {"day": day_words(first.decided_on), "why": first.why},
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


def activity(chain: Chain) -> Link:
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
            "day": day_words(first.due_on),
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
