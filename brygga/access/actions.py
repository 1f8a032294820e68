"""Keep the role rows equal to the list that the house ships."""

from django.db import transaction

from brygga.access.models import Role
from brygga.access.roles import ROLES, RoleSpec


@transaction.atomic
def sync_roles(*, specs: tuple[RoleSpec, ...] = ROLES) -> None:
    """Write every shipped role; leave rows that grants of an older version may point at."""
    for position, spec in enumerate(specs):
        Role.objects.update_or_create(
            slug=spec.slug,
            defaults={
                "name": spec.name,
                "name_en": spec.name_en,
                "sentence": spec.sentence,
                "sentence_en": spec.sentence_en,
                "capabilities": sorted(spec.capabilities),
                "hands_on": list(spec.hands_on),
                "position": position,
            },
        )
