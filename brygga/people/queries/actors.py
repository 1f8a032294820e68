"""From grants to an actor."""

from collections import defaultdict
from types import MappingProxyType

from brygga import clock
from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.access.reach import Reach
from brygga.people.models import Grant
from brygga.people.queries.periods import in_force
from brygga.people.rules import capabilities_of_grant


def actor_for(user_id: int) -> Actor:
    """The actor with every grant that holds today. One query; a closed account reaches nothing."""
    today = clock.today()
    grants = Grant.objects.filter(in_force(today), user_id=user_id, user__is_active=True)
    branches: dict[Capability, set[str]] = defaultdict(set)
    for capabilities, side, path in grants.values_list("role__capabilities", "side", "place__path"):
        for capability in capabilities_of_grant(capabilities, side):
            branches[capability].add(path)
    reaches = {word: Reach(frozenset(paths)) for word, paths in branches.items()}
    return Actor(user_id=user_id, reaches=MappingProxyType(reaches))
