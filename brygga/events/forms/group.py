"""A group to register, pasted or as a file."""

import hashlib
import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING, BinaryIO, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brygga import clock
from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.events.actions.groups import Numbered
from brygga.events.actions.registering import Person
from brygga.events.queries.directory import Directory, directory, nearest
from brygga.events.rules.pasted import (
    LONGEST,
    MOST_LETTERS,
    sheet_of,
    text_of_rows,
)
from brygga.events.workbook import MOST_BYTES, Unreadable, rows_of
from brygga.kernel.faults import Fault, Faulty
from brygga.kernel.pasted import Row, Sheet
from brygga.people.models import Place, Principal, Unit

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.utils.datastructures import MultiValueDict

LONGEST_NAME = 120


class GroupForm(forms.Form):
    """The rows as text; a file becomes text, so that it can be looked at and put right."""

    text = forms.CharField(
        label=gettext_lazy("One row for each person"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "class": "rows-pasted"}),
        help_text=gettext_lazy(
            "Name, e-mail, place, principal, unit, profession – copied from a spreadsheet, with or "
            "without a heading row."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("CSV or XLSX, at most 2 MB. It is put into the box above."),
    )
    key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
    ) -> None:
        super().__init__(data, files, initial={"key": secrets.token_urlsafe(18)})

    def clean(self) -> None:
        super().clean()
        given = self.cleaned_data.get("file")
        if given:
            self._take(given)
        text = self.cleaned_data.get("text", "")
        if not self.errors and not text.strip():
            self.add_error("text", _("Paste the rows, or choose a file."))
        if len(text) > MOST_LETTERS:
            self.add_error(
                "text", _("The text is too long. Register at most 200 people at a time.")
            )

    def _take(self, given: "UploadedFile[bytes]") -> None:
        try:
            text = text_of(given)
        except Unreadable as why:
            self.add_error("file", str(why))
            return
        self.cleaned_data["text"] = text
        # What comes back to be put right is the text; a file cannot be shown again.
        self.data = {**self.data.dict(), "text": text} if isinstance(self.data, QueryDict) else {}

    @property
    def pasted(self) -> str:
        return str(self.cleaned_data["text"])

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.pasted.encode()).hexdigest()


def text_of(given: "UploadedFile[bytes]") -> str:
    """The rows of a file as text; raises Unreadable."""
    if (given.size or 0) > MOST_BYTES:
        raise Unreadable(_("The file is larger than 2 MB. Copy the rows and paste them instead."))
    head = given.read(4)
    given.seek(0)
    if head.startswith(b"PK"):
        return text_of_rows(rows_of(cast("BinaryIO", given)))
    written: bytes = given.read()
    if b"\x00" in written:
        raise Unreadable(_("The file is neither CSV nor XLSX. Copy the rows and paste them."))
    try:
        return written.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What a Swedish spreadsheet on Windows saves as CSV when nobody asks it otherwise.
        return written.decode("cp1252", errors="replace")


def people_in(text: str, actor: Actor) -> list[Numbered]:
    """The people of the rows; raises Faulty with everything that is wrong with them."""
    sheet = sheet_of(text)
    reading = _Reading(sheet, directory(actor, clock.today()), actor)
    found = [reading.person(row) for row in sheet.rows] if sheet.positions else []
    faults = [*sheet.faults, *reading.faults]
    if faults:
        raise Faulty(sorted(faults))
    return [each for each in found if each is not None]


class _Reading:
    """One sheet while its rows become people."""

    def __init__(self, sheet: Sheet, known: Directory, actor: Actor) -> None:
        self.sheet, self.known, self.actor = sheet, known, actor
        self.faults: list[Fault] = []

    def _wrong(self, row: Row, column: str, message: str) -> None:
        self.faults.append(self.sheet.fault(row.line, column, message))

    def person(self, row: Row) -> Numbered | None:
        before = len(self.faults)
        name, email = self._name(row), self._email(row)
        profession, place = self._profession(row), self._place(row)
        principal = self._principal(row, place) if place else None
        unit = self._unit(row, place) if place else None
        if len(self.faults) > before or place is None:
            return None
        principal = principal or (unit.principal if unit else None)
        who = Person(email, name, place, profession, principal, unit)
        return Numbered(row.line, self.sheet.positions.get("email", 0), who)

    def _name(self, row: Row) -> str:
        name = row.cell("name")
        if not name:
            self._wrong(row, "name", _("The name is missing."))
        elif len(name) > LONGEST_NAME:
            self._wrong(row, "name", _("The name is longer than 120 letters."))
        return name

    def _email(self, row: Row) -> str:
        email = row.cell("email").removeprefix("mailto:")
        try:
            validate_email(email)
        except ValidationError:
            words = _("“%(said)s” is no e-mail address.") if email else _("The e-mail is missing.")
            self._wrong(row, "email", words % {"said": email[:60]} if email else words)
        if len(email) > LONGEST:
            self._wrong(row, "email", _("The address is too long."))
        return email.lower()

    def _profession(self, row: Row) -> str:
        said = row.cell("profession")
        if not said:
            self._wrong(row, "profession", _("The profession is missing."))
            return ""
        found = self.known.profession(said)
        if found is None:
            self._wrong(row, "profession", _unknown(said, self.known.professions))
        return found or ""

    def _place(self, row: Row) -> Place | None:
        said = row.cell("place")
        if not said and self.known.own is None:
            self._wrong(row, "place", _("The place is missing."))
            return None
        found = self.known.place(said) if said else self.known.own
        if found is None:
            self._wrong(row, "place", _unknown(said, self.known.places))
        elif not self.actor.may(Capability.REGISTRATION_EDIT, found.path):
            words = _("You may not register people from %(place)s. Ask their coordinator.")
            self._wrong(row, "place", words % {"place": found.name})
            return None
        return found

    def _principal(self, row: Row, place: Place) -> Principal | None:
        said = row.cell("principal")
        found = self.known.principal(said, place) if said else None
        if said and found is None:
            self._wrong(row, "principal", _unknown(said, self.known.principals))
        return found

    def _unit(self, row: Row, place: Place) -> Unit | None:
        said = row.cell("unit")
        found = self.known.unit(said, place) if said else None
        if said and found is None:
            hint = _unknown(said, self.known.units)
            self._wrong(row, "unit", hint + " " + _("A unit that is not known is left empty."))
        return found


def _unknown(said: str, known: Mapping[str, object]) -> str:
    meant = nearest(said, known)
    if meant:
        words = _("“%(said)s” is not known. Is it “%(meant)s”?")
        return words % {"said": said[:60], "meant": meant}
    return _("“%(said)s” is not known.") % {"said": said[:60]}
