"""docs/programme-folder.md, printed from the tables: columns are described in one place."""

from importlib.resources import files

from brygga.programme.kinds import Choice, Source, Value, YesNo
from brygga.programme.reading.archive import MOST_BYTES
from brygga.programme.reading.faults import MOST_PER_FILE
from brygga.programme.spec import Column, Table
from brygga.programme.tables import TABLES


def render() -> str:
    """The whole page."""
    head = files("brygga.programme").joinpath("assets/programme-folder.md")
    words = head.read_text(encoding="utf-8").replace("{faults}", str(MOST_PER_FILE))
    words = words.replace("{megabytes}", str(MOST_BYTES // 1_000_000))
    parts = [words, "## Tables\n", "In the order of loading.\n"]
    parts += [_section(table) for table in TABLES]
    return "\n".join(parts)


def _section(table: Table) -> str:
    lines = [f"### {table.name}", "", table.says, ""]
    if table.under is not None:
        lines += [f"In TOML also `[[{table.under.parent}.{table.name}]]`.", ""]
    lines += ["| column | holds | empty means | |", "| --- | --- | --- | --- |"]
    lines += [_line(table, column) for column in table.columns]
    lines += [f"\n{unique.says.capitalize()}: a fault." for unique in table.unique]
    return "\n".join(lines) + "\n"


def _line(table: Table, column: Column) -> str:
    name = f"**{column.name}**" if column.name in table.key else column.name
    holds = column.kind.says.replace("|", "\\|")
    return f"| {name} | {holds} | {_empty(column)} | {column.says} |"


def _empty(column: Column) -> str:
    if column.required:
        return "a fault"
    if isinstance(column.kind, YesNo):
        return "as in programme.toml"
    return _named(column, column.empty)


def _named(column: Column, empty: Value) -> str:
    if empty in (None, "", ()):
        return "nothing" if not isinstance(column.kind, Source) else "not told"
    return str(empty) if not isinstance(column.kind, Choice) else f"`{empty}`"
