"""Branches of the tree that somebody reaches."""

from dataclasses import dataclass

from django.db.models import Q


@dataclass(frozen=True, slots=True)
class Reach:
    """Branches as paths that end in a slash: "00/", "00/01/", "00/01/0160/"."""

    branches: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.branches)

    def covers(self, path: str) -> bool:
        return any(path.startswith(branch) for branch in self.branches)

    def q(self, field: str) -> Q:
        """The same question as `covers`, asked of the database about the path in `field`."""
        # Start from "no rows": an empty Q() would mean every row, and a person
        # without a role must see nothing.
        query = Q(pk__in=[])
        for branch in sorted(self.branches):
            query |= Q(**{f"{field}__startswith": branch})
        return query
