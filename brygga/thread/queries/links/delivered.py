"""Whether what the provision says is given to the people of the place, and how it ends."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brygga.access.capabilities import Capability
from brygga.guidance.enums import PriorityClass
from brygga.pathways.queries.delivered import Delivered
from brygga.thread import rules
from brygga.thread.enums import LinkKind, LinkState
from brygga.thread.queries.chain import Chain
from brygga.thread.queries.links.link import Link, day_words


def care_delivered(chain: Chain) -> Link:
    found = chain.delivered
    if found is None:
        title = _("Nothing is known of what is given")
        return Link(LinkKind.CARE_DELIVERED, LinkState.MISSING, title=title, quiet=True)
    facts = _facts(chain, found)
    state = rules.delivered_state(facts)
    signal = _signal(chain, facts, state)
    url, action = _door(chain, facts)
    return Link(
        LinkKind.CARE_DELIVERED,
        state,
        title=_title(found),
        value=None if facts.contacts is None else str(facts.contacts),
        is_suppressed=facts.is_kept,
        on=found.days.last,
        source=_source(found),
        meta=_meta(found),
        url=chain.address("pathways:chain"),
        action=_("See the care chain"),
        signal=signal,
        signal_url=url if signal else "",
        signal_action=action,
        quiet=state == LinkState.MISSING and not signal,
    )


def _facts(chain: Chain, found: Delivered) -> rules.DeliveredFacts:
    contacts = found.given.contacts
    figure = chain.served.seen_by(chain.actor) if chain.served else None
    wording = chain.wording
    return rules.DeliveredFacts(
        contacts=None if contacts.value is None else int(contacts.value),
        is_kept=contacts.is_kept,
        trained=0 if figure is None or figure.is_kept else figure.trained or 0,
        is_offered=bool(chain.offered.reached) if chain.offered.is_known else None,
        should_not=wording is not None and wording.priority_class == PriorityClass.DO_NOT,
    )


def _title(found: Delivered) -> str:
    contacts, persons = found.given.contacts, found.given.persons
    if contacts.is_kept:
        return _("Given to so few that the number is not told")
    if not contacts.value:
        return _("No contact is known")
    if persons.value is None:
        return _("%(contacts)s contacts") % {"contacts": contacts.text}
    words = {"contacts": contacts.text, "persons": persons.text}
    return _("%(contacts)s contacts of %(persons)s persons") % words


def _meta(found: Delivered) -> str:
    words = {"first": day_words(found.days.since), "last": day_words(found.days.last)}
    told = _("From %(first)s to %(last)s.") % words
    wait = found.given.median_days
    if not wait.is_known:
        return told
    return f"{told} " + _("Half of those who began had waited %(n)s days or less.") % {
        "n": wait.days
    }


def _source(found: Delivered) -> str:
    """What machines get as well."""
    words = (
        _("Invented contact data until %(day)s")
        if found.invented
        else _("Contact data until %(day)s")
    )
    return words % {"day": day_words(found.known.last_day)}


def _signal(chain: Chain, facts: rules.DeliveredFacts, state: LinkState) -> str:
    if state == LinkState.CONTRADICTS:
        return _contradiction(facts)
    wanted = chain.facts.has_gap or chain.facts.has_priority
    if state == LinkState.MISSING and wanted:
        return _("The thread breaks here: no contact is known.")
    return ""


def _contradiction(facts: rules.DeliveredFacts) -> str:
    if facts.should_not:
        return _("It should not be given, and is.")
    if facts.contacts:
        return _("It is given, and stands in no directory.")
    if facts.trained:
        words = ngettext(
            "%(n)s trained, nothing given.", "%(n)s trained, nothing given.", facts.trained
        )
        return words % {"n": number_format(facts.trained)}
    return _("It is offered, but no contact is known.")


def _door(chain: Chain, facts: rules.DeliveredFacts) -> tuple[str, str]:
    """Given and not offered: the directory lacks it; else an activity, for whoever may."""
    if facts.contacts and not facts.should_not:
        return chain.address("offer:directory"), _("See what is offered")
    if chain.actor.may(Capability.PLAN_EDIT, chain.place.path):
        ref = f"{chain.provision.document.slug}/{chain.provision.number}"
        address = chain.address("plans:activity_new", chain.year)
        return f"{address}?riktlinje={ref}", _("Begin an activity")
    return chain.address("pathways:chain"), _("See the care chain")


def outcome(chain: Chain) -> Link:
    """The share of ended contacts that ended as planned."""
    found = chain.delivered
    if found is None or not (found.given.ended.value or found.given.ended.is_kept):
        title = _("Nothing is known of how it ends")
        return Link(LinkKind.OUTCOME, LinkState.MISSING, title=title, quiet=True)
    ended, planned = found.given.ended, found.given.planned
    is_kept = ended.value is None or planned.value is None
    return Link(
        LinkKind.OUTCOME,
        LinkState.PRESENT,
        title=_("How it ends is known of so few that it is not told") if is_kept else _share(found),
        value=None if is_kept else f"{planned.value:.0f}/{ended.value:.0f}",
        is_suppressed=is_kept,
        on=found.days.last,
        source=_source(found),
        meta="" if is_kept else _("Of the contacts that began then and are known to have ended."),
        url=chain.address("pathways:chain"),
        action=_("See the care chain"),
    )


def _share(found: Delivered) -> str:
    ended, planned = found.given.ended, found.given.planned
    share = round(100 * (planned.value or 0) / (ended.value or 1))
    words = {"share": share, "planned": planned.text, "ended": ended.text}
    return _("%(share)s %% of %(ended)s ended as planned") % words
