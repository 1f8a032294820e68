"""The catalogue tool, on a small house of two rooms built for each test."""

import gettext
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tools import messages

CODE = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, npgettext, pgettext

TITLE = gettext_lazy("Priorities")
GREETING = _("Hello %(name)s") % {"name": "Alva"}
# Translators: shown on the seat counter
SEATS = ngettext("%(count)s seat", "%(count)s seats", 3)
STAND = pgettext("place", "Stand")
STANDS = npgettext("furniture", "one stand", "%(n)s stands", 2)
"""

TEMPLATE = """{% load i18n %}
    <p title="it's {{ x|default:_("nobody") }}">{% translate "Save" %}
  {% translate 'Open' context "verb" as opened %}
 <ul>
      {% blocktranslate trimmed with place=row.place %}
        You are in
        {{ place }}, 100 % sure.
      {% endblocktranslate %}
   </ul>
  {% blocktranslate trimmed count n=rows|length context "list" %}
      one row
    {% plural %}
      {{ n }} rows
  {% endblocktranslate %}
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    house = tmp_path / "house"
    (house / "plans" / "templates" / "plans").mkdir(parents=True)
    (house / "plans" / "views.py").write_text(CODE)
    (house / "plans" / "templates" / "plans" / "page.html").write_text(TEMPLATE)
    (house / "people").mkdir()
    (house / "people" / "forms.py").write_text('from x import _\nNAME = _("Name")\n')
    (house / "cli.py").write_text('from x import _\nHELP = _("Starts the server")\n')
    return house


def catalogue(package: Path, room: str) -> Path:
    return package / room / messages.CATALOGUE


def write(package: Path, room: str, text: str) -> None:
    path = catalogue(package, room)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(messages.HEADER + text)


def only_people(package: Path, code: str, po: str) -> list[str]:
    (package / "people" / "forms.py").write_text(code)
    write(package, "people", po)
    return [line for line in messages.faults(package) if line.startswith("people")]


def test_code_and_templates_are_gathered_with_plural_and_context(package: Path):
    messages.update(package)
    found = {
        (entry.context, messages.forms(entry.id))
        for entry in messages.entries(messages.read(catalogue(package, "plans"))).values()
    }
    assert found == {
        (None, ("Priorities",)),
        (None, ("Hello %(name)s",)),
        (None, ("%(count)s seat", "%(count)s seats")),
        ("place", ("Stand",)),
        ("furniture", ("one stand", "%(n)s stands")),
        (None, ("nobody",)),
        (None, ("Save",)),
        ("verb", ("Open",)),
        (None, ("You are in %(place)s, 100 %% sure.",)),
        ("list", ("one row", "%(n)s rows")),
    }


def test_each_room_has_its_own_catalogue_and_the_command_line_speaks_for_the_house(package: Path):
    messages.update(package)
    assert '"Name"' in catalogue(package, "people").read_text()
    assert '"Name"' not in catalogue(package, "plans").read_text()
    assert '"Starts the server"' in catalogue(package, "config").read_text()


def test_a_catalogue_changes_only_when_words_do(package: Path):
    messages.update(package)
    before = catalogue(package, "plans").read_bytes()
    code = package / "plans" / "views.py"
    code.write_text("\n\n\n# moved down\n" + code.read_text())
    messages.update(package)
    assert catalogue(package, "plans").read_bytes() == before
    assert b"Creation-Date" not in before
    assert b"#. shown on the seat counter" in before


def test_a_translation_survives_and_a_lost_one_is_told(package: Path):
    messages.update(package)
    path = catalogue(package, "people")
    path.write_text(
        path.read_text().replace('msgstr ""\n', 'msgstr "Namn"\n').replace("Namn", "", 1)
    )
    (package / "people" / "forms.py").write_text('A = _("Name")\nB = _("Street")\n')
    messages.update(package)
    assert 'msgid "Name"\nmsgstr "Namn"' in path.read_text()

    (package / "people" / "forms.py").write_text('B = _("Street")\n')
    notes = messages.update(package)
    assert "people: no longer said: 'Name' = 'Namn'" in notes
    assert "Namn" not in path.read_text()


def test_a_room_that_falls_silent_loses_its_catalogue(package: Path):
    messages.update(package)
    (package / "people" / "forms.py").write_text("")
    messages.update(package)
    assert not catalogue(package, "people").exists()


@pytest.mark.parametrize(
    ("code", "po", "fault"),
    [
        ('_("Name")', "", "people: missing: 'Name'"),
        ('_("Name")', 'msgid "Name"\nmsgstr ""\n', "people: not translated: 'Name'"),
        ('_("Name")', '#, fuzzy\nmsgid "Name"\nmsgstr "Namn"\n', "people: fuzzy: 'Name' = 'Namn'"),
        ("", 'msgid "Name"\nmsgstr "Namn"\n', "people: obsolete: 'Name' = 'Namn'"),
        ("", '#~ msgid "Name"\n#~ msgstr "Namn"\n', "people: obsolete: 'Name' = 'Namn'"),
        (
            '_("Hi %(name)s")',
            'msgid "Hi %(name)s"\nmsgstr "Hej %(namn)s"\n',
            "people: placeholders differ: 'Hi %(name)s' = 'Hej %(namn)s'",
        ),
        (
            '_("Hi {name}")',
            'msgid "Hi {name}"\nmsgstr "Hej"\n',
            "people: placeholders differ: 'Hi {name}' = 'Hej'",
        ),
        (
            'ngettext("%(n)s row", "%(n)s rows", 2)',
            'msgid "%(n)s row"\nmsgid_plural "%(n)s rows"\nmsgstr[0] "en rad"\nmsgstr[1] "rader"\n',
            "people: placeholders differ: '%(n)s row' = 'en rad'",
        ),
        (
            'ngettext("%(n)s row", "%(n)s rows", 2)',
            'msgid "%(n)s row"\nmsgid_plural "%(n)s rows"\nmsgstr[0] "%(n)s rad"\nmsgstr[1] ""\n',
            "people: not translated: '%(n)s row' = '%(n)s rad'",
        ),
        (
            'ngettext("a row", "%(n)s rows", 2)',
            'msgid "a row"\nmsgstr "en rad"\n',
            "people: the plural has changed: 'a row'",
        ),
    ],
)
def test_an_entry_that_is_not_ready_is_listed(package: Path, code: str, po: str, fault: str):
    assert only_people(package, f"{code}\n", po) == [fault]


@pytest.mark.parametrize(
    ("code", "po"),
    [
        ('_("Name")', 'msgid "Name"\nmsgstr "Namn"\n'),
        (
            'ngettext("one row", "%(n)s rows", 2)',
            'msgid "one row"\nmsgid_plural "%(n)s rows"\n'
            'msgstr[0] "%(n)s rad"\nmsgstr[1] "%(n)s rader"\n',
        ),
        ('pgettext("verb", "Open")', 'msgctxt "verb"\nmsgid "Open"\nmsgstr "Öppna"\n'),
        ("", ""),
    ],
)
def test_an_entry_that_is_ready_passes(package: Path, code: str, po: str):
    assert only_people(package, f"{code}\n", po) == []


def test_two_rooms_may_not_translate_the_same_words_differently(package: Path):
    (package / "plans" / "views.py").write_text('_("Name")\n')
    (package / "plans" / "templates" / "plans" / "page.html").write_text("")
    (package / "cli.py").unlink()
    write(package, "people", 'msgid "Name"\nmsgstr "Namn"\n')
    write(package, "plans", 'msgid "Name"\nmsgstr "Benämning"\n')
    assert messages.faults(package) == [
        "plans: 'Name' = 'Benämning', but people says 'Namn'; use pgettext"
    ]


def test_the_command_line_fails_on_a_fault_and_says_which(package: Path, capsys):
    assert messages.main(["check", "--package", str(package)]) == 1
    assert "people: missing: 'Name'" in capsys.readouterr().out
    assert messages.main(["extract", "--package", str(package)]) == 0


def test_compiled_words_are_what_gettext_reads(package: Path):
    write(
        package,
        "people",
        'msgid "Name"\nmsgstr "Namn"\n\n'
        'msgid "%(n)s row"\nmsgid_plural "%(n)s rows"\n'
        'msgstr[0] "%(n)s rad"\nmsgstr[1] "%(n)s rader"\n\n'
        '#, fuzzy\nmsgid "Guess"\nmsgstr "Gissning"\n',
    )
    assert messages.main(["compile", "--package", str(package)]) == 0
    swedish = gettext.translation("django", package / "people" / "locale", ["sv"])
    assert swedish.gettext("Name") == "Namn"
    assert swedish.ngettext("%(n)s row", "%(n)s rows", 2) == "%(n)s rader"
    assert swedish.gettext("Guess") == "Guess"


def test_a_broken_catalogue_does_not_pass(package: Path):
    fault = only_people(package, '_("Name")\n', 'msgid "Name\nmsgstr "Namn"\n')
    assert "people: missing: 'Name'" in fault


def test_the_catalogue_is_read_back_by_babel_as_it_was_written(package: Path):
    messages.update(package)
    with catalogue(package, "plans").open("rb") as file:
        catalog = read_po(file, locale="sv", abort_invalid=True)
    assert catalog.num_plurals == 2
    assert len(catalog) == 10
