"""What is missing, and who answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.offer.enums import Answering, Freshness, GapKind
from brygga.offer.rules.gaps import Charge, Told, answering, gaps_of, newest, shortest_wait

FRESH, STALE, NEVER = Freshness.FRESH, Freshness.STALE, Freshness.NEVER
ONE = Answering.ONE
told = st.builds(
    Told, st.sampled_from(Freshness), st.one_of(st.none(), st.integers(min_value=0, max_value=400))
)


def charge(kind="municipality", sector="social_services", *, shared=False):
    return Charge(kind, sector, shared)


@pytest.mark.parametrize(
    ("charges", "expected"),
    [
        ([], Answering.NOBODY),
        ([charge()], ONE),
        ([charge("region", "addiction_care"), charge("region", "psychiatry")], ONE),
        ([charge(), charge("region", "addiction_care")], Answering.BOTH),
        ([charge(shared=True), charge("region", shared=True)], Answering.SHARED),
        ([charge(shared=True), charge("region")], Answering.BOTH),
    ],
)
def test_who_answers(charges, expected):
    assert answering(charges) == expected


@pytest.mark.parametrize(
    ("offers", "answers", "expected"),
    [
        ([Told(FRESH, 14)], ONE, ()),
        ([Told(Freshness.AGEING, None)], Answering.SHARED, ()),
        ([], ONE, (GapKind.NOT_OFFERED,)),
        ([], Answering.NOBODY, (GapKind.NOT_OFFERED, GapKind.NOBODY_ANSWERS)),
        ([Told(FRESH, 0)], Answering.BOTH, (GapKind.TWO_ANSWER,)),
        ([Told(STALE, 3), Told(NEVER, None)], ONE, (GapKind.STALE,)),
        ([Told(STALE, 3), Told(FRESH, 90)], ONE, ()),
        ([Told(FRESH, 31)], ONE, (GapKind.LONG_WAIT,)),
        ([Told(FRESH, 30)], ONE, ()),
        ([Told(FRESH, None)], ONE, ()),
    ],
)
def test_what_is_missing(offers, answers, expected):
    assert gaps_of(offers, answers, 30) == expected


@given(offers=st.lists(told), more=told)
def test_one_more_offer_never_makes_the_wait_longer_or_the_word_older(offers, more):
    before, after = shortest_wait(offers), shortest_wait([*offers, more])
    assert before is None or (after is not None and after <= before)
    order = list(Freshness)
    known = [each.freshness for each in offers]
    assert order.index(newest([*known, more.freshness])) <= order.index(newest(known))


@given(offers=st.lists(told), answers=st.sampled_from(Answering), days=st.integers(0, 400))
def test_gaps_come_worst_first_and_once(offers, answers, days):
    found = gaps_of(offers, answers, days)
    order = list(GapKind)
    assert list(found) == sorted(set(found), key=order.index)
    assert not {GapKind.NOT_OFFERED, GapKind.STALE} <= set(found)
