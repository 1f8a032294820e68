"""Whether the people of the place are offered what the provision says."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brygga.access.capabilities import Capability
from brygga.followup.enums import Level
from brygga.guidance.enums import PriorityClass
from brygga.offer.enums import Freshness, GapKind
from brygga.offer.queries.gaps import GapCell
from brygga.thread import rules
from brygga.thread.enums import LinkKind, LinkState
from brygga.thread.queries.chain import Chain
from brygga.thread.queries.links.link import Link, day_words

_BELIEVED = (Freshness.FRESH, Freshness.AGEING)


def care_offered(chain: Chain) -> Link:
    offered = chain.offered
    if not offered.is_known:
        return _no_intervention(chain)
    cell = offered.cell
    return _many(chain) if cell is None else _one(chain, cell)


def _no_intervention(chain: Chain) -> Link:
    may = chain.actor.may(Capability.OFFER_EDIT, chain.place.path)
    ref = f"{chain.provision.document.slug}/{chain.provision.number}"
    return Link(
        LinkKind.CARE_OFFERED,
        LinkState.MISSING,
        title=_("No intervention is entered that carries it out"),
        quiet=True,
        url=f"{chain.address('offer:intervention_new')}?riktlinje={ref}" if may else "",
        action=_("Enter the intervention"),
    )


def _many(chain: Chain) -> Link:
    """A county or the country: in how many of its places."""
    offered = chain.offered
    places, reached = len(offered.cells), offered.reached
    words = {"n": reached, "all": places}
    title = _("Offered in %(n)s of %(all)s places") % words
    lacking = places - reached
    signal = ngettext(
        "In %(n)s place nobody is known to offer it.",
        "In %(n)s places nobody is known to offer it.",
        lacking,
    ) % {"n": lacking}
    return Link(
        LinkKind.CARE_OFFERED,
        LinkState.PRESENT if reached else LinkState.MISSING,
        title=title,
        value=f"{reached}/{places}",
        on=max((c.verified_on for c in offered.cells if c.verified_on), default=None),
        url=_gaps(chain),
        action=_("See what is missing"),
        signal=signal if lacking else "",
        signal_url=_gaps(chain) if lacking else "",
        signal_action=_("See where"),
    )


def _one(chain: Chain, cell: GapCell) -> Link:
    state = rules.offered_state(chain.facts.level, _facts(chain, cell))
    signal = _signal(chain, cell, state)
    url, action = _door(chain, cell)
    return Link(
        LinkKind.CARE_OFFERED,
        state,
        title=_title(cell),
        value=str(len(cell.offers)) if cell.offers else None,
        on=cell.verified_on,
        source="; ".join(each.offer.unit.name for each in cell.offers) or None,
        meta=_meta(cell),
        url=chain.address("offer:directory"),
        action=_("See what is offered"),
        signal=signal,
        signal_url=url if signal else "",
        signal_action=action,
        quiet=state == LinkState.MISSING and not signal,
    )


def _facts(chain: Chain, cell: GapCell) -> rules.OfferFacts:
    wording = chain.wording
    return rules.OfferFacts(
        anything=bool(cell.offers),
        is_believed=cell.freshness in _BELIEVED,
        two_answer=GapKind.TWO_ANSWER in cell.gaps,
        should_not=wording is not None and wording.priority_class == PriorityClass.DO_NOT,
    )


def _title(cell: GapCell) -> str:
    if not cell.offers:
        return _("Nobody is known to offer it to the people here")
    units = list(dict.fromkeys(each.offer.unit.name for each in cell.offers))
    more = len(units) - 1
    if not more:
        return _("Offered by %(unit)s") % {"unit": units[0]}
    words = ngettext(
        "Offered by %(unit)s and %(n)s more unit", "Offered by %(unit)s and %(n)s more units", more
    )
    return words % {"unit": units[0], "n": more}


def _meta(cell: GapCell) -> str:
    words = []
    if cell.days is not None:
        wait = ngettext(
            "The shortest wait is %(n)s day.", "The shortest wait is %(n)s days.", cell.days
        )
        words.append(wait % {"n": cell.days})
    if cell.verified_on:
        words.append(_("Last checked %(day)s.") % {"day": day_words(cell.verified_on)})
    elif cell.offers:
        words.append(_("Nobody has checked it."))
    return " ".join(words)


def _signal(chain: Chain, cell: GapCell, state: LinkState) -> str:
    """The one thing to act on first."""
    facts = _facts(chain, cell)
    if facts.should_not:
        return _("It should not be offered, and is.") if facts.anything else ""
    if not facts.anything:
        return _not_offered(chain, state)
    if state == LinkState.CONTRADICTS and facts.is_believed and not facts.two_answer:
        level = str(Level(chain.facts.level).label).lower()
        return _("It is offered, and still the answer is: %(level)s.") % {"level": level}
    return _GAPS[cell.gaps[0]]() if cell.gaps else ""


def _not_offered(chain: Chain, state: LinkState) -> str:
    if state == LinkState.CONTRADICTS:
        level = str(Level(chain.facts.level).label).lower()
        return _("The answer is %(level)s, and nobody is known to offer it.") % {"level": level}
    wanted = chain.facts.has_gap or chain.facts.has_priority or _should(chain)
    return _("The thread breaks here: nobody is known to offer it.") if wanted else ""


def _should(chain: Chain) -> bool:
    return chain.wording is not None and chain.wording.priority_class == PriorityClass.SHOULD


_GAPS = {
    GapKind.NOBODY_ANSWERS: lambda: _("Nobody is said to answer for it."),
    GapKind.TWO_ANSWER: lambda: _("Two principals both answer for it, and no agreement is known."),
    GapKind.STALE: lambda: _("Nobody has said for long that the offer is true."),
    GapKind.LONG_WAIT: lambda: _("The wait is long."),
}


def _door(chain: Chain, cell: GapCell) -> tuple[str, str]:
    """From a gap straight to an activity in the plan, for whoever may begin one."""
    if not cell.offers or cell.gaps[:1] == (GapKind.LONG_WAIT,):
        if chain.actor.may(Capability.PLAN_EDIT, chain.place.path):
            ref = f"{chain.provision.document.slug}/{chain.provision.number}"
            url = chain.address("plans:activity_new", chain.year)
            return f"{url}?riktlinje={ref}", _("Begin an activity")
        return _gaps(chain), _("See what is missing")
    if GapKind.STALE in cell.gaps:
        return reverse("offer:offer", args=[cell.offers[0].offer.slug]), _("Check the offer")
    if cell.gaps:
        slug = cell.offers[0].offer.intervention.slug
        return reverse("offer:intervention", args=[slug]), _("See who answers")
    return chain.address("offer:directory"), _("See what is offered")


def _gaps(chain: Chain) -> str:
    ref = f"{chain.provision.document.slug}/{chain.provision.number}"
    return f"{chain.address('offer:gaps')}?riktlinje={ref}"
