"""Where contact data are prepared: in the home, or where the environment says."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from brygga.config.env import read_environment


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("BRYGGA_HOME", str(tmp_path))
    return tmp_path


def test_in_the_home_where_nobody_says(home):
    assert read_environment().pathways_store == home / "pathways"


def test_where_the_environment_says(home, monkeypatch):
    monkeypatch.setenv("BRYGGA_PATHWAYS_STORE", str(home / "elsewhere"))
    assert read_environment().pathways_store == home / "elsewhere"


def test_a_file_is_no_store_and_the_variable_is_named(home, monkeypatch):
    (home / "file").touch()
    monkeypatch.setenv("BRYGGA_PATHWAYS_STORE", str(home / "file"))
    with pytest.raises(ImproperlyConfigured, match="BRYGGA_PATHWAYS_STORE"):
        read_environment()
