"""Every field of every model of ours says how personal it is."""

import pytest
from django.apps import apps

from brygga.access.privacy import Privacy

OURS = [model for model in apps.get_models() if model.__module__.startswith("brygga.")]


def _fields(model):
    own = {field.name for field in model._meta.concrete_fields if not field.primary_key}
    keys = {"slug"} if model._meta.pk.name == "slug" else set()
    return own | keys | {field.name for field in model._meta.local_many_to_many}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_field_is_classed(model):
    classed = getattr(model, "PRIVACY", {})
    assert set(classed) == _fields(model)
    assert all(isinstance(value, Privacy) for value in classed.values())


def test_there_are_models_to_class():
    assert len(OURS) > 20
