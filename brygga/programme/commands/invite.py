"""brygga invite"""

import click

from brygga.access.actor import SYSTEM
from brygga.access.models import Role
from brygga.kernel.refusal import Refused
from brygga.people.actions import invite as promise
from brygga.people.links import link_to
from brygga.people.models import NATION, Place
from brygga.people.queries import Offer
from brygga.programme.commands.root import with_tables


@click.command()
@click.argument("email")
@click.option(
    "--role", "slug", default="national-office", show_default=True, help="The role's slug."
)
@click.option(
    "--place", "code", default=NATION, show_default=True, help="Where the role reaches from."
)
@with_tables
def invite(email: str, slug: str, code: str) -> None:
    """Invite the first person of a new system, and print the link (it is mailed as well).

    Everybody else is invited by those who have roles, on the page of a place.
    """
    role, place = Role.objects.filter(slug=slug).first(), Place.objects.filter(code=code).first()
    if role is None or place is None:
        raise click.BadParameter(f"no role {slug!r}" if role is None else f"no place {code!r}")
    try:
        invitation = promise(email=email, offer=Offer(role, place), by=SYSTEM)
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
    click.echo(link_to(invitation))
