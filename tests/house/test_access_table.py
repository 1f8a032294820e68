"""Every page × everybody: the access table is what the house does, and the paper shows it."""

from collections import Counter
from hashlib import sha256

import pytest
from django.apps import apps

from tests.house.access_paper import paper
from tests.house.access_table import ROWS
from tests.house.addresses import addresses
from tests.house.rows import MAY, PERSONAS, SIGN_IN
from tests.house.source import ROOT
from tests.house.world import undone, world

__all__ = ["undone", "world"]

LOGIN = ("/konto/login/", "/en/konto/login/")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
ANSWERED_FROM_OUTSIDE = {"saml_acs"}
"""A provider's answer is a form of the provider's; it is signed instead, and only kept."""
LOADING = "loads the whole programme and asks for every page"


def answer(response):
    """The status, or `in` where somebody is sent to the sign-in page."""
    sent = response.headers.get("Location", "").split("?")[0] in LOGIN
    return SIGN_IN if sent else str(response.status_code)


def fingerprint():
    """All our rows, whatever table they are in."""
    rooms = (model for model in apps.get_models() if model.__module__.startswith("brygga."))
    tables = {
        model._meta.label: list(model.objects.order_by("pk").values_list()) for model in rooms
    }
    return {label: sha256(repr(rows).encode()).hexdigest() for label, rows in tables.items()}


def lacks(response):
    """Security headers that an answer should have and has not."""
    policy = response.headers.get("Content-Security-Policy", "")
    wrong = [name for name, value in HEADERS.items() if response.headers.get(name) != value]
    missing = [word for word in ("default-src 'self'", "object-src 'none'") if word not in policy]
    return [*wrong, *missing, *(["unsafe"] if "unsafe" in policy else [])]


def test_every_address_has_a_row_and_every_row_an_address():
    assert {row.name for row in ROWS} == {address.name for address in addresses()}


def test_no_address_is_there_twice():
    counts = Counter(address.name for address in addresses())
    assert [name for name, times in counts.items() if times > 1] == []


@pytest.mark.slow(reason=LOADING)
@pytest.mark.parametrize("persona", PERSONAS)
def test_a_page_answers_as_the_table_says_with_every_guard_up(undone, persona):
    client, before = undone.client(persona), fingerprint()
    wrong = {}
    for row in ROWS:
        response = client.get(undone.path(row))
        if answer(response) != row.answer(persona) or lacks(response):
            wrong[undone.path(row)] = (answer(response), row.answer(persona), lacks(response))
    assert wrong == {}
    # Looking changes nothing.
    assert fingerprint() == before


@pytest.mark.slow(reason=LOADING)
@pytest.mark.parametrize("persona", ["visitor", "local"])
def test_the_english_pages_answer_the_same(undone, persona):
    client = undone.client(persona)
    has_languages = {address.name for address in addresses() if address.has_languages}
    wrong = {}
    for row in ROWS:
        if row.name in has_languages:
            path = undone.path(row, "en")
            found = answer(client.get(path))
            if found != row.answer(persona):
                wrong[path] = (found, row.answer(persona))
    assert wrong == {}


@pytest.mark.slow(reason=LOADING)
@pytest.mark.parametrize("persona", PERSONAS)
def test_a_forged_form_is_refused_and_changes_nothing(undone, persona):
    client, before = undone.client(persona), fingerprint()
    wrong = {}
    for row in ROWS:
        if row.forged(persona) == MAY:
            continue
        found = answer(client.post(undone.path(row), {"confirm": "on", "go": "accept"}))
        if found not in {row.forged(persona), "405"}:
            wrong[undone.path(row)] = (found, row.forged(persona))
    assert wrong == {}
    assert fingerprint() == before


@pytest.mark.slow(reason=LOADING)
@pytest.mark.parametrize("persona", ["local", "national"])
def test_nobody_posts_without_the_token_of_a_form_of_ours(undone, persona):
    client, before = undone.client(persona, check_csrf=True), fingerprint()
    wrong = {}
    for row in ROWS:
        if row.forged(persona) != MAY or row.name in ANSWERED_FROM_OUTSIDE:
            continue
        found = answer(client.post(undone.path(row)))
        if found not in {"403", "405"}:
            wrong[undone.path(row)] = found
    assert wrong == {}
    assert fingerprint() == before


def test_the_paper_is_fresh():
    said = (ROOT / "docs" / "access.md").read_text(encoding="utf-8")
    assert said == paper(), "run: python -m tests.house.access_paper > docs/access.md"
