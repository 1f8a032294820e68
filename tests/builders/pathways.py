"""A small chain of care in Täby, prepared: few enough contacts to count by hand.

Twenty were referred and began MET 20 days later; fifteen ended as planned, five dropped out. Eight
had LARO, were handed over, and had MET 75 days later. Two had twelve-step treatment. In Huddinge
six were assessed on the last day of the data.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from brygga.pathways.engine import Limits, Preparation, Words, prepare

COLUMNS = (
    "person", "unit", "sector", "activity", "start", "end", "referral", "plan", "outcome", "place",
)  # fmt: skip
KEY = b"a key for tests, of no person"
SMALL = Limits(memory="500MB", threads=1)
WORDS = Words(treatment=("MET", "LARO", "tolvsteg"))


def at(*day):
    return datetime(*day, 9, tzinfo=UTC)


def contact(person, activity, start, *, sector="social_services", place="0160", **more):
    told = {
        "person": person,
        "unit": more.pop("unit", f"Enheten för {sector} (påhittad)"),
        "sector": sector,
        "activity": activity,
        "start": start,
        "place": place,
    }
    return dict.fromkeys(COLUMNS) | told | more


def contacts():
    begun, handed = at(2010, 3, 21), at(2010, 4, 1)
    rows = [
        contact(
            f"a{n}",
            "MET",
            begun,
            referral=begun - timedelta(days=20),
            outcome="planned end" if n < 15 else "dropped out",
        )
        for n in range(20)
    ]
    for n in range(8):
        rows.append(
            contact(f"b{n}", "LARO", handed, sector="addiction_care", outcome="handed over")
        )
        rows.append(contact(f"b{n}", "MET", handed + timedelta(days=75)))
    rows += [contact(f"c{n}", "tolvsteg", begun) for n in range(2)]
    rows += [
        contact(f"d{n}", "assessment", at(2010, 11, 14), sector="primary_care", place="0126")
        for n in range(6)
    ]
    return rows


def store(folder: Path, rows=None, *, name="store") -> Path:
    """Where it is prepared; `rows` are those above if not said."""
    events = folder / f"{name}-events"
    events.mkdir(exist_ok=True)
    write(contacts() if rows is None else rows, events / "events.parquet")
    how = Preparation(words=WORDS, limits=SMALL)
    prepare(events, store=folder / name, key=KEY, how=how)
    return folder / name


def write(rows, file):
    time = pa.timestamp("ms", "UTC")
    kinds = [time if name in {"start", "end", "referral"} else pa.string() for name in COLUMNS]
    columns = [
        pa.array([row[name] for row in rows], kind)
        for name, kind in zip(COLUMNS, kinds, strict=True)
    ]
    pq.write_table(pa.table(columns, names=list(COLUMNS)), file)
