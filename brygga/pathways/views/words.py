"""Periods and answers in words."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from brygga.pathways.queries.prepared import Prepared
from brygga.pathways.rules.naming import sector_name
from brygga.pathways.rules.periods import Days, is_half_year

_JANUARY = 1


def period_words(days: Days) -> str:
    """2010, first half of 2010, or from and to."""
    if (days.since.month, days.since.day) == (1, 1) and days.until == _year_after(days):
        return str(days.since.year)
    if is_half_year(days.since, days.until):
        words = _("first half of %(year)s") if _is_first(days) else _("second half of %(year)s")
        return words % {"year": days.since.year}
    return _("%(first)s to %(last)s") % {
        "first": date_format(days.since, "j F Y"),
        "last": date_format(days.last, "j F Y"),
    }


def short_period(days: Days) -> str:
    """As there is room for below a picture: 2010, or 2010:1 for its first half."""
    if not is_half_year(days.since, days.until):
        return str(days.since.year)
    return f"{days.since.year}:{1 if _is_first(days) else 2}"


def _is_first(days: Days) -> bool:
    return days.since.month == _JANUARY


def _year_after(days: Days) -> object:
    return days.since.replace(year=days.since.year + 1)


def sectors_words(known: Prepared) -> str:
    """Whose contacts they are: the sectors that delivered."""
    names = sorted({sector_name(each) for each in known.sectors})
    *most, last = names or [""]
    return _(" and ").join([", ".join(most), last]) if most else last
