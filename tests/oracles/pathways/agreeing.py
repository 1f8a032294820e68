"""Whether an answer is what the plain version says, for any question."""

from dataclasses import fields

from hypothesis import strategies as st

from brygga.pathways.engine import (
    Attenders,
    Breaks,
    Continuity,
    FlowMap,
    NotAsked,
    Steps,
    Variants,
    Waits,
)
from tests.oracles.pathways import plain
from tests.oracles.pathways.deliveries import periods, places

LEVELS = st.sampled_from(["activity", "sector", "unit"])
OF_EACH = {
    Steps: {"by": LEVELS},
    Variants: {"by": LEVELS, "part": st.sampled_from(["whole", "before", "after"])},
    Waits: {},
    Attenders: {
        "acute": st.sampled_from([("akuten",), ("akuten", "psychiatry")]),
        "visits": st.integers(1, 4),
        "window_days": st.sampled_from([1, 2, 30, 365, 500]),
        "by": LEVELS,
    },
    Breaks: {"by": LEVELS, "days": st.sampled_from([0, 7, 30])},
    Continuity: {"contacts": st.integers(2, 4)},
    FlowMap: {"by": LEVELS},
}


@st.composite
def questions(draw, kinds=tuple(OF_EACH)):
    """Any question, asked of any place and period."""
    kind = draw(st.sampled_from(kinds))
    since, until = draw(periods)
    own = {name: draw(values) for name, values in OF_EACH[kind].items()}
    most = {"most": 10_000} if "most" in {each.name for each in fields(kind)} else {}
    return kind(place=draw(places), since=since, until=until, **own, **most)


def insist(store, question, journeys):
    """Raises AssertionError where the engine says anything else."""
    try:
        content = store.ask(question, threshold=0).to_dict()
    except NotAsked:
        everything = [each for contacts in journeys.values() for each in contacts]
        acute = [plain.plain(word) for word in getattr(question, "acute", ())]
        assert not any(plain.placed(question, each) for each in everything) or (
            acute and not any(plain.plain(each["sector"]) in acute for each in everything)
        )
        return
    expected = getattr(plain, _NAMES[type(question)])(question, journeys)
    if isinstance(expected, list):
        expected = {"rows": expected}
    for name, value in expected.items():
        assert ordered(question, content[name]) == ordered(question, value), (question, name)


_NAMES = {
    Steps: "steps",
    Variants: "variants",
    Waits: "waits",
    Attenders: "attenders",
    Breaks: "breaks",
    Continuity: "continuity",
    FlowMap: "flow",
}


def ordered(question, value):
    """Breaks of two kinds may lie apart; the order within a kind is the engine's own."""
    if isinstance(question, Breaks) and isinstance(value, list):
        return sorted(value, key=lambda row: (row["kind"], row["from"], row["to"] or ""))
    return value
