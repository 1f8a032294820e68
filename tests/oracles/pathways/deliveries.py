"""Deliveries of contact data for tests: drawn by chance, few enough words that much happens."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

FIRST = datetime(2008, 10, 20, tzinfo=UTC)
SECTORS = ["social_services", "psychiatry", "Akuten", "primary_care"]
ACTIVITIES = ["assessment", "treatment", "inpatient", "planned inpatient", "remiss", "visit"]
OUTCOMES = [None, "planned end", "referred", "died", "transferred", "dropped out"]
PLACES = [None, "0160", "0180", "01", "1280", "enheten"]

# Whole hours and few days, so that contacts meet, touch and follow each other within limits.
instants = st.integers(0, 24 * 40).map(lambda hours: FIRST + timedelta(hours=hours)) | st.integers(
    0, 800
).map(lambda days: FIRST + timedelta(days=days))


@st.composite
def events(draw):
    """One row of a delivery."""
    start = draw(instants)
    hours = draw(st.none() | st.sampled_from([0, 5, 23, 24, 25, 24 * 20]))
    before = draw(st.none() | st.integers(-3, 60))
    return {
        "person": draw(st.sampled_from("abcd")),
        "unit": draw(st.sampled_from(["u1", "u2", "u3"])),
        "sector": draw(st.sampled_from(SECTORS)),
        "activity": draw(st.sampled_from(ACTIVITIES)),
        "start": start,
        "end": None if hours is None else start + timedelta(hours=hours),
        "referral": None if before is None else start - timedelta(days=before),
        "plan": draw(st.sampled_from([None, None, "SIP", "SIP 2"])),
        "outcome": draw(st.sampled_from(OUTCOMES)),
        "place": draw(st.sampled_from(PLACES)),
    }


@st.composite
def deliveries(draw):
    """Some rows, a few of them twice."""
    rows = draw(st.lists(events(), min_size=1, max_size=24))
    again = draw(st.lists(st.sampled_from(rows), max_size=3))
    return [*rows, *again]


periods = st.tuples(
    st.none() | st.sampled_from([date(2008, 10, 25), date(2008, 11, 10), date(2009, 3, 1)]),
    st.none() | st.sampled_from([date(2008, 11, 25), date(2009, 6, 1), date(2010, 6, 1)]),
)
places = st.sampled_from([None, "00", "01", "0160", "enheten"])


def some_rows(chance, count):
    """The same kind of rows from a seeded `random.Random`, for persons with long journeys."""
    rows = []
    for _number in range(count):
        start = FIRST + timedelta(hours=chance.randrange(24 * 600))
        hours = chance.choice([None, None, 0, 5, 24, 480])
        before = chance.choice([None, None, -3, 0, 10, 60])
        rows.append(
            {
                "person": f"p{chance.randrange(40)}",
                "unit": f"u{chance.randrange(5)}",
                "sector": chance.choice(SECTORS),
                "activity": chance.choice(ACTIVITIES),
                "start": start,
                "end": None if hours is None else start + timedelta(hours=hours),
                "referral": None if before is None else start - timedelta(days=before),
                "plan": chance.choice([None] * 9 + ["SIP"]),
                "outcome": chance.choice(OUTCOMES),
                "place": chance.choice(PLACES),
            }
        )
    return rows
