"""This room is tested on its own: its addresses are those of `urls.py` beside this file."""

import pytest
from django.utils import translation

FRAMEWORK = "django."


@pytest.fixture(autouse=True)
def _own_addresses(settings):
    settings.ROOT_URLCONF = "tests.ui.urls"


@pytest.fixture(autouse=True)
def _no_higher_room_in_the_context(settings):
    engine = settings.TEMPLATES[0]
    known = [name for name in engine["OPTIONS"]["context_processors"] if name.startswith(FRAMEWORK)]
    settings.TEMPLATES = [engine | {"OPTIONS": engine["OPTIONS"] | {"context_processors": known}}]


@pytest.fixture(autouse=True)
def _english():
    """Tests read the plain msgids; a test about Swedish says so."""
    with translation.override("en"):
        yield
