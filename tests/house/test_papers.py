"""The papers tell the truth: glossary, decisions, links."""

import inspect
import re

from django.apps import apps
from django.db.models import Choices

from tests.house import source

DOCS = source.ROOT / "docs"
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|#|mailto:)([^)#]+)")


def _glossary() -> set[str]:
    rows = (DOCS / "glossary.md").read_text(encoding="utf-8").splitlines()
    return {row.split("|")[1].strip().strip("`") for row in rows if row.startswith("| `")}


def _enums() -> set[str]:
    names = set()
    for config in apps.get_app_configs():
        if not config.name.startswith("brygga."):
            continue
        module = getattr(config.module, "enums", None)
        for name, value in inspect.getmembers(module, inspect.isclass):
            if issubclass(value, Choices) and value.__module__.startswith(config.name):
                names.add(name)
    return names


def test_the_glossary_has_every_model_and_enum():
    models = {
        model.__name__ for model in apps.get_models() if model.__module__.startswith("brygga.")
    }
    assert (models | _enums()) - _glossary() == set()


def test_the_glossary_has_no_word_twice():
    rows = (DOCS / "glossary.md").read_text(encoding="utf-8").splitlines()
    words = [row.split("|")[1].strip() for row in rows if row.startswith("| `")]
    assert sorted(words) == sorted(set(words))


def test_decisions_are_numbered_as_their_headings():
    for path in sorted((DOCS / "adr").glob("[0-9]*.md")):
        number = int(path.name[:4])
        heading = path.read_text(encoding="utf-8").splitlines()[0]
        assert heading.startswith(f"# {number}. "), path.name


def test_links_in_the_papers_lead_somewhere():
    papers = [*source.ROOT.glob("*.md"), *DOCS.rglob("*.md")]
    broken = [
        f"{paper.relative_to(source.ROOT)}: {link}"
        for paper in papers
        for link in LINK.findall(paper.read_text(encoding="utf-8"))
        if not (paper.parent / link.strip()).exists()
    ]
    assert broken == []


def test_papers_speak_of_brygga_alone():
    """No paper names a machine's folders."""
    papers = [*source.ROOT.glob("*.md"), *DOCS.rglob("*.md")]
    assert [
        p.name for p in papers if re.search(r"(?<![\w.])/(root|work)/", p.read_text("utf-8"))
    ] == []
