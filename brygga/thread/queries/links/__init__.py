"""The chain put into words: one link after the other, each with date, source and door."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from brygga.guidance.queries import label
from brygga.thread.enums import LinkKind, LinkState
from brygga.thread.queries.chain import Chain
from brygga.thread.queries.links.answers import gap, mapping
from brygga.thread.queries.links.competence import competence
from brygga.thread.queries.links.delivered import care_delivered, outcome
from brygga.thread.queries.links.link import Link
from brygga.thread.queries.links.offer import care_offered
from brygga.thread.queries.links.work import activity, priority


def links_of(chain: Chain) -> tuple[Link, ...]:
    """Every link of the thread, in order. No queries beyond the chain's own."""
    return tuple(build(chain) for build in _BUILDERS)


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
    mapping,
    gap,
    priority,
    activity,
    competence,
    care_offered,
    care_delivered,
    outcome,
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


__all__ = ["Link", "links_of", "thread_json"]
