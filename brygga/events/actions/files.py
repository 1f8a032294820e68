"""Files that lie beside a gathering."""

import secrets
from typing import TYPE_CHECKING

from django.db import transaction

from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.events.models import Gathering, GatheringFile
from brygga.events.rules.files import suffix_of
from brygga.events.rules.gathering import refuse_change
from brygga.kernel.refusal import insist

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


@transaction.atomic
def add_file(
    *, gathering: Gathering, title: str, file: "UploadedFile[bytes]", by: Actor
) -> GatheringFile:
    """Keep a file that the form has looked into. Its name on the disk is ours, not the sender's."""
    insist(refuse_change(gathering.status))
    file.name = f"{secrets.token_hex(12)}{suffix_of(file.name or '')}"
    made = GatheringFile.objects.create(gathering=gathering, title=title, file=file)
    path = gathering.place.path
    record("events.file.added", gathering, by=by, path=path, gathering=gathering.slug)
    return made


@transaction.atomic
def remove_file(*, file: GatheringFile, by: Actor) -> None:
    """Take it away; the disk is cleared when the transaction holds."""
    held, stored = file.gathering, file.file
    name = str(stored.name)
    file.delete()
    record("events.file.removed", held, by=by, path=held.place.path, gathering=held.slug)
    transaction.on_commit(lambda: stored.storage.delete(name))
