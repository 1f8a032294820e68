"""What every answer gets."""

import pytest

HTMX = {"hx-request": "true"}
BOOSTED = {"hx-request": "true", "hx-boosted": "true"}
REASON = "Alla parter har inte sagt ja."


@pytest.fixture(autouse=True)
def _only_our_middleware(settings):
    settings.MIDDLEWARE = [
        "django_htmx.middleware.HtmxMiddleware",
        "brygga.ui.middleware.PermissionsPolicyMiddleware",
        "brygga.ui.middleware.HtmxRedirectMiddleware",
        "brygga.ui.middleware.RefusalMiddleware",
    ]


def test_a_refusal_is_answered_with_its_sentence_as_a_page(client):
    response = client.get("/refused/")
    assert response.status_code == 403
    assert REASON in response.text
    assert "<h1>" in response.text


def test_a_refusal_is_answered_to_htmx_with_its_sentence_alone(client):
    response = client.get("/refused/", headers=HTMX)
    assert response.status_code == 403
    assert REASON in response.text
    assert "<html" not in response.text


def test_what_the_reader_may_not_do_is_a_page_and_to_htmx_a_sentence(client):
    page, part = client.get("/denied/"), client.get("/denied/", headers=HTMX)
    assert (page.status_code, part.status_code) == (403, 403)
    assert "<h1>" in page.text
    assert "roles do not include" in part.text
    assert "<html" not in part.text


def test_other_faults_are_left_alone(client):
    with pytest.raises(ValueError, match=r"^$"):
        client.get("/broken/")


def test_a_redirect_to_htmx_loads_the_new_page_whole(client):
    response = client.get("/moved/", headers=HTMX)
    assert (response.status_code, response.headers["HX-Redirect"]) == (200, "/laget/")
    assert "Location" not in response.headers
    assert response.cookies["kept"].value == "yes"


@pytest.mark.parametrize("headers", [{}, BOOSTED])
def test_a_redirect_to_a_browser_is_a_redirect(client, headers):
    response = client.get("/moved/", headers=headers)
    assert (response.status_code, response.headers["Location"]) == (302, "/laget/")


def test_pages_ask_for_no_camera_or_place(client):
    policy = client.get("/moved/").headers["Permissions-Policy"]
    assert "camera=()" in policy
    assert "geolocation=()" in policy


@pytest.mark.parametrize("query", ["a=%00", "a=b%00c", "%00=a"])
def test_an_address_with_a_null_byte_is_not_there(client, settings, query):
    settings.MIDDLEWARE = ["brygga.ui.middleware.NoNullByteMiddleware", *settings.MIDDLEWARE]
    with_it, without = client.get(f"/refused/?{query}"), client.get("/refused/?a=b")
    assert (with_it.status_code, without.status_code) == (404, 403)
