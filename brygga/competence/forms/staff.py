"""How many there are in post: typed in a table, or pasted and loaded in rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brygga import clock
from brygga.competence.actions.staff import StaffFact
from brygga.competence.models import StaffCount
from brygga.competence.rules.staff import (
    day_in,
    full_time_in,
    heads_in,
    staff_sheet,
)
from brygga.events.forms.group import text_of
from brygga.events.workbook import Unreadable
from brygga.kernel.faults import Fault, Faulty
from brygga.kernel.pasted import Row, Sheet, simple
from brygga.people.enums import Profession
from brygga.people.models import Unit

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.utils.datastructures import MultiValueDict

FUTURE = gettext_lazy("The day has not come yet. Write the day they were counted.")
NO_HEADS = gettext_lazy("Write a whole number of persons, such as 12.")
NO_FULL_TIME = gettext_lazy("Write full-time equivalents with at most two decimals, such as 9,5.")


class SourceForm(forms.Form):
    """The day of the count, and who says so."""

    counted_on = forms.DateField(label=gettext_lazy("Counted on"))
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=300,
        help_text=gettext_lazy("Such as the staff system, and who took out the numbers."),
    )

    def clean_counted_on(self) -> date:
        day: date = self.cleaned_data["counted_on"]
        if day > clock.today():
            raise forms.ValidationError(str(FUTURE))
        return day


@dataclass(frozen=True, slots=True)
class Cells:
    """A row of the table: two fields, and what was said the last time."""

    heads: forms.BoundField
    full_time: forms.BoundField
    profession: str
    latest: StaffCount | None

    @property
    def errors(self) -> bool:
        return bool(self.heads.errors or self.full_time.errors)


class StaffForm(SourceForm):
    """One table of units and professions; a row left empty says nothing."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        units: tuple[Unit, ...],
        latest: Mapping[tuple[int, str], StaffCount],
    ) -> None:
        super().__init__(data, initial={"counted_on": clock.today()})
        self.units, self.latest = units, latest
        for unit in units:
            for profession in Profession:
                self._add(unit, profession)

    def _add(self, unit: Unit, profession: Profession) -> None:
        words = f"{unit.name}, {profession.label}"
        for kind, said in (("h", _("persons")), ("f", _("full-time equivalents"))):
            field = forms.CharField(required=False, max_length=12, label=f"{words}: {said}")
            field.widget.attrs |= {"inputmode": "decimal", "size": 6, "autocomplete": "off"}
            self.fields[f"{kind}-{unit.pk}-{profession}"] = field

    @property
    def usual(self) -> Iterator[tuple[Unit, list[Cells]]]:
        """Each unit with the professions that are there; with all where none is known yet."""
        for unit in self.units:
            rows = self._rows(unit)
            yield unit, [row for row in rows if row.latest] or rows

    @property
    def others(self) -> Iterator[tuple[Unit, list[Cells]]]:
        """The professions that a unit has not had before."""
        for unit in self.units:
            rows = self._rows(unit)
            if any(row.latest for row in rows):
                yield unit, [row for row in rows if not row.latest]

    @property
    def has_others(self) -> bool:
        return next(self.others, None) is not None

    @property
    def others_are_wrong(self) -> bool:
        return any(row.errors for _unit, rows in self.others for row in rows)

    def _rows(self, unit: Unit) -> list[Cells]:
        return [self._row(unit, profession) for profession in Profession]

    def _row(self, unit: Unit, profession: Profession) -> Cells:
        return Cells(
            self[f"h-{unit.pk}-{profession}"],
            self[f"f-{unit.pk}-{profession}"],
            str(profession.label),
            self.latest.get((unit.pk, profession)),
        )

    def clean(self) -> None:
        super().clean()
        self.facts: list[StaffFact] = []
        for unit in self.units:
            for profession in Profession:
                self._read(unit, profession)
        if not self.errors and not self.facts:
            self.add_error(None, _("Write at least one number of persons."))

    def _read(self, unit: Unit, profession: str) -> None:
        names = f"h-{unit.pk}-{profession}", f"f-{unit.pk}-{profession}"
        said, part = (self.cleaned_data.get(name, "") for name in names)
        if not said and not part:
            return
        heads, full_time = heads_in(said), full_time_in(part) if part else None
        if heads is None:
            self.add_error(names[0], str(NO_HEADS))
        if part and full_time is None:
            self.add_error(names[1], str(NO_FULL_TIME))
        day, source = self.cleaned_data.get("counted_on"), self.cleaned_data.get("source")
        if heads is not None and day and source:
            self.facts.append(StaffFact(unit, profession, day, heads, full_time, source))


class StaffRowsForm(SourceForm):
    """Rows as text; a file becomes text, so that it can be looked at and put right."""

    text = forms.CharField(
        label=gettext_lazy("One row for each unit and profession"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "class": "rows-pasted"}),
        help_text=gettext_lazy(
            "Unit, profession, persons, full-time equivalents and day – copied from a spreadsheet. "
            "The last two may be left out."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("CSV or XLSX, at most 2 MB. It is put into the box above."),
    )
    prefix = "rader"

    def __init__(
        self,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
    ) -> None:
        super().__init__(data, files, initial={"counted_on": clock.today()})

    def clean(self) -> None:
        super().clean()
        given = self.cleaned_data.get("file")
        if given:
            self._take(given)
        if not self.errors and not self.cleaned_data.get("text", "").strip():
            self.add_error("text", _("Paste the rows, or choose a file."))

    def _take(self, given: "UploadedFile[bytes]") -> None:
        try:
            text = text_of(given)
        except Unreadable as why:
            self.add_error("file", str(why))
            return
        self.cleaned_data["text"] = text
        # What comes back to be put right is the text; a file cannot be shown again.
        data = cast("QueryDict", self.data).copy()
        data[self.add_prefix("text")] = text
        self.data = data

    def facts(self, units: tuple[Unit, ...]) -> list[StaffFact]:
        """The counts of the rows; raises Faulty with everything that is wrong with them."""
        sheet = staff_sheet(self.cleaned_data["text"])
        day, source = self.cleaned_data["counted_on"], self.cleaned_data["source"]
        reading = _Reading(sheet, units, day, source)
        found = [reading.fact(row) for row in sheet.rows]
        faults = [*sheet.faults, *reading.faults]
        if faults:
            raise Faulty(sorted(faults))
        return [each for each in found if each is not None]


class _Reading:
    """One sheet while its rows become counts."""

    def __init__(self, sheet: Sheet, units: tuple[Unit, ...], day: date, source: str) -> None:
        self.sheet, self.day, self.source = sheet, day, source
        self.units = {simple(name): unit for unit in units for name in (unit.slug, unit.name)}
        self.professions = {
            simple(str(name)): each.value for each in Profession for name in (each, each.label)
        }
        self.faults: list[Fault] = []
        self.seen: dict[tuple[int, str, date], int] = {}

    def _wrong(self, row: Row, column: str, message: str) -> None:
        self.faults.append(self.sheet.fault(row.line, column, message))

    def fact(self, row: Row) -> StaffFact | None:
        unit = self._unit(row)
        profession = self._profession(row)
        heads, day = self._heads(row), self._day(row)
        said = row.cell("full_time")
        full_time = full_time_in(said) if said else None
        if said and full_time is None:
            self._wrong(row, "full_time", str(NO_FULL_TIME))
            return None
        if unit is None or not profession or heads is None or day is None:
            return None
        self._note(row, (unit.pk, profession, day))
        return StaffFact(unit, profession, day, heads, full_time, self.source)

    def _note(self, row: Row, key: tuple[int, str, date]) -> None:
        if key in self.seen:
            words = _("The same unit, profession and day stand on row %(row)s as well.")
            self._wrong(row, "unit", words % {"row": self.seen[key]})
        self.seen.setdefault(key, row.line)

    def _unit(self, row: Row) -> Unit | None:
        said = row.cell("unit")
        found = self.units.get(simple(said))
        if found is None:
            words = _("“%(said)s” is no unit of this place. Add it first, or write it as here.")
            self._wrong(
                row, "unit", words % {"said": said[:60]} if said else _("The unit is missing.")
            )
        return found

    def _profession(self, row: Row) -> str:
        said = row.cell("profession")
        found = self.professions.get(simple(said), "")
        if not found:
            words = _("“%(said)s” is no profession here. Choose one of those in the table.")
            missing = _("The profession is missing.")
            self._wrong(row, "profession", words % {"said": said[:60]} if said else missing)
        return found

    def _heads(self, row: Row) -> int | None:
        found = heads_in(row.cell("heads"))
        if found is None:
            self._wrong(row, "heads", str(NO_HEADS))
        return found

    def _day(self, row: Row) -> date | None:
        said = row.cell("counted_on")
        found = day_in(said) if said else self.day
        if found is None:
            self._wrong(row, "counted_on", _("Write the day as 2010-12-31."))
        elif found > clock.today():
            self._wrong(row, "counted_on", str(FUTURE))
            return None
        return found
