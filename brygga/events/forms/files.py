"""A file that somebody gives us to lie beside a gathering."""

from typing import TYPE_CHECKING, cast
from zipfile import BadZipFile, ZipFile

from django import forms
from django.utils.translation import gettext_lazy as _

from brygga.events.rules.files import HEAD, is_packed, refuse_file, refuse_parts
from brygga.kernel.refusal import Refusal

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class FileForm(forms.Form):
    """Something to read or show."""

    title = forms.CharField(label=_("Title"), max_length=160)
    file = forms.FileField(
        label=_("File"),
        max_length=200,
        allow_empty_file=True,  # our own rule says it in words
        help_text=_("PDF, Office or OpenDocument, or a picture; at most 10 MB."),
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        given: UploadedFile[bytes] = self.cleaned_data["file"]
        refusal = refuse_contents(given)
        if refusal is not None:
            raise forms.ValidationError(str(refusal.reason))
        return given


def refuse_contents(given: "UploadedFile[bytes]") -> Refusal | None:
    """Why the file is not taken: what it is called, how large it is, what it holds."""
    name = given.name or ""
    head = given.read(HEAD)
    given.seek(0)
    refusal = refuse_file(name, size=given.size or 0, head=head)
    if refusal is not None or not is_packed(name):
        return refusal
    try:
        with ZipFile(cast("str", given.file)) as archive:
            parts = archive.namelist()
    except (BadZipFile, ValueError, OSError):
        parts = []
    given.seek(0)
    return refuse_parts(name, parts)
