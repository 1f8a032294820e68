"""What goes in and out, field by field; the OpenAPI description is made from it."""

import re
from datetime import datetime
from typing import Annotated, Literal

from django.core.exceptions import ValidationError as NotAnAddress
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema
from pydantic import AfterValidator, WithJsonSchema

from brygga.api.queries import place_named, principal_named
from brygga.people.enums import Profession

NOT_TEXT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
"""Control characters, and halves of characters that no database takes."""


def _line(text: str) -> str:
    if NOT_TEXT.search(text) or not text.strip():
        raise ValueError
    return text.strip()


def _email(text: str) -> str:
    try:
        validate_email(_line(text))
    except NotAnAddress:
        raise ValueError from None
    return text.strip()


def _place(text: str) -> str:
    if place_named(text) is None:
        raise ValueError
    return text


def _principal(text: str) -> str:
    if principal_named(text) is None:
        raise ValueError
    return text


def _profession(text: str) -> str:
    return Profession(text).value


Line = Annotated[str, Field(min_length=1, max_length=120), AfterValidator(_line)]
Email = Annotated[
    str,
    Field(max_length=254),
    AfterValidator(_email),
    WithJsonSchema({"type": "string", "format": "email", "maxLength": 254}),
]
Word = Annotated[str, Field(max_length=50, pattern="^[a-z0-9-]{1,50}$")]


class Wanted(Schema):
    """Who is to be registered."""

    name: Line = Field(description="The person's own name.")
    email: Email = Field(description="Letters go there; one person is one address.")
    place: Annotated[Word, AfterValidator(_place)] = Field(
        description="SCB's code of the workplace's municipality or county, or the place's slug."
    )
    principal: Annotated[Word, AfterValidator(_principal)] | None = Field(
        description="The slug of the authority or provider one works for; null for none."
    )
    profession: Annotated[
        str,
        AfterValidator(_profession),
        WithJsonSchema({"type": "string", "enum": list(Profession.values)}),
    ] = Field(description="One of the professions that Brygga knows.")


EXPECTED: dict[str, Promise] = {
    "name": _("a name of at most 120 characters"),
    "email": _("an e-mail address, such as anna.ek@taby.example"),
    "place": _("the code or slug of a place, such as 0160"),
    "principal": _("the slug of a principal, such as kommun-0160, or null"),
    "profession": _("one of: %(words)s"),
}
WORDS = {"words": ", ".join(Profession.values)}


class Made(Schema):
    """A registration that has been made. `position` is one's place in the queue, from 1."""

    id: int
    status: Literal["seated", "waiting"]
    position: int | None
    manage_url: str


class Standing(Schema):
    """A round as it is now. An offer of a seat holds it, so `seated` counts it."""

    capacity: int | None
    seated: int
    waiting: int
    opens_at: datetime | None
    closes_at: datetime | None


class Wrong(Schema):
    """What is wrong, and what to do."""

    detail: str


class WrongField(Schema):
    field: str
    expected: str


class WrongFields(Wrong):
    """`fields` is there where the body is to blame."""

    fields: list[WrongField] = []
