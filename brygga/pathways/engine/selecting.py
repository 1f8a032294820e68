"""A source as DuckDB reads it: our columns, typed, each row with its place and its fault."""

from collections.abc import Sequence

from brygga.pathways.engine.packing import Packing
from brygga.pathways.engine.sectors import CODES
from brygga.pathways.engine.sources import REQUIRED, TIMES, Source

NAMES = ("unit", "sector", "activity", "outcome", "place")
"""The columns that hold words; each word gets a number. What `plan` says is never kept."""

# What is wrong with a row, by the number it carries through preparation; 0 is nothing.
REASONS = {
    1: "there is no person.",
    2: "there is no unit.",
    3: "there is no sector.",
    4: "there is no activity.",
    5: "there is no start.",
    6: "the start is no time that exists.",
    7: "the end is no time that exists.",
    8: "the referral is no time that exists.",
    9: f"the sector is not known: it is {', '.join(CODES)}, or another word for one of them; "
    "name one's own with --sectors.",
    10: "the end comes before the start.",
    11: "the person has more rows than anybody can have (--max-rows-per-person).",
    12: "is not written in UTF-8.",
    13: "has more or fewer columns than the heading.",
    14: "the row cannot be read as CSV.",
}

NO_TIME, DAY_ONLY, NAIVE, ZONED = 0, 0, 1, 2
"""How a time is written: a day alone says nothing of time zones."""
ZONE_BITS = {"start": 0, "end": 2, "referral": 4}


# The number of the first thing that is wrong with the row.
_REASON = """case when people.person is null then 1 when known_unit.id is null then 2
    when known_sector.id is null then 3 when known_activity.id is null then 4
    when not s.has_start then 5 when s.start is null then 6
    when s.has_end and s."end" is null then 7
    when s.has_referral and s.referral is null then 8
    when not known_sector.known then 9 when people.too_many then 11 else 0 end"""


def reading(source: Source, files: Sequence[str] | None = None) -> str:
    """The table function that reads the files, with `pos` counting the rows of each from 1."""
    listed = "[" + ", ".join(map(_quoted, files or source.files)) + "]"
    if not source.is_csv:
        return (
            f"(select *, file_row_number + 1 as pos, file_index as nth from read_parquet({listed}))"
        )
    # Every column is text: what it should be is our business, so that each fault has its reason.
    return (
        "(select *, row_number() over () + 1 as pos, 0 as nth from "
        f"read_csv({listed}, delim={_quoted(source.delimiter or ',')}, header=true, "
        "all_varchar=true, quote='\"', escape='\"', store_rejects=true, rejects_limit=0))"
    )


def unnumbered(source: Source) -> str:
    """The same without counting, which lets a CSV file be read by several threads."""
    if not source.is_csv:
        return reading(source)
    return reading(source).replace("row_number() over () + 1 as pos, ", "")


def text_of(source: Source, name: str) -> str:
    """An expression for a column of words, as they stand: each is looked at once, not by row."""
    if name not in source.columns:
        return "cast(null as varchar)"
    column = _named(source.columns[name])
    if source.types[name] == "BOOLEAN":
        return f"case when {column} then 'true' end"
    return f"cast({column} as varchar)"


def year_of(source: Source) -> str:
    """An expression for the year a contact starts in, null where that cannot be told."""
    column = _named(source.columns["start"])
    if source.types["start"] == "VARCHAR":
        return f"try_cast(left(ltrim({column}), 4) as smallint)"
    return f"try_cast(year({column}) as smallint)"


def time_of(source: Source, name: str) -> str:
    """An expression for milliseconds since 1970, by the clock that wrote the time."""
    if name not in source.columns:
        return "cast(null as bigint)"
    column = _named(source.columns[name])
    if source.types[name] != "VARCHAR":
        return f"epoch_ms({column})" if _is_time(source, name) else "cast(null as bigint)"
    text = f"trim({column})"
    return (
        f"case when {_states_zone(text)} then epoch_ms(try_cast({text} as timestamptz)) "
        f"else epoch_ms(try_cast({text} as timestamp)) end"
    )


def zone_of(source: Source, name: str) -> str:
    """An expression for how the time is written, shifted to its own two bits."""
    if name not in source.columns:
        return "0"
    shift = ZONE_BITS[name]
    kind = source.types[name]
    if kind != "VARCHAR":
        zone = ZONED if "TIME ZONE" in kind else NAIVE if kind.startswith("TIMESTAMP") else DAY_ONLY
        return str(zone << shift)
    text = f"trim({_named(source.columns[name])})"
    return (
        f"case when length({text}) <= 10 or {text} is null then 0 "
        f"when {_states_zone(text)} then {ZONED << shift} else {NAIVE << shift} end"
    )


def _states_zone(text: str) -> str:
    return f"regexp_matches(substr({text}, 11), '[Zz+-]')"


def _is_time(source: Source, name: str) -> bool:
    return source.types[name].startswith(("TIMESTAMP", "DATE"))


def numbered(source: Source, packing: Packing) -> str:
    """Every row of the source with words as numbers; `people` and `known_…` hold the numbers.

    `note` says how the times are written, or what is wrong where `part` is -1.
    """
    joins = [f"left join known_{name} on known_{name}.name = s.{name}" for name in NAMES]
    words = [f"known_{name}.id as {name}" for name in NAMES]
    numbers = ", ".join(map(str, source.numbers))
    return f"""
        select case when reason = 0 then person // $size else -1 end as part, person,
            start, "end", referral, {packing.columns()},
            case when reason = 0 then zones else reason end as note
        from (
            select people.person, s.start, s."end", s.referral, s.zones,
                cast([{numbers}][s.nth + 1] as integer) as file, s.pos,
                {", ".join(words)}, s.plan, cast({_REASON} as tinyint) as reason
            from ({_typed(source)}) s
            left join people on people.identity = s.person
            {" ".join(joins)}
        )"""


def _typed(source: Source) -> str:
    zones = " + ".join(zone_of(source, name) for name in TIMES)
    blank = [f"{_filled(source, name)} as has_{name}" for name in TIMES]
    columns = [
        f"{text_of(source, 'person')} as person",
        *(f"{text_of(source, name)} as {name}" for name in NAMES),
        # One word for whatever it says: 0, as numbers of words go.
        f"case when trim({text_of(source, 'plan')}) <> '' then 0 end as plan",
        *(f'{time_of(source, name)} as "{name}"' for name in TIMES),
        *blank,
        f"cast({zones} as smallint) as zones",
        "cast(nth as integer) as nth",
        "cast(pos as bigint) as pos",
    ]
    return f"select {', '.join(columns)} from {reading(source)}"


def _filled(source: Source, name: str) -> str:
    if name not in source.columns:
        return "false"
    column = _named(source.columns[name])
    if source.types[name] == "VARCHAR":
        return f"coalesce(trim({column}), '') <> ''"
    return f"{column} is not null"


def words_seen(source: Source) -> str:
    """Every person and word of the source once, in one reading: which column, what, how often."""
    wanted = ("person", *NAMES)
    present = [name for name in wanted if name in REQUIRED or name in source.columns]
    columns = ", ".join(f"{text_of(source, name)} as {name}" for name in present)
    sets = ", ".join(f"({name})" for name in present)
    # Each row of the answer belongs to one set: the one column that is not marked as left out.
    which = " ".join(f"when grouping({name}) = 0 then '{name}'" for name in present)
    return f"""
        select case {which} end as what, coalesce({", ".join(present)}) as word,
            count(*) as n, min(year) as year
        from (select {columns}, {year_of(source)} as year from {unnumbered(source)})
        group by grouping sets ({sets})"""


def _named(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
