"""A kept connection is looked at before each request, without asking the server."""

import select

from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL


class DatabaseWrapper(PostgreSQL):
    """A server that was restarted has closed its end, and that can be read from the socket.

    Django's own question (`SELECT 1`) costs as much as any of a short request's others.
    """

    def is_usable(self) -> bool:
        if self.connection is None or self.connection.closed:
            return False
        waits = select.poll()
        waits.register(self.connection.fileno(), select.POLLIN)
        # Nothing to read is as it should be; what there is may be a notice, or the end.
        return not waits.poll(0) or super().is_usable()
