"""Waits: what two numbers of an answer tell together is no more than what each may tell."""

from datetime import date, timedelta

import pytest

from brygga.pathways.engine import Limits, Preparation, Store, Waits, WaitsOverTime, prepare

KEY = b"a key for tests, of no person"
HEADING = "person,unit,sector,activity,start,referral,place"
REFERRED = date(2009, 1, 5)
SMALL = Limits(memory="500MB", threads=1)
FEW = {"suppressed": True}


@pytest.fixture
def asked(tmp_path):
    """The answer where so many were treated after so many days, by place; 0: they still wait."""

    def ask(waited, question=None, **told):
        rows = [
            f"{place}-{days}-{n},u,psychiatry,{'treatment' if days else 'assessment'},"
            f"{REFERRED + timedelta(days=days)},"
            f"{REFERRED},{place}"
            for place, lasted in waited.items()
            for days, count in lasted.items()
            for n in range(count)
        ]
        file = tmp_path / "events.csv"
        file.write_text("\n".join([HEADING, *rows]) + "\n", encoding="utf-8")
        prepare(file, store=tmp_path / "store", key=KEY, how=Preparation(limits=SMALL))
        with Store(tmp_path / "store", limits=SMALL) as store:
            return store.ask(question or Waits(), **told).content

    return ask


@pytest.mark.parametrize("few_wait", [20, 40])
def test_two_shares_do_not_tell_of_the_few_between_them(asked, few_wait):
    """Three more within 30 days than within 14, or within 90 than within 30."""
    lasted = {5: 30, few_wait: 3, 120: 20} | ({60: 10} if few_wait == 20 else {20: 10})
    told = asked({"0160": lasted})
    lower, upper = ("14", "30") if few_wait == 20 else ("30", "90")
    assert FEW in (told["within"][lower], told["within"][upper])


def test_the_last_share_and_the_treated_do_not_tell_of_the_few_after_it(asked):
    told = asked({"0160": {5: 30, 20: 10, 60: 10, 120: 3, 0: 20}})
    assert FEW in (told["treated"], told["within"]["90"])


def test_the_shares_of_all_places_but_one_do_not_tell_of_that_one(asked):
    """Three of the second place within 14 days are the whole's less the first place's."""
    told = asked({"0160": {5: 30, 20: 30}, "0180": {5: 3, 20: 30}})
    first, second = (row["within"]["14"] for row in told["rows"])
    assert second == FEW
    assert FEW in (told["within"]["14"], first)


def test_shares_that_leave_enough_between_them_are_told(asked):
    told = asked({"0160": {5: 30, 20: 10, 60: 10, 120: 10}, "0180": {5: 20, 20: 9, 60: 8, 120: 9}})
    assert FEW not in told["within"].values()
    assert all(FEW not in row["within"].values() for row in told["rows"])


@pytest.mark.parametrize("threshold", [0, 5])
def test_the_shares_of_a_period_do_not_tell_of_the_few_between_them(asked, threshold):
    year = WaitsOverTime(days=(date(2009, 1, 1), date(2010, 1, 1)))
    lasted = {"0160": {5: 30, 20: 3, 60: 10, 120: 20}}
    [told] = asked(lasted, year, threshold=threshold)["rows"]
    # The control: with nothing kept back the two shares tell of the three.
    assert (FEW in (told["within"]["14"], told["within"]["30"])) == (threshold == 5)
