"""Programme folders for tests."""

from pathlib import Path

from brygga.access.actor import SYSTEM
from brygga.kernel.faults import Faulty
from brygga.programme.actions import Loaded, load_folder
from brygga.programme.tables import TABLE

PROGRAMMES = Path(__file__).resolve().parents[2] / "programmes"
FACTS = PROGRAMMES / "kunskap-till-praktik"
DEMO = PROGRAMMES / "demo-answers"
SETTINGS = 'name = "Prov"\nslug = "prov"\n'


def folder(path: Path, settings: str = SETTINGS, **files: str) -> Path:
    """A folder with these files; `places="…"` is places.csv without its header, lines as rows."""
    path.mkdir(exist_ok=True)
    (path / "programme.toml").write_text(settings, encoding="utf-8")
    for name, text in files.items():
        header = ",".join(TABLE[name].names)
        (path / f"{name}.csv").write_text(f"{header}\n{text.strip()}\n", encoding="utf-8")
    return path


def load(path: Path, *, is_rehearsal: bool = False) -> Loaded:
    return load_folder(path=path, by=SYSTEM, is_rehearsal=is_rehearsal)


def load_demo() -> None:
    """Everything a demo has."""
    load(FACTS)
    load(DEMO)


def faults(path: Path) -> list[str]:
    """What loading says is wrong; an empty list when it loads."""
    try:
        load(path)
    except Faulty as faulty:
        return [str(fault) for fault in faulty.faults]
    return []
