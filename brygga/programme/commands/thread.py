"""brygga thread PLACE PROVISION"""

import json

import click
from django.conf import settings
from django.utils.translation import override

from brygga.access.actor import VISITOR
from brygga.programme.commands.asking import place_or_sentence, provision_or_sentence
from brygga.programme.commands.root import with_tables
from brygga.thread.queries.chain import Chain, chain_of
from brygga.thread.queries.links import links_of, thread_json


@click.command()
@click.argument("place")
@click.argument("provision")
@click.option("--year", type=click.IntRange(1990, 2100), help="The latest round's when left out.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@with_tables
def thread(place: str, provision: str, year: int | None, as_json: bool) -> None:  # noqa: FBT001 -- click's flag
    """Show the red thread of one provision at one place, as everybody may see it.

    PLACE is a code such as 0160, or a slug; PROVISION is DOCUMENT/NUMBER.
    """
    with override(settings.LANGUAGE_CODE):
        found = (place_or_sentence(place), provision_or_sentence(provision))
        chain = chain_of(*found, year, VISITOR)
        click.echo(_json(chain) if as_json else _lines(chain))


def _json(chain: Chain) -> str:
    return json.dumps(thread_json(chain), ensure_ascii=False, indent=2)


def _lines(chain: Chain) -> str:
    links = links_of(chain)
    width = max(len(link.kind) for link in links)
    return "\n".join(f"{link.kind:<{width}}  {link.title}" for link in links)
