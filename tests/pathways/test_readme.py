"""What the engine's README tells a newcomer to type works, word for word."""

import re
import subprocess
import sys
from pathlib import Path

import brygga.pathways.engine

README = Path(brygga.pathways.engine.__file__).with_name("README.md")
BRYGGA = Path(sys.executable).with_name("brygga")


def commands():
    """The indented lines that begin with our command, with where their output goes."""
    found = re.findall(r"^    brygga (.+)$", README.read_text(encoding="utf-8"), re.MULTILINE)
    return [re.split(r" +", line.partition(" > ")[0].strip()) for line in found]


def test_a_newcomer_makes_data_prepares_them_and_answers_all_seven_questions(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRYGGA_HOME", str(tmp_path / "home"))
    said = {}
    for words in commands():
        done = subprocess.run(
            [BRYGGA, *words], capture_output=True, text=True, check=False, timeout=120
        )
        assert (done.returncode, done.stderr if done.returncode else "") == (0, "")
        said[words[2] if words[1] == "ask" else words[0]] = done.stdout
    asked = {"steps", "variants", "waits", "attenders", "breaks", "continuity", "flow"}
    assert asked <= said.keys()
    referrals = int(re.search(r"referrals: (\d+)", said["waits"])[1])
    assert referrals > 1000
    assert not [name for name in asked if "rows: none" in said[name] and name != "waits"]
    assert said["flow"].startswith("<svg")
