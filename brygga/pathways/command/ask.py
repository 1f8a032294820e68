"""brygga pathways ask QUESTION --store DIR"""

from dataclasses import fields
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from brygga.pathways.command.prepare import limits_of
from brygga.pathways.command.table import as_table
from brygga.pathways.command.told import MEMORY, STORE, TEMP_DISK, THREADS, in_a_sentence

if TYPE_CHECKING:
    from brygga.pathways.engine.answers import Answer
    from brygga.pathways.engine.questions import Question

QUESTIONS = {
    "steps": "Steps",
    "variants": "Variants",
    "waits": "Waits",
    "attenders": "Attenders",
    "breaks": "Breaks",
    "continuity": "Continuity",
    "flow": "FlowMap",
    "outcomes": "Outcomes",
}
_DAY = click.DateTime(["%Y-%m-%d"])


def _words(
    _context: click.Context, _option: click.Parameter, told: str | None
) -> tuple[str, ...] | None:
    return tuple(word.strip() for word in told.split(",") if word.strip()) if told else None


@click.command()
@click.argument("question", type=click.Choice(list(QUESTIONS)))
@STORE
@click.option(
    "--by", type=click.Choice(["activity", "sector", "unit"]), help="What a step is between."
)
@click.option("--place", help="An SCB code (01, 0160) or a slug; 00 is everything.")
@click.option("--from", "since", type=_DAY, metavar="DAY", help="The first day.")
@click.option("--to", "until", type=_DAY, metavar="DAY", help="The last day.")
@click.option(
    "--part", type=click.Choice(["whole", "before", "after"]), help="variants: of a joint plan."
)
@click.option(
    "--acute", callback=_words, metavar="SECTOR,…", help="attenders: what an acute visit is."
)
@click.option("--visits", type=click.IntRange(min=1), help="attenders: the fewest visits (4).")
@click.option(
    "--window-days", type=click.IntRange(min=1), help="attenders: within so many days (365)."
)
@click.option("--days", type=click.IntRange(min=0), help="breaks: no contact in so many days (30).")
@click.option("--contacts", type=click.IntRange(min=2), help="continuity: the fewest contacts (2).")
@click.option("--most", type=click.IntRange(min=1), help="How many rows are told.")
@click.option(
    "--threshold",
    type=click.IntRange(min=0),
    default=5,
    show_default=True,
    help="Fewer persons than this are kept back; 0 keeps nothing back, for whoever holds the data.",
)
@click.option(
    "--engine",
    default="duckdb",
    show_default=True,
    metavar="ENGINE",
    help="duckdb, postgres://…, spark://… or local[*].",
)
@MEMORY
@TEMP_DISK
@THREADS
@click.option("--json", "form", flag_value="json", help="The answer as JSON.")
@click.option("--csv", "form", flag_value="csv", help="Its table as CSV.")
@click.option("--svg", "form", flag_value="svg", help="flow: the picture.")
@in_a_sentence
def ask(question: str, store: Path, form: str | None, **told: Any) -> None:  # noqa: ANN401 -- click's options, typed by it
    """Ask the store a QUESTION.

    \b
    steps       who goes from where to where, how many, after how many days
    variants    the most common journeys, also before and after a joint plan
    waits       from referral to first treatment, those still waiting counted
    attenders   frequent attenders of acute care
    breaks      where chains end unplanned, hand-overs fail, people go in circles
    continuity  how much is with the same provider: UPC, COC, SECON, MMCI
    flow        the map of the chain
    outcomes    by activity: how many, after what wait, and how they ended
    """
    asked = _question(question, told)
    from brygga.pathways.engine.store import Store  # noqa: PLC0415 -- --help should be quick

    with Store(store, engine=told["engine"], limits=limits_of(told)) as opened:
        answer = opened.ask(asked, threshold=told["threshold"])
    click.echo(_written(answer, form), nl=form != "csv")


def _question(name: str, told: dict[str, Any]) -> "Question":
    """The question with the options that were given. Wrong use where it does not have one."""
    from brygga.pathways.engine import questions  # noqa: PLC0415 -- --help should be quick

    kind: type[Question] = getattr(questions, QUESTIONS[name])
    known = {field.name for field in fields(kind)}
    options = (
        "by",
        "place",
        "since",
        "until",
        "part",
        "acute",
        "visits",
        "window_days",
        "days",
        "contacts",
        "most",
    )
    given = {option: told[option] for option in options if told[option] is not None}
    for option in given.keys() - known:
        raise click.UsageError(f"{name} has no --{option.replace('_', '-')}.")
    return kind(**given | _period(given))


def _period(given: dict[str, Any]) -> dict[str, date]:
    """The last day is included on the command line; a question is told the first day after."""
    days: dict[str, date] = {}
    since, until = given.get("since"), given.get("until")
    if isinstance(since, datetime):
        days["since"] = since.date()
    if isinstance(until, datetime):
        days["until"] = until.date() + timedelta(days=1)
    if days.keys() == {"since", "until"} and days["since"] >= days["until"]:
        raise click.UsageError("--from comes after --to.")
    return days


def _written(answer: "Answer", form: str | None) -> str:
    if form == "json":
        return answer.to_json()
    if form == "csv":
        return answer.to_csv()
    if form == "svg":
        return answer.to_svg()
    return as_table(answer)
