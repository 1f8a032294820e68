"""What every test leans on. Its own home and the closed network are in tests/home and network."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import override_settings
from django.utils import translation

IN_TESTS = {
    # A slow hash is the point of a password in production and a waste here.
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    # Pages name static files as they are, whether or not somebody collected them.
    "STORAGES": settings.STORAGES
    | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}},
    # What would wait for the worker is done when the transaction holds.
    "TASKS": {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}},
}


@pytest.fixture(autouse=True, scope="session")
def settings_in_tests():
    with override_settings(**IN_TESTS):
        yield


@pytest.fixture(autouse=True)
def no_attempts_remembered():
    """Sign-in counts attempts per address, and all tests come from the same one."""
    cache.clear()


@pytest.fixture(autouse=True)
def swedish_between_tests():
    """A page asked for under /en/ leaves English behind; the next test starts in Swedish."""
    with translation.override(settings.LANGUAGE_CODE):
        yield
