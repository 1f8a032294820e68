"""Roles as shipped, and as rows."""

import pytest
from django.utils import translation

from brygga.access.actions import sync_roles
from brygga.access.capabilities import Capability
from brygga.access.models import Role
from brygga.access.roles import ROLES


def test_a_role_hands_on_only_roles_that_exist_and_come_after_it():
    slugs = [spec.slug for spec in ROLES]
    for spec in ROLES:
        for handed in spec.hands_on:
            assert slugs.index(handed) > slugs.index(spec.slug)


def test_whoever_hands_on_may_grant_and_the_other_way_round():
    for spec in ROLES:
        assert bool(spec.hands_on) == (Capability.ROLE_GRANT in spec.capabilities)


@pytest.mark.django_db
def test_rows_follow_the_list_and_keep_what_older_versions_left():
    Role.objects.create(slug="old", name="Gammal", name_en="Old", position=99)
    Role.objects.filter(slug="editor").update(name="Skribent", capabilities=[])
    sync_roles()
    assert Role.objects.get(slug="editor").name == "Redaktör"
    assert Role.objects.get(slug="editor").capabilities == ["place_view", "report_edit"]
    assert Role.objects.count() == len(ROLES) + 1


def test_a_role_speaks_the_readers_language():
    role = Role(name="Redaktör", name_en="Editor", sentence="Skriver.", sentence_en="Writes.")
    with translation.override("sv"):
        assert (str(role), role.explanation) == ("Redaktör", "Skriver.")
    with translation.override("en"):
        assert (str(role), role.explanation) == ("Editor", "Writes.")
