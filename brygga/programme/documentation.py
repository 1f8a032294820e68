"""docs/programme-folder.md, printed from the tables: the columns are described in one place only."""

from brygga.programme.kinds import Choice, Source, Value, YesNo
from brygga.programme.reading.faults import MOST_PER_FILE
from brygga.programme.reading.archive import MOST_BYTES
from brygga.programme.spec import Column, Table
from brygga.programme.tables import TABLES

_HEAD = f"""# The programme folder

*Printed by `python -m tools.folder_docs` from `brygga/programme/tables`. Do not edit by hand.*

A folder holds a programme, or a part of one, as files that a person can read. `brygga load FOLDER` loads all of it or
nothing; `brygga export FOLDER` writes what `load` reads.

## Files

| file | holds |
| --- | --- |
| `programme.toml` | What the folder is. Always there. |
| `TABLE.csv` | Rows of a table. Names of tables and columns are below. |
| `TABLE.toml` | The same rows written by hand: `[[TABLE]]` before each row, then `column = value`. |
| `NAME.xlsx` | The same rows in sheets named as tables. In `TABLE.xlsx` with one sheet, the sheet may have any name. |
| `*.md`, `*.txt` | For people; not read. |

Anything else is a fault, and so are folders in the folder and links out of it. A table may have several files. Names that begin
with a full stop, and the lock files of spreadsheet programs (`~$…`), are passed over.

`programme.toml`:

```toml
name = "Kunskap till praktik"
slug = "kunskap-till-praktik"
invented = false        # what an empty `invented` means in every table

[[source]]              # as many as needed; `source` columns name them by key
key = "nyhetsbrev-2-2010"
title = "Nyhetsbrev nr 2/4 2010"
dated = "juni 2010"     # may be left out; readers see "Nyhetsbrev nr 2/4 2010, juni 2010"
```

## CSV

- UTF-8. A byte order mark (BOM), which Excel writes, is read right; UTF-16 and UTF-32 are faults.
- Comma or semicolon between cells (Excel in Swedish writes semicolons); which one is seen from the header.
- The first line names the columns: all of them, in any order. Without one, what the database has there would be lost.
- Cells may be in double quotes, with a double quote inside written twice. Lines end with LF or CRLF.
- Text that begins with `=`, `+`, `-`, `@`, `|`, `%` or a tab could run as a formula in a spreadsheet program. `export` puts an
  apostrophe in front of it, and `load` takes that apostrophe away.

## TOML

- Dates, whole numbers and true or false may be written as such, or as text.
- `[[documents.editions]]` after a `[[documents]]` is an edition of it, and `[[rounds.questions]]` a question of its round: what
  the row belongs to is then left out.

## Workbooks

- Values only. A formula, an error value, merged cells, a hidden sheet, row or column is a fault.
- Dates may be real dates. Codes such as 0160 must be text, or the zero is lost.
- No macros, no links to other workbooks, at most {MOST_BYTES // 1_000_000} MB unpacked. Write longer lists as CSV.

## How loading works

- Rows are found again by their key (bold below): a row whose key is in the database is changed, another is added. Nothing is
  removed. Loading the same folder again changes nothing.
- A row may point at rows in the same folder or in the database, so folders may be loaded one after the other.
- Every fault is told at once, as `file:line:column: what is wrong, and what was expected` (`file[sheet]:row:column` in a
  workbook). Column 0 is the whole row, line 0 the whole file. A file with more than {MOST_PER_FILE} faults is told of up to there.
  With any fault nothing is loaded.
- What everybody sees of accepted mappings is made anew from the answers.
- Accounts, and who answered, are never in a folder.
"""


def render() -> str:
    """The whole page."""
    parts = [_HEAD, "## Tables\n", "In the order of loading.\n"]
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
