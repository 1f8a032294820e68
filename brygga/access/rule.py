"""Which rows an actor reaches: one definition, asked of lists and of single objects."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404

from brygga.access.actor import Actor

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Rule(Generic[M]):
    """Rows an actor may reach.

    Lists and single objects both go through `scope`, so a page can never show a row that
    its detail page would deny, or the other way round. `inside` tells who may know that the
    row exists: they get 403 where `scope` says no, everybody else 404.
    """

    model: type[M]
    scope: Callable[[Actor], Q]
    inside: Callable[[Actor], Q] | None = None

    def visible(self, actor: Actor) -> QuerySet[M]:
        return self.model._default_manager.filter(self.scope(actor))

    def get(self, actor: Actor, **lookup: object) -> M:
        """Return the row. Raise 404 for outsiders, 403 for insiders without the right.

        A lookup that no row can match (an id of the wrong type) is a 404 as well.
        """
        try:
            row = self.visible(actor).filter(**lookup).first()
        except (ValueError, OverflowError):
            raise Http404 from None
        if row is not None:
            return row
        if self._is_known_to(actor, lookup):
            raise PermissionDenied
        raise Http404

    def allows(self, actor: Actor, row: M) -> bool:
        """The same question about a row already at hand."""
        return self.visible(actor).filter(pk=row.pk).exists()

    def _is_known_to(self, actor: Actor, lookup: dict[str, object]) -> bool:
        if self.inside is None:
            return False
        rows = self.model._default_manager.filter(self.inside(actor))
        return rows.filter(**lookup).exists()


def everyone(_actor: Actor) -> Q:
    """Scope of what is open to the public."""
    return Q()
