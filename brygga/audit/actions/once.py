"""A creating request is done once, however often it is sent."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection, transaction

from brygga import clock
from brygga.audit.models import Answered
from brygga.prepared import Prepared, PreparedInsert


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request was answered: a status and the very text."""

    status: int
    body: str


class StillRunning(Exception):
    """The same request is being done this moment."""


class OtherRequest(Exception):
    """The key has been used for something else."""


_KNOWN = Prepared(lambda scope, key: Answered.objects.filter(scope=scope, key=key))
_KEEP = PreparedInsert(Answered)


@transaction.atomic
def answered_once(*, scope: str, key: str, fingerprint: str, do: Callable[[], Answer]) -> Answer:
    """Do it and keep the answer, or give the answer that was kept. Two queries beside its own.

    The answer is kept in the transaction of what was done: killed in between, neither is there,
    and the request can be sent again. What `do` refuses is not kept. `fingerprint` tells whether
    the request is the same; raises OtherRequest if not, and StillRunning while another process
    does it (PostgreSQL; SQLite lets the second wait until the first is done).
    """
    if not _is_ours_to_do(f"{scope} {key}"):
        raise StillRunning
    for known in _KNOWN(scope, key):
        if known.fingerprint != fingerprint:
            raise OtherRequest
        return Answer(known.status, known.body)
    given = do()
    kept = {"status": given.status, "body": given.body, "at": clock.now()}
    _KEEP(Answered(scope=scope, key=key, fingerprint=fingerprint, **kept))
    return given


def _is_ours_to_do(name: str) -> bool:
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [name])
        return bool(cursor.fetchone()[0])
