"""A refusal is a value."""

import pytest

from brygga.kernel.refusal import Refusal, Refused, insist


def test_nothing_in_the_way_lets_one_go_on():
    insist(None)


def test_a_refusal_stops_with_its_own_sentence():
    with pytest.raises(Refused, match="Not today") as caught:
        insist(Refusal("Not today."))
    assert caught.value.refusal == Refusal("Not today.")
