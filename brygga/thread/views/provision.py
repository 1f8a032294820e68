"""The red thread of one provision at one place."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from brygga.followup.rules import RANK
from brygga.guidance.enums import Strength
from brygga.guidance.queries import label
from brygga.thread import rules
from brygga.thread.parameters import year_from
from brygga.thread.queries.chain import Chain, chain_at
from brygga.thread.queries.links import Link, links_of
from brygga.thread.views.place import crumbs_of
from brygga.ui.http import Request, csv_response, page, public
from brygga.ui.kept import kept


@public
@kept
def provision(request: Request, code: str, document: str, number: str) -> HttpResponse:
    """All that is known, link by link."""
    year = year_from(request.GET.get("ar"))
    chain = chain_at(code, f"{document}/{number}", year, request.actor)
    links = links_of(chain)
    if request.GET.get("format") == "csv":
        name = f"{code}-{document}-{number}-{chain.year}.csv"
        return csv_response(name, _header(), map(_line, links))
    context = _context(chain, links)
    context["crumbs"] = crumbs_of(chain.place, (str(context["name"]), None))
    return page(request, "thread/provision.html", context, part="thread")


def _context(chain: Chain, links: Sequence[Link]) -> dict[str, object]:
    return {
        "chain": chain,
        "name": label(chain.provision, chain.wording),
        "links": [_drawn(link) for link in links],
        "years": _years(chain),
        "knowledge": _knowledge(chain),
        "ahead": _ahead(chain),
        "invented": chain.invented,
    }


def _header() -> list[str]:
    return [_("Link"), _("State"), _("What is known"), _("Date"), _("Source")]


def _line(link: Link) -> list[object]:
    return [link.kind, str(link.state.label), link.title, link.on, link.source]


def _drawn(link: Link) -> dict[str, str]:
    return {
        "kind": link.kind,
        "state": link.drawn,
        "title": link.title,
        "meta": link.meta,
        "url": link.url,
        "action": link.action,
        "signal": link.signal,
        "signal_url": link.signal_url,
        "signal_action": link.signal_action,
    }


def _years(chain: Chain) -> list[dict[str, object]]:
    address = reverse(
        "thread:provision",
        args=[chain.place.code, chain.provision.document.slug, chain.provision.number],
    )
    return [
        {
            "year": each.year,
            "level": rules.tone(each.level),
            "url": f"{address}?ar={each.year}",
            "differs": each.differs,
        }
        for each in chain.history
    ]


def _knowledge(chain: Chain) -> list[tuple[str, str]]:
    """What each dimension of the evidence holds, in a few words."""
    lines = []
    for dimension, statements in chain.evidence.items():
        strengths = {str(Strength(each.strength).label).lower() for each in statements}
        words = ", ".join(sorted(strengths)) if statements else _("nothing entered yet")
        lines.append((str(dimension.label), words))
    return lines


def _ahead(chain: Chain) -> dict[str, object] | None:
    """How many in the county have come further this year, of those accepted."""
    if chain.standing is None or chain.standing.level not in RANK:
        return None
    levels = [level for level in chain.others if level in RANK]
    further = sum(RANK[level] > RANK[chain.standing.level] for level in levels)
    county = reverse("thread:years", args=[chain.place.county_code])
    ref = f"{chain.provision.document.slug}/{chain.provision.number}"
    return {"further": further, "total": len(levels), "url": f"{county}?riktlinje={ref}"}
