"""When a demo's day may move, and which paths are ours."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.portal.rules import LAST_DEMO_DAY, is_own_path, refuse_demo_day

TODAY = date(2010, 11, 17)


@given(today=st.dates(max_value=LAST_DEMO_DAY), to=st.dates())
def test_a_demo_goes_forward_to_the_end_of_2100_and_nowhere_else(today, to):
    refused = refuse_demo_day(to=to, today=today)
    assert (refused is None) == (today < to <= date(2100, 12, 31))


@pytest.mark.parametrize("to", [TODAY, TODAY - timedelta(days=1), date.min])
def test_who_wants_to_go_back_is_told_how(to):
    refused = refuse_demo_day(to=to, today=TODAY)
    assert "går bara framåt" in refused.reason
    assert "BRYGGA_HOME" in refused.reason


def test_who_goes_too_far_is_told_where_it_ends():
    assert "år 2100" in refuse_demo_day(to=date.max, today=TODAY).reason


@pytest.mark.parametrize("path", ["/", "/laget/01/?sortera=namn", "/en/laget/0160/#thread"])
def test_a_path_of_ours(path):
    assert is_own_path(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "laget/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "\x00/",
        " /laget/",
        "/" + "a" * 3000,
    ],
)
def test_a_path_that_leads_elsewhere_or_nowhere(path):
    assert not is_own_path(path)
