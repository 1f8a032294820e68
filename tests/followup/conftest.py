"""The people of a mapping, each made when a test asks for them."""

import pytest

from tests.builders import followup as build
from tests.builders import people


@pytest.fixture
def county():
    return people.county()


@pytest.fixture
def leader():
    """Local process leader of Täby, who answers for both sides."""
    return people.municipality()


@pytest.fixture
def social():
    """A member of Täby's consultation who answers for social services."""
    return people.person("consultation-member", "0160", side="social_services", name="Sanna")


@pytest.fixture
def colleague():
    """Another who answers for social services in Täby."""
    return people.person("consultation-member", "0160", side="social_services", name="Kajsa")


@pytest.fixture
def health():
    """A member of Täby's consultation who answers for health care."""
    return people.person("consultation-member", "0160", side="health_care", name="Hanna")


@pytest.fixture
def outsider():
    return people.outsider()


@pytest.fixture
def visit(client):
    """A page as somebody sees it."""

    def open_page(person, url, **rest):
        client.force_login(person.user)
        return client.get(url, **rest)

    return open_page


@pytest.fixture
def send(client):
    """A form as somebody sends it."""

    def post(person, url, data=None, **rest):
        client.force_login(person.user)
        return client.post(url, data or {}, **rest)

    return post


@pytest.fixture
def mapping():
    return build.mapping()
