"""The command line, one command a file."""

from brygga.pathways.command import pathways
from brygga.programme.commands.certificates import certificates
from brygga.programme.commands.demo import demo
from brygga.programme.commands.digest import digest
from brygga.programme.commands.export import export
from brygga.programme.commands.invite import invite
from brygga.programme.commands.load import load
from brygga.programme.commands.report import report
from brygga.programme.commands.root import brygga
from brygga.programme.commands.serve import serve
from brygga.programme.commands.simulate import simulate
from brygga.programme.commands.thread import thread
from brygga.programme.commands.worker import worker

for command in (
    load,
    export,
    digest,
    simulate,
    thread,
    report,
    demo,
    serve,
    worker,
    invite,
    certificates,
    pathways,
):
    brygga.add_command(command)

__all__ = ["brygga"]
