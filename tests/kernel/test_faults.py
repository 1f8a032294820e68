"""Faults say exactly where."""

from brygga.kernel.faults import Fault, Faulty


def test_a_fault_is_written_with_file_line_and_column():
    assert str(Fault("places.csv", "", 3, 2, "no such place")) == "places.csv:3:2: no such place"


def test_a_fault_in_a_workbook_names_the_sheet():
    fault = Fault("all.xlsx", "places", 3, 2, "no such place")
    assert str(fault) == "all.xlsx[places]:3:2: no such place"
    assert fault.as_json()["sheet"] == "places"


def test_all_faults_are_told_at_once():
    faults = [Fault("a.csv", "", 2, 0, "x"), Fault("b.csv", "", 1, 1, "y")]
    error = Faulty(faults)
    assert str(error) == "a.csv:2:0: x\nb.csv:1:1: y"
    assert error.faults == faults
    assert faults[0].as_json()["sheet"] is None
