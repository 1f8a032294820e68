"""A delivery becomes a store, all of it or nothing; what is wrong is named with file and row."""

import csv
import gzip
import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from brygga.pathways.engine import (
    Limits,
    Preparation,
    Steps,
    Store,
    Unusable,
    Variants,
    Waits,
    prepare,
)

KEY = b"a key for tests, of no person"
HEADING = "person,unit,sector,activity,start,end,referral,plan,outcome,place"
GOOD = "a,u1,psychiatry,assessment,2009-03-01 10:00,,2009-02-20,,,0160"
SMALL = Limits(memory="500MB", threads=1)


def delivered(folder, *rows, heading=HEADING, name="events.csv"):
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
    return file


def made(tmp_path, *rows, events=None, **choices):
    events = events or delivered(tmp_path / "in", *rows)
    how = Preparation(limits=SMALL, **choices)
    return prepare(events, store=tmp_path / "store", key=KEY, how=how)


def faults(tmp_path, *rows, **choices):
    with pytest.raises(Unusable) as refused:
        made(tmp_path, *rows, **choices)
    return [(Path(each.file).name, each.row, each.reason) for each in refused.value.faults]


def steps(tmp_path, **asked):
    with Store(tmp_path / "store", limits=SMALL) as store:
        return store.ask(Steps(**asked), threshold=0).rows


def test_whoever_waits_is_told_how_far_it_has_come(tmp_path):
    told = []
    events = [delivered(tmp_path / "in", GOOD, name=f"{n}.csv") for n in range(2)]
    prepare(
        events,
        store=tmp_path / "store",
        key=KEY,
        how=Preparation(limits=SMALL),
        progress=told.append,
    )
    assert told == sorted(told)
    # Both files looked at, both parted, and all that is left.
    assert {0.05, 0.1, 0.275, 0.45, 1.0} <= {round(share, 3) for share in told}


# -- What is read --------------------------------------------------------------------------------


def test_what_is_read_is_rejected_duplicate_merged_or_kept(tmp_path):
    report = made(
        tmp_path,
        GOOD,
        GOOD,
        "b,u1,psychiatry,inpatient,2009-03-01 10:00,2009-03-02 10:00,,,,",
        "b,u2,psychiatry,inpatient,2009-03-02 12:00,2009-03-05 10:00,,,planned end,",
        "c,u1,moon,assessment,2009-03-01,,,,,",
        max_rejected=0.5,
    )
    assert report.to_dict() == {
        "read": 5, "kept": 2, "rejected": 1, "duplicates": 1, "merged": 1, "contacts": 2,
        "persons": 3,
    }  # fmt: skip
    with (tmp_path / "store" / "rejected.csv").open(encoding="utf-8") as stream:
        told = list(csv.DictReader(stream))
    assert [(Path(each["file"]).name, each["row"]) for each in told] == [("events.csv", "6")]
    assert "sector" in told[0]["reason"]


@pytest.mark.parametrize("form", ["semicolon", "gz", "parquet", "folder", "pattern", "renamed"])
def test_forms_of_delivery_give_the_same(tmp_path, form):
    rows = [GOOD, "a,u2,psychiatry,treatment,2009-03-11 09:00,,,,,0160"]
    file = delivered(tmp_path / "in", *rows)
    choices = {}
    if form == "semicolon":
        file.write_text(file.read_text().replace(",", ";"), encoding="utf-8-sig")
    elif form == "gz":
        (tmp_path / "in" / "events.csv.gz").write_bytes(gzip.compress(file.read_bytes()))
        file.unlink()
    elif form == "parquet":
        cells = [row.split(",") for row in rows]
        columns = [[cell or None for cell in column] for column in zip(*cells, strict=True)]
        table = pa.table(dict(zip(HEADING.split(","), columns, strict=True)))
        pq.write_table(table, tmp_path / "in" / "events.parquet")
        file.unlink()
    elif form == "renamed":
        file.write_text(file.read_text().replace("person,", "Patient,"), encoding="utf-8")
        choices["columns"] = {"person": "Patient"}
    events = {"pattern": str(tmp_path / "in" / "*.csv")}.get(form, tmp_path / "in")
    made(tmp_path, events=events, **choices)
    assert steps(tmp_path) == [
        {
            "from": "assessment",
            "to": "treatment",
            "count": 1,
            "persons": 1,
            "median_days": 10.0,
            "p90_days": 10.0,
        }
    ]


def test_a_person_is_the_same_however_the_number_is_written(tmp_path):
    """An invented number: 1890-01-01, with the right check digit."""
    ways = ["18900101-9802", "189001019802", " 18900101-9802 ", "900101+9802"]
    rows = [
        f"{way},u1,psychiatry,treatment,2009-03-{day:02} 10:00,,,,,"
        for day, way in enumerate(ways, 1)
    ]
    assert made(tmp_path, *rows).persons == 1


def test_naive_times_are_swedish_and_a_step_over_the_change_of_hour_is_whole_days(tmp_path):
    made(
        tmp_path,
        "a,u1,psychiatry,assessment,2009-03-28 10:00,,,,,",
        "a,u1,psychiatry,treatment,2009-03-29 09:30,,,,,",
    )
    assert steps(tmp_path)[0]["median_days"] == 1


def test_transfers_can_be_left_as_they_are(tmp_path):
    rows = [
        "b,u1,psychiatry,inpatient,2009-03-01 10:00,2009-03-02 10:00,,,,",
        "b,u2,psychiatry,inpatient,2009-03-02 12:00,,,,,",
    ]
    assert made(tmp_path, *rows, transfer_hours=0).merged == 0
    assert made(tmp_path, *rows, transfer_hours=1).merged == 0
    assert made(tmp_path, *rows).merged == 1


def test_ones_own_sectors_are_known_with_their_principal(tmp_path):
    rows = ["a,u1,Ungdomshälsan,treatment,2009-03-01,,,,,", GOOD]
    assert made(tmp_path, *rows, sectors=("ungdomshälsan=region",)).rejected == 0
    with Store(tmp_path / "store", limits=SMALL) as store:
        assert store.manifest.principal_of("UNGDOMSHÄLSAN") == "region"


# -- Bad input -----------------------------------------------------------------------------------

BAD = {
    "no person": (",u1,psychiatry,treatment,2009-03-01,,,,,", "person"),
    "no unit": ("a,,psychiatry,treatment,2009-03-01,,,,,", "unit"),
    "no start": ("a,u1,psychiatry,treatment,,,,,,", "no start"),
    "a day that is none": ("a,u1,psychiatry,treatment,2009-02-30,,,,,", "start is no time"),
    "an hour that never was": ("a,u1,psychiatry,treatment,2009-03-29 02:30,,,,,", "start is no"),
    "a year far off": ("a,u1,psychiatry,treatment,2909-03-01,,,,,", "start is no time"),
    "an end that is none": ("a,u1,psychiatry,treatment,2009-03-01,soon,,,,", "end is no time"),
    "end before start": ("a,u1,psychiatry,treatment,2009-03-02,2009-03-01,,,,", "before the start"),
    "unknown sector": ("a,u1,moon,treatment,2009-03-01,,,,,", "--sectors"),
    "too many columns": (GOOD + ",x,y", "columns"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_row_is_named_with_file_and_row(tmp_path, name):
    row, reason = BAD[name]
    found = faults(tmp_path, GOOD, row, GOOD.replace("a,", "b,", 1))
    assert [(file, number) for file, number, _reason in found] == [("events.csv", 3)]
    assert reason in found[0][2]
    assert not (tmp_path / "store" / "current").exists()


def test_rows_after_one_that_is_no_csv_are_named_by_their_own_number(tmp_path):
    found = faults(tmp_path, GOOD, GOOD + ",x", BAD["no unit"][0])
    assert [number for _file, number, _reason in found] == [3, 4]


def test_blank_rows_count_as_a_spreadsheet_counts_them(tmp_path):
    wrong = "b,,psychiatry,treatment,2009-03-01,,,,,"
    quoted = 'c,"u\n\n1",psychiatry,treatment,2009-03-01,,,,,'
    rows = [GOOD, "", wrong, "", "", GOOD + ",x,y", wrong, quoted, "", wrong]
    assert [row for _file, row, _reason in faults(tmp_path, *rows)] == [4, 7, 8, 11]


def test_what_is_not_utf8_is_named(tmp_path):
    file = delivered(tmp_path / "in", GOOD)
    file.write_bytes(file.read_bytes() + "b,ånö,psychiatry,x,2009-03-01,,,,,\n".encode("latin-1"))
    assert [each[:2] for each in faults(tmp_path, events=file)] == [("events.csv", 3)]


def test_mixed_time_zones_stop_everything(tmp_path):
    found = faults(
        tmp_path, GOOD, "b,u1,psychiatry,x,2009-03-01T10:00:00+01:00,,,,,", max_rejected=1.0
    )
    assert found[0][:2] == ("events.csv", 3)
    assert "time zone" in found[0][2]


def test_times_that_all_state_a_zone_and_days_are_no_mixture(tmp_path):
    made(
        tmp_path,
        "a,u1,psychiatry,x,2009-03-01T10:00:00+01:00,,2009-02-01,,,",
        "a,u1,psychiatry,y,2009-03-02T10:00:00Z,,,,,",
    )
    assert steps(tmp_path)[0]["median_days"] == 1


def test_a_column_that_is_missing_is_named(tmp_path):
    file = delivered(tmp_path / "in", "a,u1", heading="person,unit")
    [(name, row, reason)] = faults(tmp_path, events=file)
    assert (name, row) == ("events.csv", 1)
    assert "sector, activity, start" in reason


def test_an_empty_delivery_is_refused(tmp_path):
    with pytest.raises(Unusable, match="not one row"):
        made(tmp_path, events=delivered(tmp_path / "in"))
    (tmp_path / "in" / "events.csv").write_bytes(b"")
    assert faults(tmp_path, events=tmp_path / "in")[0][2] == "is empty."
    with pytest.raises(Unusable, match="no CSV or Parquet"):
        made(tmp_path, events=tmp_path / "elsewhere")


def test_half_written_parquet_is_named(tmp_path):
    file = tmp_path / "half.parquet"
    pq.write_table(pa.table({"person": ["a"] * 10}), file)
    file.write_bytes(file.read_bytes()[:-20])
    assert faults(tmp_path, events=file) == [("half.parquet", 0, "is not a whole Parquet file.")]


def test_nobody_has_more_rows_than_anybody_can_have(tmp_path):
    crowd = [f"x,u1,psychiatry,visit,2009-03-01 10:{n:02},,,,," for n in range(30)]
    found = faults(tmp_path, GOOD, *crowd, max_rows_per_person=20)
    assert found[0][:2] == ("events.csv", 3)
    assert "more rows than" in found[0][2]
    assert made(tmp_path, GOOD, *crowd, max_rows_per_person=20, max_rejected=1).rejected == 30


def test_a_column_of_identities_in_the_wrong_place_is_refused(tmp_path):
    row = "a,18900101-9802,psychiatry,treatment,2009-03-01,,,,,"
    with pytest.raises(Unusable, match="column unit holds personal identity numbers") as refused:
        made(tmp_path, row)
    assert "9802" not in str(refused.value)


def test_a_refused_delivery_leaves_the_store_as_it_was(tmp_path):
    made(tmp_path, GOOD, GOOD.replace("03-01", "03-05"))
    before = steps(tmp_path)
    faults(tmp_path, BAD["no unit"][0])
    assert steps(tmp_path) == before
    assert (
        sorted(each.name for each in (tmp_path / "store").iterdir() if "draft" in each.name) == []
    )


# -- One delivery more ---------------------------------------------------------------------------


def test_adding_is_as_if_all_had_been_delivered_at_once(tmp_path):
    first = [
        GOOD,
        "b,u1,psychiatry,inpatient,2009-03-01 10:00,2009-03-02 10:00,2009-02-27,,,01",
        "b,u2,psychiatry,inpatient,2009-03-02 12:00,2009-03-05 10:00,,,,",
        "c,u1,social_services,visit,2009-03-03,,,,,",
    ]
    more = [
        # Between the two that were one transfer, so that they no longer are.
        "b,u3,social_services,visit,2009-03-02 11:00,,,,,",
        "d,u9,primary_care,treatment,2009-04-02 11:00,,2009-03-20,,,",
        GOOD,
    ]
    made(tmp_path, *first)
    report = made(tmp_path, events=delivered(tmp_path / "more", *more), add=True)
    assert (report.read, report.duplicates, report.merged) == (3, 1, -1)
    assert report.read == report.rejected + report.duplicates + report.merged + report.kept
    added = _everything(tmp_path)
    (tmp_path / "at_once").mkdir()
    made(tmp_path / "at_once", *first, *more)
    assert added == _everything(tmp_path / "at_once")


def _everything(tmp_path):
    with Store(tmp_path / "store", limits=SMALL) as store:
        asked = [Steps(by="unit"), Steps(), Variants(by="sector"), Waits()]
        return [store.ask(question, threshold=0).to_dict() for question in asked]


def test_adding_with_another_key_is_refused(tmp_path):
    made(tmp_path, GOOD)
    with pytest.raises(Unusable, match="another key"):
        prepare(tmp_path / "in", store=tmp_path / "store", key=b"x" * 32, how=Preparation(add=True))


# -- What is kept back ---------------------------------------------------------------------------


def test_few_are_kept_back_and_the_open_answer_says_that_it_is_not_for_others(tmp_path):
    made(tmp_path, GOOD, GOOD.replace("03-01", "03-05"))
    with Store(tmp_path / "store", limits=SMALL) as store:
        kept_back = store.ask(Steps())
        told = store.ask(Steps(), threshold=0)
    assert kept_back.to_dict()["rows"][0]["count"] == {"suppressed": True}
    assert "publishable" not in kept_back.to_dict()
    assert told.to_dict()["publishable"] is False
    assert json.loads(told.to_json())["rows"][0]["count"] == 1


def test_a_period_holds_its_first_day_and_not_the_day_after_its_last(tmp_path):
    made(tmp_path, GOOD, GOOD.replace("03-01", "03-05"))
    assert steps(tmp_path, since=date(2009, 3, 1), until=date(2009, 3, 6))
    assert not steps(tmp_path, since=date(2009, 3, 1), until=date(2009, 3, 5))
    assert not steps(tmp_path, since=date(2009, 3, 2))
