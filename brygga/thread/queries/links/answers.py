"""What the principals answered, and how far it is to *in place*."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brygga.access.capabilities import Capability
from brygga.followup.enums import AnswerSide, Level, MappingStatus
from brygga.thread import rules
from brygga.thread.enums import LinkKind, LinkState
from brygga.thread.queries.chain import Chain, Given
from brygga.thread.queries.links.link import Link, day_words, level_words


def mapping(chain: Chain) -> Link:
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
        on=max((each.on for each in chain.given if each.on), default=None),
        source=chain.mapping.round.title,
        meta=_answered(chain.given) if accepted or not chain.is_inside else _draft(chain),
        url=_question_address(chain) if door else "",
        action=_("Read both answers") if door else "",
        signal=_difference(chain) if differ else "",
        signal_url=_question_address(chain) if differ and _may_settle(chain) else "",
        signal_action=_("Settle a joint answer"),
    )


def _side(given: Given) -> str:
    return str(AnswerSide(given.side).label)


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
        return _("%(level)s (joint answer)") % {"level": level_words(joint.level)}
    if len({each.level for each in given}) == 1 and len(given) > 1:
        return _("%(level)s, say both principals") % {"level": level_words(given[0].level)}
    return " · ".join(
        _("%(level)s (%(side)s)") % {"level": level_words(each.level), "side": _side(each).lower()}
        for each in given
    )


def _answered(given: tuple[Given, ...]) -> str:
    known = sorted({each.on for each in given if each.on})
    if not known:
        return _("Accepted before the mapping was opened again for something else.")
    *most, last = [day_words(day) for day in known]
    days = _(" and ").join([", ".join(most), last]) if most else last
    return _("Answered %(days)s.") % {"days": days}


def _draft(chain: Chain) -> str:
    status = chain.mapping.get_status_display() if chain.mapping else ""
    return _("Not public yet: %(status)s.") % {"status": status.lower()}


def _difference(chain: Chain) -> str:
    if chain.mapping and chain.mapping.settles_on and chain.is_inside:
        return _("The principals answer differently. The consultation takes it up %(day)s.") % {
            "day": day_words(chain.mapping.settles_on)
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


def gap(chain: Chain) -> Link:
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
        "day": day_words(standing.evidence_on),
    }


def _old_evidence(chain: Chain) -> str:
    year = chain.standing.evidence_on.year if chain.standing and chain.standing.evidence_on else ""
    level = level_words(chain.standing.level) if chain.standing else ""
    return _("%(level)s, evidence from %(year)s: look whether it still holds.") % {
        "level": level,
        "year": year,
    }
