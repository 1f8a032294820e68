"""The one who asks: an id and, for each capability, how far it reaches."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from brygga.access.capabilities import Capability
from brygga.access.reach import Reach

NOWHERE = Reach()


@dataclass(frozen=True, slots=True)
class Actor:
    """Built once per request by the middleware in `people`; holds no model instances.

    `user_id` is None for a visitor who is not signed in. `label` is for the log's readers.
    """

    user_id: int | None = None
    reaches: Mapping[Capability, Reach] = field(default_factory=lambda: MappingProxyType({}))
    label: str = ""

    @property
    def is_signed_in(self) -> bool:
        return self.user_id is not None

    def reach(self, capability: Capability) -> Reach:
        return self.reaches.get(capability, NOWHERE)

    def may(self, capability: Capability, path: str) -> bool:
        """Whether the capability reaches the place with this path."""
        return self.reach(capability).covers(path)

    def may_anywhere(self, capability: Capability) -> bool:
        return bool(self.reach(capability))


VISITOR = Actor()
SYSTEM = Actor(label="system")
"""Who acts when no person does: the loader of a programme folder and the worker."""
