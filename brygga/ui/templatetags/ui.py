"""Tags that pages are built with: fields, levels, dates, navigation and the other language."""

import copy
from collections.abc import Sequence
from datetime import date, datetime

from django import template
from django.forms import (
    BoundField,
    CheckboxInput,
    DateInput,
    DateTimeInput,
    FileInput,
    RadioSelect,
    TimeInput,
)
from django.forms.boundfield import BoundWidget
from django.forms.widgets import DateTimeBaseInput, Widget
from django.template import Context
from django.urls import NoReverseMatch, resolve, reverse, translate_url
from django.urls.exceptions import Resolver404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import pgettext_lazy

from brygga.ui import balls

register = template.Library()

TONES = ("l0", "l1", "l2", "l3", "l4", "unknown", "none")
WORDS = {
    "l0": pgettext_lazy("level", "Not begun"),
    "l1": pgettext_lazy("level", "Planned"),
    "l2": pgettext_lazy("level", "Partly"),
    "l3": pgettext_lazy("level", "In place"),
    "l4": pgettext_lazy("level", "In place, followed up"),
    "unknown": pgettext_lazy("level", "Don't know"),
    "none": pgettext_lazy("level", "No answer"),
}
# A level may be given by the word it is kept under as well.
ALIASES = {
    "not_begun": "l0",
    "planned": "l1",
    "partly": "l2",
    "in_place": "l3",
    "followed_up": "l4",
    "dont_know": "unknown",
}
# The browser's own calendar and clock, which want ISO 8601 whatever the language.
ISO_INPUTS: dict[type[DateTimeBaseInput], tuple[str, str]] = {
    DateInput: ("date", "%Y-%m-%d"),
    DateTimeInput: ("datetime-local", "%Y-%m-%dT%H:%M"),
    TimeInput: ("time", "%H:%M"),
}


@register.filter
def tone(level: object) -> str:
    """The tone of a level given as 0 to 4, "l0" to "l4", "unknown", a word, or nothing at all."""
    if level is None or level == "":
        return "none"
    text = str(level)
    name = f"l{text}" if text in {"0", "1", "2", "3", "4"} else ALIASES.get(text, text)
    if name not in TONES:
        raise ValueError(f"{text!r} is not a level")
    return name


@register.filter
def level_words(level: object) -> str:
    return str(WORDS[tone(level)])


@register.simple_tag
def ball(level: object) -> str:
    """The Harvey ball alone: for the eye only, so put words or a title beside it."""
    name = tone(level)
    if name == "none":
        return ""
    return balls.ball(None if name == "unknown" else int(name[1]))


@register.inclusion_tag("ui/components/level.html")
def level(level: object, words: object = "") -> dict[str, object]:
    """Ball and words; `words` where a questionnaire has its own."""
    return {"tone": tone(level), "words": words or level_words(level)}


@register.filter
def beside(cells: Sequence[object], columns: Sequence[object]) -> list[tuple[object, object]]:
    """Each cell of a row with its column; ValueError when a row has too few or too many."""
    return list(zip(cells, columns, strict=True))


@register.simple_tag
def tones() -> list[str]:
    return list(TONES)


@register.filter
def sv_date(value: date | datetime | None) -> str:
    """12 oktober 2010 in Swedish, 12 October 2010 in English."""
    if value is None:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return date_format(value, "j F Y")


@register.filter
def full_stop(text: str) -> str:
    """A sentence from data, with the full stop it may lack."""
    return text if not text or text[-1] in ".!?…" else f"{text}."


@register.inclusion_tag("ui/components/field.html")
def field(bound: BoundField, *, balls: bool = False, quiet: bool = False) -> dict[str, object]:
    """One field with its label, help and errors, whatever its widget.

    `balls` draws each choice's level; `quiet` does not say which fields are optional (filters).
    """
    widget = bound.field.widget
    choices = isinstance(widget, RadioSelect)
    tick = isinstance(widget, CheckboxInput)
    return {
        "field": bound,
        "kind": "choices" if choices else "tick" if tick else "group" if _many(bound) else "plain",
        "balls": balls,
        "optional": not (quiet or tick or bound.field.required),
        "described_by": _described_by(bound),
        "options": [_option(option) for option in bound.subwidgets] if choices else [],
        "widget": "" if choices else _widget(bound),
    }


def _many(bound: BoundField) -> bool:
    # A file that can be cleared calls itself a group, but is drawn as one control.
    return bound.use_fieldset and not isinstance(bound.field.widget, FileInput)


def _option(option: BoundWidget) -> dict[str, object]:
    option.data["attrs"]["class"] = "ds-input"
    return {"tag": option.tag(), "label": option.choice_label, "value": option.data["value"]}


def _widget(bound: BoundField) -> str:
    widget = copy.deepcopy(bound.field.widget)
    for part in (widget, *getattr(widget, "widgets", ())):
        _ask_in_iso(part)
    names = ["ds-input", widget.attrs.get("class", "")]
    attrs: dict[str, str | bool] = {"class": " ".join(filter(None, names))}
    if _many(bound):
        # Its parts have no labels of their own.
        attrs["aria-label"] = str(bound.label)
    elif described := _described_by(bound):
        attrs["aria-describedby"] = described
    return bound.as_widget(widget=widget, attrs=attrs)


def _ask_in_iso(widget: Widget) -> None:
    for base, (kind, written) in ISO_INPUTS.items():
        if isinstance(widget, base) and widget.input_type == "text":
            widget.input_type, widget.format = kind, written


def _described_by(bound: BoundField) -> str:
    parts = [str(bound.field.widget.attrs.get("aria-describedby", ""))]
    parts += [f"{bound.auto_id}_helptext"] if bound.help_text else []
    parts += [f"{bound.auto_id}_error"] if bound.errors else []
    return " ".join(filter(None, parts))


@register.filter
def first_id(bound: BoundField) -> str:
    """Where a link to this field's error leads: the control, or the first of a group."""
    if isinstance(bound.field.widget, RadioSelect) and bound.subwidgets:
        return bound.subwidgets[0].id_for_label or bound.auto_id
    return bound.id_for_label or bound.auto_id


@register.inclusion_tag("ui/components/nav_link.html", takes_context=True)
def nav_link(context: Context, view_name: str, words: str) -> dict[str, object]:
    """A link in the header; nothing at all where the room is not built yet."""
    try:
        url = reverse(view_name)
    except NoReverseMatch:
        return {"url": ""}
    here = getattr(context.get("request"), "resolver_match", None)
    current = ""
    if here is not None:
        same_room = here.namespace == view_name.partition(":")[0]
        current = "page" if here.view_name == view_name else "true" if same_room else ""
    return {"url": url, "words": words, "current": current}


@register.simple_tag(takes_context=True)
def same_page_in(context: Context, language: str) -> str:
    """This page's address in another language; the start page's where it has none there."""
    request = context.get("request")
    if request is None:
        return translate_url("/", language)
    try:
        resolve(request.path_info)
    except Resolver404:
        return translate_url("/", language)
    return translate_url(request.get_full_path(), language)
