"""Rows inside a TOML array have no header of their own; their faults are told where they begin."""

import pytest

from brygga.programme.reading.tomllines import Lines
from tests.builders.programme import faults, folder, load

pytestmark = pytest.mark.django_db

IN_ARRAYS = """\
[[rounds]]
county = "01"
year = 2012
title = "R [med] {allt}"
status = "open"
opens_on = 2012-09-01
closes_on = 2012-11-30
# questions = [ { key = "inte-denna" }
questions = [
  { key = "a", position = 1, kind = "structure", short = "A } ]", text = "A?" }, # { [
  { key = "b", position = 2, kind = "struktur", short = "B", text = 'B "{" ?' },

  { key = "c", position = 3, kind = "structure", short = "C", text = '''C
    { ? ['''},
  { key = "d", position = 4, kind = "structure", short = "D", text = "D?", farg = ["x", "{"] },
  { key = "e", position = 5, kind = "structure", short = "E", text = "" },
]
source = "finns-inte"

[[rounds]]
county = "03"
year = 2012
title = "R"
status = "open"
opens_on = 2012-09-01
closes_on = 2012-11-30

[[rounds.questions]]
key = "a"
position = "ett"
kind = "structure"
short = "A"
text = "A?"
"""


def written(path, **files):
    folder(path)
    for name, text in files.items():
        (path / f"{name}.toml").write_text(text, encoding="utf-8")
    return path


def begins(found):
    return [fault.split(";")[0] for fault in found]


def test_a_row_in_an_array_is_told_where_it_begins(tmp_path):
    assert begins(faults(written(tmp_path, rounds=IN_ARRAYS))) == [
        "rounds.toml:11:0: kind: 'struktur'",
        "rounds.toml:15:0: unknown key 'farg'",
        "rounds.toml:16:0: text: is empty",
        "rounds.toml:18:10: 'finns-inte'",
        "rounds.toml:30:12: 'ett'",
    ]


ONE_LINE = """\
[[rounds]]
county = "01"
year = 2012
title = "R"
status = "open"
opens_on = 2012-09-01
closes_on = 2012-11-30
questions = [{key="a",position=1,kind="structure",short="A",text="A?"}, {%s}]
"""


def test_rows_on_the_same_line_are_told_apart(tmp_path):
    again = 'key="a",position=2,kind="routine",short="B",text="B?"'
    assert faults(written(tmp_path, rounds=ONE_LINE % again)) == [
        "rounds.toml:2:10: the same county, year, key as on line 8; expected it once"
    ]
    other = again.replace('"a"', '"b"')
    loaded = load(written(tmp_path, rounds=ONE_LINE % other))
    assert loaded.changed == {"rounds": 1, "questions": 2}


def test_what_an_array_inherits_is_told_with_the_parent(tmp_path):
    text = ONE_LINE % 'key="b",position=2,kind="routine",short="B",text="B?"'
    assert begins(faults(written(tmp_path, rounds=text.replace("2012\n", "1492\n")))) == [
        "rounds.toml:3:8: '1492'"
    ]


ALL_IN_ONE = """
documents = [
  {slug = "d", title = "D", short_title = "D", kind = "law", issuer = "Vi", place = "01",
   provision_word = "Punkt"},
]
""".replace(",\n   provision", ", provision")
INSIDE = """
documents = [
  { slug = "d", title = "D", short_title = "D", kind = "steering_document", issuer = "Vi",\
 place = "01", provision_word = "P", editions = [
    { number = 1, name = "Ett", status = "published" },
    { number = 2, name = "Två", status = "trycks" },
  ] },
]
"""


def test_all_rows_of_a_file_may_lie_in_one_array(tmp_path):
    assert begins(faults(written(tmp_path, documents=ALL_IN_ONE))) == [
        "documents.toml:3:0: kind: 'law'"
    ]


def test_an_array_in_a_row_of_an_array_is_told_where_that_row_begins(tmp_path):
    assert begins(faults(written(tmp_path, documents=INSIDE))) == [
        "documents.toml:3:0: status: 'trycks'"
    ]


def test_very_many_rows_whose_lines_nobody_can_tell_are_still_told_apart(tmp_path):
    """More than there is room for on one line, were they counted among its lines."""
    rows = ",\n".join(f"{{number = {number % 900 + 1}}}" for number in range(5000))
    text = INSIDE.replace('{ number = 1, name = "Ett", status = "published" }', rows)
    found = faults(written(tmp_path, documents=text))
    assert len(found) > 1
    assert all(fault.startswith("documents.toml:3:0: ") for fault in found)


def test_sources_in_an_array_are_told_where_they_begin(tmp_path):
    settings = 'name = "P"\nslug = "p"\nsource = [\n{key = "a"},\n{key = "b", title = "B"}]\n'
    path = folder(tmp_path, settings=settings)
    assert faults(path) == ['programme.toml:4:0: expected title = "…"']


def test_a_key_after_an_array_is_a_key_and_one_inside_is_none():
    lines = Lines("[[a]]\nb = [ # [\n  [1, 2],\n  [\"]\", '''\n]x = 1\n'''],\n]\nc = 2\n")
    assert lines.tables == {"a": [1]}
    assert lines.keys[1] == {"b": (2, 5), "c": (8, 5)}
    assert lines.arrays == {(1, "b"): []}
