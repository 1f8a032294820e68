"""The tables of the page as files, and as the page shows them."""

from collections.abc import Callable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from brygga.pathways.queries.page import CarePage
from brygga.pathways.rules.naming import sector_title
from brygga.pathways.rules.told import Told, told

Table = tuple[list[str], list[Sequence[object]]]
_LIMITS = (14, 30, 90)


def steps(shown: CarePage) -> list[dict[str, object]]:
    """The steps of the flow, those that are taken most first, for the table beside the picture."""
    rows = shown.flow["rows"] if shown.flow else []
    return [
        {
            "source": sector_title(row["from"]),
            "target": sector_title(row["to"]),
            "count": told(row["count"]),
            "persons": told(row["persons"]),
            "median_days": told(row["median_days"]),
            "p90_days": told(row["p90_days"]),
        }
        for row in rows
    ]


def table(shown: CarePage, name: str) -> Table:
    """One of TABLES; the flow where the address names none of them."""
    header, rows = TABLES.get(name, TABLES[FLOW])
    return header(), list(rows(shown))


def _flow_header() -> list[str]:
    return [
        pgettext("step", "From"),
        pgettext("step", "To"),
        _("Times"),
        _("Persons"),
        _("Median days"),
        _("Days for 9 of 10"),
    ]


def _flow_rows(shown: CarePage) -> Iterator[Sequence[object]]:
    for row in steps(shown):
        yield [each.cell if isinstance(each, Told) else each for each in row.values()]


def _waits_header() -> list[str]:
    return [
        _("First day"),
        _("Last day"),
        _("Referrals"),
        _("Median days"),
        _("Days for 9 of 10"),
        *(_("Treated within %(n)s days") % {"n": limit} for limit in _LIMITS),
        _("Still waiting"),
        _("Days that units say, the middle"),
        _("Times that units said"),
    ]


def _waits_rows(shown: CarePage) -> Iterator[Sequence[object]]:
    for row in shown.waits:
        yield [
            row.days.since,
            row.days.last,
            row.referrals.cell,
            row.median_days.cell,
            row.p90_days.cell,
            *(each.cell for each in row.within),
            row.still_waiting.cell,
            row.stated,
            row.statements,
        ]


def _breaks_header() -> list[str]:
    return [
        _("How it breaks"),
        pgettext("step", "From"),
        pgettext("step", "To"),
        _("Times"),
        _("Persons"),
    ]


def _breaks_rows(shown: CarePage) -> Iterator[Sequence[object]]:
    for row in shown.breaks:
        target = sector_title(row.target) if row.target else ""
        yield [row.kind.label, sector_title(row.source), target, row.count.cell, row.persons.cell]


def _offer_header() -> list[str]:
    return [
        _("Intervention"),
        _("Units that offer it"),
        _("Offered since"),
        _("Last checked"),
        _("Shortest wait that units say"),
        _("As of"),
        _("Contacts"),
        _("Persons"),
        _("Median days waited"),
        _("What contradicts"),
    ]


def _offer_rows(shown: CarePage) -> Iterator[Sequence[object]]:
    for row in shown.rows:
        yield [
            row.intervention.name,
            row.units,
            row.since,
            row.verified_on,
            row.stated[0].waiting_days if row.stated else None,
            row.stated_on,
            row.given.contacts.cell,
            row.given.persons.cell,
            row.given.median_days.cell,
            "; ".join(str(each.label) for each in row.contradictions),
        ]


FLOW = "floden"
TABLES: dict[
    str,
    tuple[Callable[[], list[str]], Callable[[CarePage], Iterator[Sequence[object]]]],
] = {
    FLOW: (_flow_header, _flow_rows),
    "utbud": (_offer_header, _offer_rows),
    "vantan": (_waits_header, _waits_rows),
    "brott": (_breaks_header, _breaks_rows),
}
