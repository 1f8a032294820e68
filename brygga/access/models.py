"""Roles as rows: what somebody may do, said so that whoever grants it understands."""

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language

from brygga.access.privacy import Privacy


class Role(models.Model):
    """A named set of capabilities; a grant in `people` gives it a branch of the tree."""

    slug = models.SlugField(primary_key=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    sentence = models.CharField(max_length=200)
    sentence_en = models.CharField(max_length=200)
    capabilities = models.JSONField(default=list)
    hands_on = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField(default=0)

    PRIVACY: ClassVar = {
        "slug": Privacy.OPEN,
        "name": Privacy.OPEN,
        "name_en": Privacy.OPEN,
        "sentence": Privacy.OPEN,
        "sentence_en": Privacy.OPEN,
        "capabilities": Privacy.OPEN,
        "hands_on": Privacy.OPEN,
        "position": Privacy.OPEN,
    }

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.name if get_language() == "sv" else self.name_en

    @property
    def explanation(self) -> str:
        return self.sentence if get_language() == "sv" else self.sentence_en
