"""How large things are, wide (a page, a paper) and narrow (a phone), and how waits look."""

from dataclasses import dataclass

INK, SOFT, PAPER, CARD, EDGE = "#1d2a2b", "#5b6b6a", "#ffffff", "#f3f4f1", "#72827f"
KEPT_BACK = "#72827f"

WAIT_DAYS = (7, 30, 90)
"""Where one class of waits ends and the next begins, in days."""

WAITS = ("#4f9c91", "#21708a", "#7a4a12", "#2b1600")
"""Short to long: from light to dark, so that grey print tells them too, and from green-blue to
brown, which the colour-blind tell apart. All stand out from white by 3 to 1 or more."""

UNKNOWN_WAIT = "#72827f"


@dataclass(frozen=True, slots=True)
class Form:
    """Sizes in pixels at natural size. Along is from layer to layer, across within one."""

    is_narrow: bool
    length: float
    least_breadth: float
    gap: float
    between: float
    passing: float
    loop: float
    widest: float
    letters: int
    font: int
    layers: int
    abreast: int
    nodes: int
    edges: int
    ports: float

    def at(self, along: float, across: float) -> tuple[float, float]:
        """From along and across to x and y."""
        return (across, along) if self.is_narrow else (along, across)


WIDE = Form(
    is_narrow=False,
    length=152,
    least_breadth=66,
    gap=110,
    between=26,
    passing=16,
    loop=34,
    widest=16,
    letters=15,
    font=14,
    layers=5,
    abreast=6,
    nodes=25,
    edges=26,
    ports=12,
)
NARROW = Form(
    is_narrow=True,
    length=84,
    least_breadth=124,
    gap=64,
    between=10,
    passing=8,
    loop=34,
    widest=9,
    letters=13,
    font=13,
    layers=25,
    abreast=2,
    nodes=9,
    edges=12,
    ports=5,
)


def wait_class(median_days: float | None) -> int | None:
    """0 to 3, or None where it is not known."""
    if median_days is None:
        return None
    return sum(median_days > end for end in WAIT_DAYS)


def wrapped(text: str, letters: int, lines: int = 3) -> list[str]:
    """In lines of so many letters, or of the longest word; the rest ends in an ellipsis."""
    letters = max(letters, *map(len, text.split()), 1) if text.split() else letters
    found: list[str] = []
    for word in text.split():
        if found and len(found[-1]) + 1 + len(word) <= letters:
            found[-1] += f" {word}"
        else:
            found.append(word)
    if len(found) > lines:
        found = [*found[: lines - 1], f"{found[lines - 1][: letters - 1]}…"]
    return found


def css(**given: str | float) -> dict[str, str]:
    """Attributes by their names in SVG; underscores are hyphens, numbers are short."""
    return {
        name.rstrip("_").replace("_", "-"): value if isinstance(value, str) else f"{value:.5g}"
        for name, value in given.items()
    }
