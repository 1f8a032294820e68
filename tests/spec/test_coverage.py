"""What coverage means, example by example; the examples are the paper in docs."""

from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from brygga.competence.queries.coverage import Material, Workplace, coverage_on
from brygga.competence.rules.coverage import Staffing, Training, is_trained
from brygga.competence.rules.coverage_words import number_words, share_words
from brygga.people.models import Place
from tests.house.source import ROOT
from tests.spec.examples import examples

SPEC = Path(__file__).with_name("coverage.md")
PAPER = ROOT / "docs" / "coverage.md"
DAY = date(2010, 12, 31)
COURSE, COUNTY = 1, "00/01/"
FOUND = examples(SPEC)


@pytest.mark.parametrize("example", FOUND, ids=[each.title for each in FOUND])
def test_what_is_given_gives_what_is_published(example):
    about_people = "person" in example.given[0]
    with translation.override("en"):
        made = counted(example.given) if about_people else published(example.given)
    assert made == example.follows


def test_the_paper_is_the_examples():
    """`cp tests/spec/coverage.md docs/coverage.md` after a change."""
    assert PAPER.read_text(encoding="utf-8") == SPEC.read_text(encoding="utf-8")


def day_of(text):
    return date.fromisoformat(text) if text else None


def counted(rows):
    return [
        {"person": row["person"], "counts": "yes" if is_trained(training(row), DAY) else "no"}
        for row in rows
    ]


def training(row, person=0, post=("unit", "nurse"), issued="2010-11-25"):
    return Training(
        person=person,
        course=COURSE,
        post=post,
        sector="",
        issued_on=day_of(row.get("issued on", issued)),
        valid_to=day_of(row.get("valid to", "")),
        revoked_on=day_of(row.get("revoked on", "")),
        left_on=day_of(row.get("left on", "")),
    )


def material(rows):
    """The table as if it had been read: a county, its places, and a unit a row."""
    places = {COUNTY: Place(code="01", kind="county", name="Länet", path=COUNTY)}
    workplaces, trainings, staffings = {}, [], []
    for number, row in enumerate(rows):
        code = row["place"].lower()
        path = f"{COUNTY}{code}/"
        places[path] = Place(code=code, kind="municipality", name=row["place"], path=path)
        post = (f"unit {number}", "nurse")
        workplaces[post[0]] = Workplace(
            post[0], row["unit"], path, row["principal"], row["principal"], "social_services"
        )
        people = range(1000 * number, 1000 * number + int(row["trained"]))
        trainings += [training(row, person, post) for person in people]
        if row["in post"] != "?":
            staffings.append(Staffing(post, "", date(2010, 9, 1), int(row["in post"]), "HR"))
    audiences = {COURSE: frozenset()}
    return Material(places, workplaces, audiences, tuple(trainings), tuple(staffings))


def published(rows):
    """Everything that somebody outside may read, from the county down."""
    found = coverage_on(material(rows), DAY)

    def lines(key):
        figure = found.told(key, inside=False)
        yield {
            "who": figure.node.name,
            "trained": number_words(figure.trained, kept="part" in figure.kept),
            "in post": number_words(figure.heads, kept="whole" in figure.kept),
            "share": share_words(figure),
        }
        for below in sorted(found.below(key), key=lambda each: found.nodes[each].name):
            yield from lines(below)

    return list(lines("place 01"))
