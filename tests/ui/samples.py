"""Three pages as the sketches draw them, and one with all the rest, made of components only.

The answers are invented; which consultations took part in 2010 is taken from newsletter 2/2010.
"""

import random
from dataclasses import dataclass
from pathlib import Path

from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from brygga.access.actor import Actor
from brygga.kernel.refusal import Refusal
from brygga.ui.maps import Shape, county_map

PLACES = {
    "Danderyd": "0162",
    "Ekerö": "0125",
    "Haninge": "0136",
    "Huddinge": "0126",
    "Järfälla": "0123",
    "Lidingö": "0186",
    "Nacka": "0182",
    "Norrtälje": "0188",
    "Salem": "0128",
    "Täby": "0160",
    "Bromma sdf": "",
    "Östermalm sdf": "",
    "Enheten för hemlösa": "",
}
COLUMNS = (
    ("3", "Barnen ses tidigt"),
    ("S1", "Lokalt samråd finns"),
    ("S2", "Rutiner för samverkan"),
    ("R1", "AUDIT erbjuds"),
    ("R3", "DUDIT erbjuds"),
    ("R5", "ASI i utredning"),
    ("R19", "Återfallsprevention"),
    ("R23", "CRA"),
)
LEVELS = ("l0", "l1", "l2", "l3", "l4", "unknown", None)
ANSWERS = (
    ("0", "Ej påbörjat"),
    ("1", "Planerat"),
    ("2", "Delvis"),
    ("3", "På plats"),
    ("4", "På plats, följs upp"),
    ("unknown", "Vet ej"),
)
INVENTED = "Svaren på den här sidan är påhittade för att prova systemet."
DIFFERING = (
    "Ni svarar olika. Svara klart var för sig; samrådet enas om ett gemensamt svar den 12 oktober. "
    "Båda svaren sparas."
)


@dataclass(frozen=True)
class Cell:
    level: str | None
    url: str = "#"
    differs: bool = False
    words: str = ""


class AnswerForm(forms.Form):
    level = forms.ChoiceField(
        label="Socialtjänsten (Täby kommun)", choices=ANSWERS, widget=forms.RadioSelect
    )
    evidence = forms.CharField(
        label="Vad visar det?",
        help_text="Rutin, dokument eller beslut",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )


class EveryField(forms.Form):
    name = forms.CharField(label="Namn", help_text="Som det står i överenskommelsen")
    signed_on = forms.DateField(label="Undertecknad", required=False)
    starts_at = forms.DateTimeField(label="Börjar", required=False)
    county = forms.ChoiceField(label="Län", choices=[("1", "Stockholm"), ("19", "Västmanland")])
    themes = forms.MultipleChoiceField(
        label="Teman",
        choices=[("barn", "Barn"), ("vald", "Våld")],
        widget=forms.CheckboxSelectMultiple,
    )
    agreed = forms.BooleanField(label="Vi är överens", help_text="Båda huvudmännen har sagt ja")
    period = forms.SplitDateTimeField(label="Möte", required=False)
    paper = forms.FileField(label="Dokument", required=False)
    secret = forms.CharField(widget=forms.HiddenInput)


def render(name: str) -> str:
    """One sample as a whole page, for somebody who is signed in."""
    request = RequestFactory().get(f"/prov/{name}")
    request.actor = Actor(user_id=1)
    crumbs = [("Läget", "#"), ("Stockholms län", None)]
    context = {"invented": INVENTED, "crumbs": crumbs, "waiting": 3} | SAMPLES[name]()
    source = (Path(__file__).with_name("pages") / f"{name}.html").read_text("utf-8")
    return engines["django"].from_string(source).render(context, request)


def county() -> dict[str, object]:
    dice = random.Random(4)  # noqa: S311 -- the same invented answers every time
    columns = [{"code": code, "name": name, "focus": code == "3"} for code, name in COLUMNS]
    rows = [
        {
            "name": place,
            "url": "#",
            "note": dice.choice(["+1", "−1", "±0", "ny"]),
            "cells": [Cell(dice.choice(LEVELS), differs=dice.random() < 0.12) for _ in COLUMNS],
        }
        for place in PLACES
    ]
    shapes = [
        Shape(code, f"{place}: nivå", "#", dice.choice(LEVELS) or "none")
        for place, code in PLACES.items()
        if code
    ]
    numbers = [
        {"kind": "Störst glapp", "number": "18 av 24", "text": "har inte påbörjat riktlinje 3"},
        {
            "kind": "Olika svar",
            "number": "11",
            "text": "svar där socialtjänst och vård inte är överens:",
            "url": "#",
            "action": "ta upp på samråd",
        },
        {"kind": "Tråden brister", "number": "7", "text": "har utbildat men använder inte AUDIT"},
    ]
    drawn = county_map("01", shapes, label="Karta över länet")
    return {"columns": columns, "rows": rows, "numbers": numbers, "map": drawn}


def thread() -> dict[str, object]:
    links = [
        {
            "state": "contradicts",
            "kind": "Kartläggning",
            "title": "Planerat (socialtjänst) och ej påbörjat (beroendevård)",
            "meta": "Svar 14 och 21 september 2010.",
            "url": "#",
            "action": "Läs båda svaren",
            "signal": "Huvudmännen svarar olika. Samrådet tar upp frågan den 12 oktober.",
        },
        {
            "state": "present",
            "kind": "Prioritering",
            "title": "Prioriterad för 2010 av lokala samrådet",
            "meta": "Beslut 3, mötet 26 augusti 2010",
        },
        {
            "state": "missing",
            "kind": "Erbjuds",
            "title": "Ingen uppgift om föräldrastöd i kommunen",
            "meta": "Senast bekräftat: aldrig",
            "signal": "Tråden brister här.",
            "signal_url": "#",
            "signal_action": "Fyll i vem som erbjuder föräldrastöd",
        },
        {
            "state": "not_built",
            "kind": "Genomfört och resultat",
            "title": "Inga uppgifter ännu",
            "meta": "Kommer när insatser följs upp",
        },
        {"state": "not_built", "kind": "Nästa års fokus", "title": "Inte beslutat"},
    ]
    years = [
        {"year": year, "level": level, "url": "#"}
        for year, level in ((2007, None), (2008, 0), (2009, 3), (2010, 4))
    ]
    return {"links": links, "years": years}


def answer() -> dict[str, object]:
    form = AnswerForm(initial={"level": "1", "evidence": "Förslag till rutin, 2010-09-02"})
    return {"form": form, "choices": ANSWERS, "at": None, "differing": DIFFERING}


def rest() -> dict[str, object]:
    return {
        "kinds": ["info", "success", "warning", "error"],
        "refusal": Refusal("Alla parter har inte sagt ja: Täby kommun saknas."),
        "filters": EveryField(prefix="filter"),
        "places": list(PLACES)[:4],
        "page": Paginator(list(PLACES), 4).page(2),
        "form": EveryField({"name": "", "secret": "1"}),
    }


SAMPLES = {"county": county, "thread": thread, "answer": answer, "rest": rest}
