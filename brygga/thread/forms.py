"""What people write in this room: the process leader's own words."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from brygga.followup.enums import TextSection

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LONGEST = 10_000


class OwnWords(forms.CharField):
    """Plain text of some paragraphs. A browser's line ends are made the same as a file's."""

    def __init__(self, section: TextSection, help_text: "_StrPromise") -> None:
        super().__init__(
            label=section.label,
            help_text=help_text,
            required=False,
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 7}),
        )

    def to_python(self, value: object) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class ReportTextForm(forms.Form):
    """One text for each section, by the section's name; an empty one takes the text away."""

    introduction = OwnWords(
        TextSection.INTRODUCTION, _("First in the follow-up, under the short sentences.")
    )
    focus = OwnWords(TextSection.FOCUS, _("What the visits told about the focus of the year."))
    differences = OwnWords(
        TextSection.DIFFERENCES,
        _("What the differences are about, and how they are taken further."),
    )
    ahead = OwnWords(
        TextSection.AHEAD, _("Last in the follow-up. Left empty, the section is not there.")
    )
