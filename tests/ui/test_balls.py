"""Harvey balls."""

import pytest
from defusedxml.ElementTree import fromstring as parse
from django.utils.safestring import SafeString

from brygga.ui.balls import BALL_TEXT, ball, mark

LEVELS = (None, 0, 1, 2, 3, 4)


@pytest.mark.parametrize("level", LEVELS)
def test_a_ball_is_well_formed_hidden_and_in_the_colour_of_the_text(level):
    svg = parse(ball(level))
    assert svg.tag == "svg"
    assert (svg.get("width"), svg.get("height")) == ("16", "16")
    assert svg.get("aria-hidden") == "true"
    colours = {e.get(name) for e in svg.iter() for name in ("fill", "stroke")}
    assert colours <= {"currentColor", "none", None}


def test_all_balls_differ_and_may_be_put_in_a_template_as_they_are():
    assert len({ball(level) for level in LEVELS}) == len(LEVELS)
    assert all(isinstance(ball(level), SafeString) for level in LEVELS)


def test_a_mark_takes_the_ink_it_is_given():
    assert "#1d2a2b" in mark(3, ink="#1d2a2b")
    assert "currentColor" not in mark(3, ink="#1d2a2b")


@pytest.mark.parametrize("level", [-1, 5])
def test_there_is_no_other_level(level):
    with pytest.raises(KeyError):
        ball(level)


def test_the_balls_as_text_are_one_sign_for_each_level():
    assert len(BALL_TEXT) == 5
    assert BALL_TEXT[0] == "○"
    assert BALL_TEXT[4] == "●"
