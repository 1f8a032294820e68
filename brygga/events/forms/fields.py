"""What several of the room's forms share."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms

ROWS = {"rows": 3}
MANY = {"rows": 10}


def offer(form: forms.Form, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
    """Give a field its choices, which depend on where the form is about."""
    cast("forms.ChoiceField", form.fields[name]).choices = choices


def same(row: object, names: Sequence[str]) -> dict[str, Any]:
    """The first values of fields that are called as the row's own."""
    return {name: getattr(row, name) for name in names}


def kept(cleaned: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: cleaned[name] for name in names}
