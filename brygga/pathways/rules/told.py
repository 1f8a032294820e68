"""Numbers of an answer, each known, unknown, or kept back so that few persons are not revealed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

_WHOLE_FROM = 10


@dataclass(frozen=True, slots=True)
class Told:
    """`value` is None where it is unknown, and where it is kept back."""

    value: float | None
    is_kept: bool = False

    @property
    def is_known(self) -> bool:
        return self.value is not None

    @property
    def text(self) -> str:
        """A count as readers see it."""
        return self._text("" if self.value is None else number_format(round(self.value)))

    @property
    def days(self) -> str:
        """Whole days from ten, else one decimal where there is one."""
        if self.value is None:
            return self._text("")
        places = 0 if self.value >= _WHOLE_FROM or self.value == int(self.value) else 1
        return number_format(self.value, decimal_pos=places)

    @property
    def percent(self) -> str:
        """Of a share of one."""
        if self.value is None:
            return self._text("")
        return _("%(n)s %%") % {"n": number_format(round(self.value * 100))}

    @property
    def cell(self) -> object:
        """As it stands in a file."""
        return self._text("") or self.value

    def _text(self, known: str) -> str:
        return pgettext("number", "not shown") if self.is_kept else known or ""


UNKNOWN = Told(None)


def told(value: Any) -> Told:  # noqa: ANN401 -- a number of an answer, or what stands for one
    """From the answer's own form."""
    return Told(None, is_kept=True) if isinstance(value, Mapping) else Told(value)
