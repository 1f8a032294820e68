"""The colours themselves: read from the style sheet, and held to WCAG 2.2 AA in light and dark."""

import re
from pathlib import Path

import pytest

STYLES = Path(__file__).resolve().parent.parent.parent / "brygga" / "ui" / "static" / "brygga"
THEME = (STYLES / "theme.css").read_text("utf-8")
APP = (STYLES / "app.css").read_text("utf-8")
LIGHT = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", THEME.partition("@media screen")[0]))
DARK = LIGHT | dict(
    re.findall(
        r"--([\w-]+): (#[0-9a-f]{3,6});", THEME.partition("@media screen")[2].partition("Danger")[0]
    )
)
WORDS = [
    *(
        (ink, ground)
        for ink in ("ink", "soft", "spruce", "thread", "warn")
        for ground in ("paper", "card")
    ),
    ("ink", "spruce-tint"),
    ("soft", "l0"),
    ("on-spruce", "spruce"),
    ("on-spruce", "spruce-hover"),
    ("warn", "warn-tint"),
    ("ink", "warn-tint"),
    ("on-warn", "warn"),
    ("on-light", "l0"),
    ("on-light", "l1"),
    ("on-light", "hatch"),
    ("on-l2", "l2"),
    ("on-l3", "l3"),
    ("on-l4", "l4"),
]
SHAPES = [
    ("edge", "card"),
    ("edge", "paper"),
    ("thread", "card"),
    ("ink", "l0"),
    ("spruce", "paper"),
]


def light(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_contrast_is_reckoned_as_the_standard_does():
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), WORDS)
def test_words_can_be_read(scheme, ink, ground):
    assert contrast(scheme[ink], scheme[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_can_be_seen(scheme, shape, ground):
    assert contrast(scheme[shape], scheme[ground]) >= 3


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_levels_are_steps_in_one_direction(scheme):
    steps = [light(scheme[f"l{level}"]) for level in (1, 2, 3, 4)]
    assert steps in (sorted(steps), sorted(steps, reverse=True))


def test_dark_mode_is_a_choice_of_colours_of_its_own():
    assert set(re.findall(r"#b8232f|#ff6b73", THEME)) == {"#b8232f", "#ff6b73"}
    assert LIGHT["thread"] == "#b8232f"
    assert DARK["thread"] == "#ff6b73"


def test_components_take_their_colours_from_the_theme():
    assert set(re.findall(r"#[0-9a-f]{3,8}\b", APP)) <= {"#fff", "#999"}


def test_red_is_used_for_the_thread_alone():
    rules = re.findall(r"([^{}]+)\{[^{}]*var\(--thread\)", APP)
    places = {selector.strip().splitlines()[-1].strip(" {") for selector in rules}
    assert places == {
        ".mark-thread",
        ".in-focus",
        ".signal",
        ".differs::after",
        ".matrix thead th.focus",
        ".matrix td.focus",
        ".thread > li::before",
        ".thread > .link-missing::before",
        ".knot",
        ".link-contradicts > .knot",
    }


def test_the_script_stays_small():
    lines = (STYLES / "brygga.js").read_text("utf-8").splitlines()
    assert len(lines) <= 120
