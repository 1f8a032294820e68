"""How many of those in post have a course that serves the provision."""

from django.urls import reverse
from django.utils.translation import gettext as _

from brygga.access.capabilities import Capability
from brygga.competence.queries.coverage import Figure, Served
from brygga.competence.rules.coverage_words import days_words, sources_words, told
from brygga.followup.enums import Level
from brygga.thread import rules
from brygga.thread.enums import LinkKind, LinkState
from brygga.thread.queries.chain import Chain
from brygga.thread.queries.links.link import Link, day_words


def competence(chain: Chain) -> Link:
    served = chain.served
    if served is None:
        title = _("No course serves this provision yet")
        return Link(LinkKind.COMPETENCE, LinkState.MISSING, title=title, quiet=True)
    figure = served.seen_by(chain.actor)
    return _told(chain, served, figure) if figure else _unknown(chain, served)


def _told(chain: Chain, served: Served, figure: Figure) -> Link:
    state = rules.competence_state(chain.facts.level, _trained(figure))
    signal = _signal(chain, figure, state)
    url, action = _door(chain, served, state)
    return Link(
        LinkKind.COMPETENCE,
        state,
        title=told(figure),
        value=_value(figure),
        is_suppressed=figure.is_kept,
        on=figure.on,
        source=_source(served, figure),
        meta=_meta(served, figure),
        url=_page(chain),
        action=_("See unit by unit"),
        signal=signal,
        signal_url=url if signal else "",
        signal_action=action,
        quiet=state == LinkState.MISSING and not signal,
    )


def _unknown(chain: Chain, served: Served) -> Link:
    signal = _("Nobody knows who is trained.") if chain.facts.has_gap else ""
    url, action = _door(chain, served, LinkState.MISSING)
    return Link(
        LinkKind.COMPETENCE,
        LinkState.MISSING,
        title=_("How many there are to train is not known"),
        meta=_titles(served),
        signal=signal,
        signal_url=url if signal else "",
        signal_action=action,
        quiet=not signal,
    )


def _trained(figure: Figure) -> rules.Trained:
    return rules.Trained(
        is_known=figure.share is not None or bool(figure.trained),
        is_kept=figure.is_kept,
        anybody=bool(figure.trained),
        enough=figure.is_enough,
        more_than_there_are=figure.contradicts or figure.parts_contradict,
    )


def _value(figure: Figure) -> str | None:
    if figure.trained is None or figure.heads is None:
        return None
    return f"{figure.trained}/{figure.heads}"


def _titles(served: Served) -> str:
    return ", ".join(course.title for course in served.courses)


def _source(served: Served, figure: Figure) -> str:
    return "; ".join(filter(None, (_titles(served), sources_words(figure.sources))))


def _meta(served: Served, figure: Figure) -> str:
    """Which course, the newest certificate and the count, each with its day."""
    words = [f"{_titles(served)}."]
    if figure.newest:
        words.append(_("Latest certificate %(day)s.") % {"day": day_words(figure.newest)})
    if figure.counted:
        words.append(_("Staff counted %(days)s.") % {"days": days_words(figure.counted)})
    return " ".join(words)


def _signal(chain: Chain, figure: Figure, state: LinkState) -> str:
    if state == LinkState.CONTRADICTS and figure.contradicts:
        return _("More trained than staff: look over the numbers.")
    if state == LinkState.CONTRADICTS and figure.parts_contradict:
        return _("More trained than staff in some profession: look over the numbers.")
    if state == LinkState.CONTRADICTS:
        words = {"trained": figure.trained, "level": str(Level(chain.facts.level).label).lower()}
        return _("%(trained)s are trained, and still the answer is: %(level)s.") % words
    if state == LinkState.MISSING and chain.facts.has_gap:
        if figure.share is None:
            return _("How many there are to train is not known.")
        return _("The thread breaks here: nobody is trained.")
    return ""


def _door(chain: Chain, served: Served, state: LinkState) -> tuple[str, str]:
    """What to do about it: enter numbers, begin something, register, or look at the courses."""
    figure = served.seen_by(chain.actor)
    may_count = chain.actor.may(Capability.COMPETENCE_EDIT, chain.place.path)
    unknown = figure is None or figure.heads is None or figure.contradicts
    unknown = unknown or (figure is not None and figure.parts_contradict)
    if unknown and may_count:
        return reverse("competence:staff", args=[chain.place.code]), _("Say how many there are")
    if state == LinkState.CONTRADICTS:
        return _page(chain), _("See unit by unit")
    if served.coming is not None:
        url = reverse("events:gathering", args=[served.coming.slug])
        return url, _("Register for the next round")
    return reverse("events:course", args=[served.courses[0].slug]), _("See the courses")


def _page(chain: Chain) -> str:
    ref = f"{chain.provision.document.slug}/{chain.provision.number}"
    return f"{reverse('competence:coverage', args=[chain.place.code])}?riktlinje={ref}"
