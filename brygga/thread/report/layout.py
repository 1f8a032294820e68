"""The report as sections, sentences and tables: what HTML, PDF and CSV draw, each in its way."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from brygga.followup.enums import QuestionKind, TextSection
from brygga.thread.report import tables
from brygga.thread.report.cells import Table
from brygga.thread.report.parts import Report


@dataclass(frozen=True, slots=True)
class Section:
    """One section; `picture` is "situation" where map and matrix stand."""

    key: str
    title: str
    sentences: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    picture: str = ""
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.sentences or self.own or self.tables or self.picture or self.notes)


def title_of(report: Report) -> str:
    return _("Follow-up %(year)s: %(place)s") % {"year": report.year, "place": report.place.name}


def summary_of(report: Report) -> Section:
    """What stands first: the sentences that matter most, then the process leader's own words."""
    return Section(
        "summary",
        _("In short"),
        tuple(sentence.text for sentence in report.sentences if sentence.is_key),
        _own(report, TextSection.INTRODUCTION),
    )


def sections_of(report: Report) -> tuple[Section, ...]:
    """Every section that has something to say, in order."""
    found = (*_standing(report), *_acting(report), *_learning(report), *_closing(report))
    return tuple(section for section in found if not section.is_empty)


def _standing(report: Report) -> Iterable[Section]:
    yield Section(
        "answers",
        _("Taking part and answering"),
        _rest(report, "participation", "answers"),
        tables=_shown(tables.completeness(report), tables.counties(report)),
    )
    yield Section(
        "levels",
        _("How far each provision has come"),
        _rest(report, "levels"),
        tables=_levels(report, "levels", QuestionKind.PROVISION),
    )
    picture = "" if report.is_single or not report.grid.rows else "situation"
    yield Section("situation", _("Map and matrix"), picture=picture)
    yield Section(
        "focus",
        _("The focus of the year"),
        _rest(report, "focus"),
        _own(report, TextSection.FOCUS),
        _levels(report, "focus", QuestionKind.FOCUS),
    )
    asked = _levels(report, "structure", QuestionKind.STRUCTURE, QuestionKind.ROUTINE)
    yield Section("structure", _("Structure and routines"), tables=asked)


def _levels(report: Report, key: str, *kinds: QuestionKind) -> tuple[Table, ...]:
    first = pgettext("report", "Question")
    if QuestionKind.PROVISION in kinds:
        first = pgettext("report", "Provision")
    return _shown(tables.levels(report, report.of_kind(*kinds), key, first))


def _acting(report: Report) -> Iterable[Section]:
    yield Section(
        "differences",
        _("Where the principals answer differently"),
        _rest(report, "differences"),
        _own(report, TextSection.DIFFERENCES),
        _shown(tables.differences(report)),
    )
    yield Section(
        "gaps", _("Largest gaps"), _rest(report, "gaps"), tables=_shown(tables.gaps(report))
    )
    yield Section(
        "priorities",
        _("Decided priorities"),
        _rest(report, "priorities"),
        tables=_shown(tables.priorities(report)),
    )
    yield Section(
        "activities",
        pgettext("report", "Activities"),
        _rest(report, "activities"),
        tables=_shown(tables.activity_counts(report), tables.activities(report)),
    )


def _learning(report: Report) -> Iterable[Section]:
    yield Section(
        "competence",
        pgettext("report", "Competence"),
        _rest(report, "competence"),
        tables=_shown(tables.competence(report)),
    )
    yield Section(
        "offered",
        pgettext("report", "What people are offered"),
        _rest(report, "offered"),
        tables=_shown(tables.offered(report)),
    )


def _closing(report: Report) -> Iterable[Section]:
    yield Section("ahead", _("What we do next"), own=_own(report, TextSection.AHEAD))
    yield Section("participants", _("Who takes part"), tables=_shown(tables.participants(report)))
    yield Section("about", _("About the numbers"), notes=_notes(report))


def _notes(report: Report) -> tuple[str, ...]:
    day = date_format(report.on, "j F Y")
    return (*_about_answers(day), *_about_competence(report, day), *_about_offers(report, day))


def _about_competence(report: Report, day: str) -> tuple[str, ...]:
    if not report.competence:
        return ()
    return (
        _("Trained are those in post with a certificate that stands on %(day)s; staff is the latest"
          " count before it. Staff that nobody has counted is unknown.") % {"day": day},
        _("Numbers under five persons, and others that would give them away, are not shown."),
    )  # fmt: skip


def _about_offers(report: Report, day: str) -> tuple[str, ...]:
    if not report.offered:
        return ()
    return (
        _("Offered is what some unit gave to all people of a place on %(day)s, as far as is"
          " known. What nobody had said was true for a year is not counted as checked.")
        % {"day": day},
    )  # fmt: skip


def _about_answers(day: str) -> tuple[str, ...]:
    return (
        _("Only answers that the county has accepted are counted. Where the two sides differ and"
          " nothing is settled, the lower answer counts."),
        _("“Steps” are levels forward or back since the year before, added up over the places"
          " that knew their level both years."),
        _("A gap is what is left to “in place”. “Don't know” counts as the whole way."),
        _("Evidence is old when it had passed the age that the round set, the day it closed."),
        _("Only priorities that are decided and plans that are adopted are shown. Participation"
          " and activities are as on %(day)s.") % {"day": day},
    )  # fmt: skip


def _rest(report: Report, *sections: str) -> tuple[str, ...]:
    """What the summary has not said already."""
    return tuple(
        sentence.text
        for sentence in report.sentences
        if sentence.section in sections and not sentence.is_key
    )


def _own(report: Report, section: TextSection) -> tuple[str, ...]:
    """The process leader's words by paragraph, as plain text."""
    text = report.own_text.get(section, "").replace("\r\n", "\n")
    return tuple(part.strip() for part in text.split("\n\n") if part.strip())


def _shown(*found: Table | None) -> tuple[Table, ...]:
    return tuple(table for table in found if table is not None and table.rows)
