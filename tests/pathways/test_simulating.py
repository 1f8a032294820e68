"""Made-up contacts: nobody real, the same for a seed, and with what real ones have."""

import hashlib
from datetime import date

import duckdb
import pytest

from brygga.pathways.engine.simulating import Model, Spot, simulate_contacts, write_csv

PLACES = [
    Spot("0114", "Upplands Väsby", "Stockholms län"),
    Spot("0180", "Stockholm", "Stockholms län"),
    Spot("1280", "Malmö", "Skåne län"),
]
COLUMNS = [
    "person", "unit", "sector", "activity", "start", "end", "referral", "plan", "outcome", "place",
]  # fmt: skip


def simulated(folder, seed=1, contacts=20_000, model=None):
    folder.mkdir()
    simulate_contacts(folder, PLACES, seed=seed, contacts=contacts, model=model or Model())
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return simulated(tmp_path_factory.mktemp("made") / "up")


@pytest.fixture
def ask(folder):
    with duckdb.connect() as base:
        base.execute(f"create view contacts as from '{folder}/*.parquet'")
        yield lambda question: base.execute(question).fetchall()


def digests(folder):
    return [hashlib.sha256(f.read_bytes()).hexdigest() for f in sorted(folder.iterdir())]


def test_the_same_seed_gives_the_same_bytes(folder, tmp_path):
    assert digests(simulated(tmp_path / "again")) == digests(folder)
    assert digests(simulated(tmp_path / "other", seed=2)) != digests(folder)


def test_there_are_as_many_as_were_asked_for(ask, tmp_path):
    assert ask("select count(*) from contacts") == [(20_000,)]
    with duckdb.connect() as base:
        for number in (0, 1, 999):
            made = simulated(tmp_path / str(number), contacts=number)
            files = sorted(made.iterdir())
            assert sum(base.read_parquet(str(f)).shape[0] for f in files) == number


def test_more_than_there_are_people_for_is_refused(tmp_path):
    with pytest.raises(ValueError, match="100000000"):
        simulate_contacts(tmp_path, PLACES, seed=1, contacts=100_000_001)
    with pytest.raises(ValueError, match="places"):
        simulate_contacts(tmp_path, [], seed=1, contacts=1)


def test_the_columns_are_those_that_prepare_reads(ask):
    assert [row[0] for row in ask("describe contacts")] == COLUMNS


def luhn(digits):
    """Whether the last digit is the check digit of the nine before it."""
    doubled = [int(d) * (2 - at % 2) for at, d in enumerate(digits)]
    return sum(n // 10 + n % 10 for n in doubled) % 10 == 0


def test_nobody_in_it_can_be_anybody(ask):
    persons = [person for (person,) in ask("select distinct person from contacts")]
    assert len(persons) > 1000
    for person in persons:
        born, rest = person.split("-")
        assert 1 <= int(born[4:6]) <= 12
        # A birth has 1 to 31 and a coordination number 61 to 91.
        assert 32 <= int(born[6:]) <= 59
        assert luhn(born[2:] + rest)


def test_no_two_people_have_one_number(ask):
    """A second person under the same number would be seen in another place."""
    assert ask(
        "select max(n) from (select count(distinct place) n from contacts group by person)"
    ) == [(1,)]


def test_every_file_and_unit_says_that_it_is_made_up(ask, folder):
    assert ask("select count(*) from contacts where unit not like '%(påhittad)'") == [(0,)]
    file = folder / "contacts-0001.parquet"
    with duckdb.connect() as base:
        said = base.execute("from parquet_kv_metadata(?)", [str(file)]).fetchall()
    assert (b"invented", b"true") in [(key, value) for _file, key, value in said]


def test_everything_happens_within_the_period_in_order_and_at_a_time_that_exists(ask):
    ((first, last),) = ask("select min(start)::date, max(start)::date from contacts")
    assert date(2021, 1, 1) <= first < last <= date(2025, 12, 31)
    assert ask('select count(*) from contacts where "end" < start or referral > start') == [(0,)]
    assert ask('select count(*) from contacts where 2 in (hour(start), hour("end"))') == [(0,)]
    starts = [start for (start,) in ask("select start from contacts")]
    assert starts == sorted(starts)


def waits(ask):
    return ask(
        "select quantile_cont(wait, [0.5, 0.9, 0.99]) from (select date_diff('day', referral,"
        " min(start)) as wait from contacts where referral is not null and activity <>"
        " 'assessment' group by person, referral)"
    )[0][0]


def test_most_wait_some_weeks_and_some_very_long(ask):
    half, nine_tenths, nearly_all = waits(ask)
    assert 18 < half < 35
    assert nine_tenths > 2.5 * half
    assert nearly_all > 5 * half


def test_some_are_never_treated(ask):
    untreated = ask(
        "with referred as (select distinct person, start from contacts where activity = 'referral')"
        " select avg((not exists (select 1 from contacts c where c.person = referred.person"
        " and c.referral = referred.start and c.activity <> 'assessment'))::int) from referred"
    )[0][0]
    assert 0.06 < untreated < 0.2


def test_few_people_have_most_of_the_acute_visits(ask):
    people, share = ask(
        "select avg((n >= 4)::int) , sum(n) filter (n >= 4) / sum(n) from (select count(*)"
        " filter (activity = 'acute visit') n from contacts group by person)"
    )[0]
    assert 0.01 < people < 0.04
    assert share > 0.45


def test_journeys_with_a_plan_end_better(ask):
    ends = dict(
        ask(
            "select plan is not null, avg((outcome = 'planned end')::int) from contacts"
            " where outcome in ('planned end', 'unplanned end') and activity <> 'inpatient care'"
            " group by 1"
        )
    )
    assert ends[True] > ends[False] + 0.1


def test_hand_overs_between_principals_sometimes_lead_nowhere(ask):
    gaps = ask(
        "select date_diff('day', o.start, (select min(start) from contacts n where n.person ="
        " o.person and n.start > o.start)) from contacts o where activity = 'hand-over'"
    )
    late = [gap for (gap,) in gaps if gap is None or gap > 30]
    assert 0.1 < len(late) / len(gaps) < 0.5


def test_stays_go_on_elsewhere_within_a_day_and_some_come_back(ask):
    following = ask(
        "select outcome, date_diff('minute', \"end\", lead(start) over w) from contacts"
        " where activity = 'inpatient care' window w as (partition by person order by start)"
    )
    moved = [gap for outcome, gap in following if outcome == "transferred" and gap is not None]
    assert moved
    assert sum(0 <= gap <= 24 * 60 for gap in moved) / len(moved) > 0.9
    home = [gap for outcome, gap in following if outcome != "transferred"]
    back = [gap for gap in home if gap is not None and gap <= 30 * 24 * 60]
    assert 0.05 < len(back) / len(home) < 0.4


def test_draws_do_not_follow_each_other(ask):
    """Who lives where says nothing of how many contacts they have, but through its pace."""
    lengths = ask(
        "select avg(n) from (select place, count(*) n from contacts group by place, person)"
        " group by place"
    )
    means = [mean for (mean,) in lengths]
    assert max(means) < 1.35 * min(means)


def test_the_model_decides(tmp_path):
    quick = simulated(tmp_path / "quick", model=Model(median_wait=3.0, spread_of_wait=0.2))
    with duckdb.connect() as base:
        base.execute(f"create view contacts as from '{quick}/*.parquet'")
        assert waits(lambda question: base.execute(question).fetchall())[1] < 9


def test_csv_holds_the_same_rows(folder, tmp_path):
    write_csv(folder, tmp_path / "contacts.csv")
    with duckdb.connect() as base:
        base.execute(
            f"create view a as from '{folder}/*.parquet';"
            f"create view b as from read_csv('{tmp_path}/contacts.csv',"
            " types = {'place': 'varchar'})"
        )
        assert base.execute("select count(*) from (from a except all from b)").fetchall() == [(0,)]
        assert base.execute("select count(*) from b").fetchall() == [(20_000,)]
