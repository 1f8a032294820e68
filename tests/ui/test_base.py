"""The frame round every page, the pages that say no, and sign-in in the same look."""

import pytest
from django.template import Context, Origin, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from brygga.access.actor import VISITOR, Actor

SAYS_NO = ("400", "403", "403_csrf", "404", "500", "503")


def framed(actor: Actor, **context: object) -> str:
    request = RequestFactory().get("/thread/nation/")
    request.actor = actor
    return render_to_string("ui/base.html", context, request)


def test_a_visitor_is_asked_to_sign_in_and_gets_no_cookie_from_the_frame():
    html = framed(VISITOR)
    assert "Sign in" in html
    assert "hx-headers" not in html
    assert "Sign out" not in html


def test_who_is_signed_in_may_sign_out_by_a_form():
    html = framed(Actor(user_id=1), waiting=3)
    assert '<form method="post" action="/en/konto/ut/">' in html
    assert "My page (3)" in html
    assert "X-CSRFToken" in html


def test_rooms_that_are_not_built_leave_no_hole():
    html = framed(Actor(user_id=1))
    assert "State of things" in html
    assert "Knowledge" not in html


def test_the_first_thing_to_reach_is_the_content():
    body = framed(VISITOR).partition("<body")[2]
    assert body.index('href="#main"') == body.index("href=") < body.index('id="main"')


def test_the_page_says_its_language_and_offers_the_other():
    with translation.override("sv"):
        html = framed(VISITOR)
        assert '<html lang="sv">' in html
        assert 'href="/en/thread/nation/"' in html
        assert 'hreflang="en"' in html


@pytest.mark.parametrize("name", SAYS_NO)
def test_a_page_that_says_no_stands_without_request_and_says_what_to_do(name):
    html = render_to_string(f"{name}.html")
    assert html.count("<h1>") == 1
    assert "<p>" in html
    assert "/static/brygga/app.css" in html


@pytest.mark.parametrize("name", [name for name in SAYS_NO if name != "503"])
def test_a_page_that_says_no_shows_the_way_home(name):
    assert 'class="ds-button"' in render_to_string(f"{name}.html")


def test_a_refusal_is_shown_in_its_own_words():
    html = render_to_string("403.html", {"exception": "Alla parter har inte sagt ja."})
    assert "Alla parter har inte sagt ja." in html
    assert "roles" not in html


def element(source: str, **context: object) -> str:
    origin = Origin("page", template_name="account/page.html")
    template = Template(f"{{% load allauth %}}{source}", origin=origin)
    return " ".join(template.render(Context(context)).split())


class TestSignIn:
    """allauth draws its pages of elements; these are ours."""

    @pytest.mark.parametrize(
        ("tags", "quiet"),
        [
            ("prominent,login", False),
            ("outline,primary", True),
            ("danger,delete", True),
            ("", False),
        ],
    )
    def test_the_first_choice_is_filled_and_the_rest_are_outlined(self, tags, quiet):
        html = element("{% element button tags=tags %}Go{% endelement %}", tags=tags)
        assert ("secondary" in html) is quiet
        assert 'type="submit"' in html

    def test_a_button_with_an_address_is_a_link(self):
        html = element("{% element button href='/there/' %}Go{% endelement %}")
        assert html.startswith('<a href="/there/"')

    def test_a_secret_to_keep_can_be_reached_and_copied(self):
        html = element(
            "{% element field type='text' id='secret' value='ABC' disabled=True %}"
            "{% slot label %}Secret{% endslot %}{% endelement %}"
        )
        assert "readonly" in html
        assert "disabled" not in html
        assert 'for="secret"' in html

    def test_every_field_has_a_label(self):
        html = element(
            "{% element field type='radio' id='a' name='email' value='x' checked=True %}"
            "{% slot label %}anna@taby.se{% endslot %}{% endelement %}"
        )
        assert html.startswith('<label class="choice">')
        assert "checked" in html

    def test_a_panel_shows_its_actions(self):
        html = element(
            "{% element panel %}{% slot title %}Keys{% endslot %}{% slot body %}None{% endslot %}"
            "{% slot actions %}<b>Add</b>{% endslot %}{% endelement %}"
        )
        assert "<h2> Keys </h2>" in html
        assert "<b>Add</b>" in html
