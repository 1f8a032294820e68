"""Each file does its own job and no other: rules are plain, writes live in actions."""

import ast
import re
from pathlib import Path

from tests.house import source

PLAIN_RULES_MAY_NOT_IMPORT = (
    "django.db",
    "django.http",
    "django.utils.timezone",
    "django.shortcuts",
)
WRITES = frozenset(
    {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}
)
QUERYSET_MARKS = frozenset({"objects", "filter", "exclude", "all", "visible", "_default_manager"})
# Django calls the first itself; the second is how Django says that accounts are made.
MAY_WRITE = {Path("people/models/account.py"): {"save"}}


def _imports(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_rules_know_neither_database_request_nor_clock():
    broken = [
        f"{path} imports {name}"
        for path, tree in source.named("rules")
        for name in _imports(tree)
        if name.startswith(PLAIN_RULES_MAY_NOT_IMPORT) or name.endswith((".models", ".queries"))
    ]
    assert broken == []


def _is_queryset(node: ast.expr) -> bool:
    """Whether a chain of attributes and calls goes through something of a query set."""
    while isinstance(node, ast.Attribute | ast.Call):
        if isinstance(node, ast.Attribute):
            if node.attr in QUERYSET_MARKS:
                return True
            node = node.value
        else:
            node = node.func
    return False


def _writes(tree: ast.Module) -> list[ast.Attribute]:
    found = []
    for call in source.calls(tree):
        if not isinstance(call.func, ast.Attribute):
            continue
        name, target = call.func.attr, call.func.value
        if name == "save" or (name in WRITES | {"update"} and _is_queryset(target)):
            found.append(call.func)
    return found


def _is_action(path: Path) -> bool:
    return path.stem == "actions" or "actions" in path.parts


def test_writes_happen_in_actions_only():
    broken = [
        f"{path}:{node.lineno} .{node.attr}("
        for path, tree in source.modules().items()
        if not _is_action(path)
        for node in _writes(tree)
        if node.attr not in MAY_WRITE.get(path, set())
    ]
    assert broken == []


def test_the_finder_of_writes_finds_them():
    tree = ast.parse("Place.objects.filter(pk=1).update(name='x')\nrow.save()\nd.update(a=1)")
    assert [node.attr for node in _writes(tree)] == ["update", "save"]


def _names(arguments: list[ast.arg]) -> set[str]:
    return {argument.arg for argument in arguments}


def test_whoever_acts_is_named_and_nothing_is_given_by_position():
    """An action takes `by`; everything it is told has a name where it is called."""
    broken = [
        f"{path}:{function.lineno} {function.name}"
        for path, tree in source.named("actions")
        for function in source.functions(tree)
        if "by" in _names(function.args.args + function.args.kwonlyargs)
        if not function.name.startswith("_") and path.parts[0] != "audit"
        if function.args.args
    ]
    assert broken == []


CALENDAR = frozenset({"localdate", "localtime"})


def _asks_the_calendar(tree: ast.Module) -> list[ast.Attribute]:
    """Where the day or the time is taken from the calendar: these say "now" when told nothing.

    Handed on by name, as a field's first value, they are told nothing either.
    """
    told = {id(call.func) for call in source.calls(tree) if call.args}
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in CALENDAR and id(node) not in told
    ]


def test_only_the_clock_asks_the_calendar():
    """Ruff refuses `timezone.now`; these two have another use as well."""
    broken = [
        f"{path}:{node.lineno} {node.attr}"
        for path, tree in source.modules().items()
        for node in _asks_the_calendar(tree)
    ]
    assert broken == []


def test_the_finder_of_calendars_finds_them():
    tree = ast.parse("f(initial=t.localdate)\nt.localtime()\nt.localtime(at)")
    assert {node.attr for node in _asks_the_calendar(tree)} == CALENDAR
    assert len(_asks_the_calendar(tree)) == len(CALENDAR)


def test_every_room_has_its_door_sign():
    unsigned = [
        str(room)
        for room in source.PACKAGE.iterdir()
        if (room / "__init__.py").exists()
        if not ast.get_docstring(source.modules()[Path(room.name) / "__init__.py"])
    ]
    assert unsigned == []


def test_no_words_hide_in_an_f_string():
    """What stands inside an f-string is not gathered, and would be shown in English."""
    hidden = [
        f"{path}:{call.lineno}"
        for path, tree in source.modules().items()
        for text in ast.walk(tree)
        if isinstance(text, ast.JoinedStr)
        for call in source.calls(text)
        if isinstance(call.func, ast.Name) and call.func.id in {"_", "gettext", "ngettext"}
    ]
    assert hidden == []


# A row's number in an attribute or an address; written as people write numbers, 1297 is "1 297".
_BARE_NUMBER = re.compile(
    r"\{\{\s*[\w.]*(?:\bpk|(?<!auto)_id)\s*\}\}|\bwith\s[^%]*\bid=[\w.]+_?(?:id|pk)\s"
)


def test_a_rows_number_is_written_without_spaces():
    bare = [
        f"{path.relative_to(source.PACKAGE)}:{number}"
        for path in source.PACKAGE.rglob("templates/**/*.html")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if _BARE_NUMBER.search(line)
    ]
    assert bare == []


def test_the_finder_of_bare_numbers_finds_them():
    assert _BARE_NUMBER.search('<li id="day-{{ day.pk }}">')
    assert _BARE_NUMBER.search("{% with id=each.registration.attendee_id person=each %}")
    assert not _BARE_NUMBER.search('<li id="day-{{ day.pk|stringformat:"d" }}">')
