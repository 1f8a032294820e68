"""The published worked example of continuity, and where it is undefined."""

from brygga.pathways.engine import Continuity, Limits, Preparation, Store, prepare

SMALL = Limits(memory="500MB", threads=1)


def continuity(tmp_path, units):
    rows = [
        f"a,{unit},psychiatry,visit,2009-03-{day:02}\n" for day, unit in enumerate(units, start=1)
    ]
    file = tmp_path / "events.csv"
    file.write_text("person,unit,sector,activity,start\n" + "".join(rows), encoding="utf-8")
    prepare(file, store=tmp_path / "store", key=b"k" * 16, how=Preparation(limits=SMALL))
    with Store(tmp_path / "store", limits=SMALL) as store:
        return store.ask(Continuity(), threshold=0).rows[0]


def test_the_worked_example(tmp_path):
    assert continuity(tmp_path, "AABACA") == {
        "level": "unit",
        "persons": 1,
        "upc": 0.6667,
        "coc": 0.4,
        "secon": 0.2,
        "mmci": 0.6078,
    }


def test_one_contact_has_no_continuity(tmp_path):
    found = continuity(tmp_path, "A")
    assert found == {
        "level": "unit",
        "persons": 0,
        "upc": None,
        "coc": None,
        "secon": None,
        "mmci": None,
    }
