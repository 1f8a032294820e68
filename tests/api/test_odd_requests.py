"""Whatever is asked by the description or against it, the answer is one that it names."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from brygga.config.wsgi import application
from tests.builders import events as build

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow(reason="hundreds of odd requests"),
]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
ROUND, REGISTER = "/api/v1/rounds/{slug}", "/api/v1/rounds/{slug}/registrations"
WITHIN, AGAINST = GenerationMode.POSITIVE, GenerationMode.NEGATIVE


@pytest.mark.parametrize(
    ("path", "verb", "mode"),
    # Any word may be a round's name, so nothing goes against the first.
    [(ROUND, "GET", WITHIN), (REGISTER, "POST", WITHIN), (REGISTER, "POST", AGAINST)],
)
def test_no_request_makes_the_machine_interface_stumble(path, verb, mode, no_limit):
    made = build.gathering(seats=3)
    build.principal()
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)

    @settings(
        max_examples=30,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=schema[path][verb].as_strategy(generation_mode=mode))
    def ask(case):
        if path == REGISTER and mode == WITHIN:
            case.path_parameters["slug"] = made.slug
        case.call_and_validate(checks=CHECKS)

    ask()


@pytest.fixture
def no_limit(settings):
    """Nor an end to the test's own connection, as Django's test client keeps it."""
    settings.REGISTRATIONS_A_MINUTE = None
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)
