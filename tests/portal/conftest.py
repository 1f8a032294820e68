"""A demo that stands on its first day."""

from datetime import date

import pytest

from brygga import clock

FIRST_DAY = date(2010, 11, 17)


@pytest.fixture
def demo_home(settings, tmp_path):
    """The home of a demo on 17 November 2010; no accounts and no programme."""
    settings.DEMO, settings.HOME = True, tmp_path
    clock.stand_on(FIRST_DAY)
    return tmp_path
