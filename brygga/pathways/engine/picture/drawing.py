"""The flow as elements of SVG."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from brygga.pathways.engine.flows import Edge, Flow, Node
from brygga.pathways.engine.picture import form as look
from brygga.pathways.engine.picture.curves import (
    Curve,
    Key,
    Point,
    curves,
    head_length,
    loop,
    needed_breadth,
)
from brygga.pathways.engine.picture.form import Form, css
from brygga.pathways.engine.picture.labels import Area, Free, width_of
from brygga.pathways.engine.picture.layers import Spot, layers
from brygga.pathways.engine.picture.places import Box, Sizes, places
from brygga.pathways.engine.picture.words import Words

_THIN = 1.5
_LINE = 17
_LABEL_AT = (0.5, 0.35, 0.65, 0.22, 0.78, 0.12, 0.88)
_SMALL = 12
_SMALLEST = 9


@dataclass(slots=True)
class Drawing:
    """One flow on its way to the sheet. `draw` returns what it takes up there."""

    flow: Flow
    words: Words
    form: Form
    root: Element
    widths: dict[Key, float] = field(default_factory=dict)
    boxes: dict[Spot, Box] = field(default_factory=dict)
    free: Free = field(default_factory=Free)

    def draw(self) -> Area:
        largest = max((edge.count or 0 for edge in self.flow.edges), default=0)
        for edge in self.flow.edges:
            share = (edge.count or 0) / largest if largest else 0
            # As its root: otherwise those who come back to the same would leave the others hairs.
            self.widths[edge.source, edge.target] = max(_THIN, self.form.widest * math.sqrt(share))
        lines = self._lay_out()
        self.free.taken += [self._area(node) for node in self.flow.nodes]
        for key, line in lines.items():
            self.free.lines[key] = [self.form.at(*point) for point in line.sampled()]
        edges = SubElement(self.root, "g", css(class_="flow-edges"))
        for edge in reversed(self.flow.edges):
            self._draw_edge(edges, edge, lines)
        nodes = SubElement(self.root, "g", css(class_="flow-nodes"))
        for node in self.flow.nodes:
            self._draw_node(nodes, node)
        labels = SubElement(self.root, "g", css(class_="flow-labels", aria_hidden="true"))
        for edge in self.flow.edges:
            self._label_edge(labels, edge, lines)
        return self.free.ends()

    # -- Where everything stands -----------------------------------------------------------------

    def _lay_out(self) -> dict[Key, Curve]:
        placed = layers(self.flow, longest=self.form.layers, abreast=self.form.abreast)
        needed = needed_breadth(placed, self.widths, self.form)
        loops = {edge.source for edge in self.flow.edges if edge.source == edge.target}
        breadth: dict[Spot, float] = {}
        for spot in (spot for row in placed.rows for spot in row):
            least = self.form.least_breadth if len(spot) == 1 else self.form.passing
            breadth[spot] = max(least, needed.get(spot, 0.0))
            if spot[0] in loops and len(spot) == 1:
                breadth[spot] += 2 * self.form.loop
        gaps = [self.form.gap] * len(placed.rows)
        sizes = Sizes(self.form.length, breadth, gaps, self.form.between)
        self.boxes = places(placed, sizes)
        for name in loops:
            box = self.boxes[name,]
            smaller = box.breadth - 2 * self.form.loop
            self.boxes[name,] = Box(box.along, box.across, box.length, smaller)
        lines = curves(placed, self.boxes, self.widths, self.form)
        for name in sorted(loops):
            lines[name, name] = loop(self.boxes[name,], self.widths[name, name], self.form)
        return lines

    def _area(self, node: Node) -> Area:
        box = self.boxes[node.name,]
        x, y = self.form.at(box.along, box.across - box.breadth / 2)
        right, bottom = self.form.at(box.end, box.across + box.breadth / 2)
        return Area(x, y, right, bottom)

    # -- Nodes -----------------------------------------------------------------------------------

    def _draw_node(self, within: Element, node: Node) -> None:
        area = self._area(node)
        group = SubElement(within, "g", css(class_="flow-node", role="img"))
        SubElement(group, "title").text = self.told_node(node)
        width, height = area.right - area.left, area.bottom - area.top
        box = css(class_="flow-box", fill=look.CARD, stroke=look.EDGE, rx=8)
        SubElement(
            group, "rect", {**box, **css(x=area.left, y=area.top, width=width, height=height)}
        )
        lines = look.wrapped(self.words.name(node.name), self.form.letters)
        longest = max([self.form.letters, *map(len, lines)])
        font = max(_SMALLEST, self.form.font * self.form.letters / longest)
        x, middle = (area.left + area.right) / 2, (area.top + area.bottom) / 2
        y = middle - _LINE * len(lines) / 2 + 4
        for line in lines:
            self._text(group, line, x, y, font_size=font, font_weight="600")
            y += _LINE
        self._text(group, self._contacts(node), x, y, font_size=_SMALL, fill=look.SOFT)

    def _contacts(self, node: Node) -> str:
        if node.contacts is None:
            return self.words.kept_back
        return self.words.contacts % {"contacts": self.words.number(node.contacts)}

    def told_node(self, node: Node) -> str:
        name = {"name": self.words.name(node.name)}
        if node.contacts is None or node.persons is None:
            return self.words.kept_back_node % name
        number = self.words.number
        told = {"contacts": number(node.contacts), "persons": number(node.persons)}
        return self.words.node % {**name, **told}

    def _text(self, within: Element, text: str, x: float, y: float, **more: str | float) -> None:
        given = {"fill": look.INK, "text_anchor": "middle", **more}
        SubElement(within, "text", css(class_="flow-text", x=x, y=y, **given)).text = text

    # -- Edges -----------------------------------------------------------------------------------

    def _draw_edge(self, within: Element, edge: Edge, lines: Mapping[Key, Curve]) -> None:
        kind, colour = _looks(edge)
        group = SubElement(within, "g", css(class_=f"flow-edge {kind}", role="img"))
        SubElement(group, "title").text = self.told_edge(edge)
        key = (edge.source, edge.target)
        curve, width = lines[key], self.widths[key]
        dashes = css(stroke_dasharray="6 5") if edge.count is None else {}
        line = css(class_="flow-line", fill="none", stroke=colour, stroke_width=width)
        SubElement(group, "path", {**line, "d": self._path(curve), **dashes})
        points = " ".join(_pair(self.form.at(*corner)) for corner in _head(curve, width))
        SubElement(group, "polygon", css(class_="flow-head", points=points, fill=colour))

    def _path(self, curve: Curve) -> str:
        begin = self.form.at(*curve.pieces[0][0])
        return f"M{_pair(begin)}" + "".join(
            "C" + " ".join(_pair(self.form.at(*point)) for point in piece[1:])
            for piece in curve.pieces
        )

    def _label_edge(self, within: Element, edge: Edge, lines: Mapping[Key, Curve]) -> None:
        text, key = self._label(edge), (edge.source, edge.target)
        spots = [self.form.at(*point) for point in lines[key].points(_LABEL_AT)]
        if edge.source == edge.target:
            # A loop stands above its box, or to the left of it, and its number beyond it.
            out, narrow = self.widths[key] / 2, self.form.is_narrow
            aside, above = (width_of(text) / 2, 0.0) if narrow else (0.0, out + _SMALL * 0.7)
            spots = [(x - aside, y - above) for x, y in spots]
        x, y = self.free.place(text, spots, key)
        halo = {"stroke": look.PAPER, "paint_order": "stroke", "stroke_linejoin": "round"}
        self._text(within, text, x, y + 4, font_size=_SMALL, stroke_width=4, **halo)

    def _label(self, edge: Edge) -> str:
        if edge.count is None:
            return self.words.kept_back
        if edge.median_days is None:
            return self.words.number(edge.count)
        return f"{self.words.number(edge.count)} · {self.words.in_days(edge.median_days)}"

    def told_edge(self, edge: Edge) -> str:
        ends = {
            "source": self.words.name(edge.source),
            "target": self.words.name(edge.target),
        }
        if edge.count is None:
            return self.words.kept_back_edge % ends
        days = edge.median_days
        wait = self.words.unknown_wait if days is None else self.words.in_days(days)
        return self.words.edge % {**ends, "count": self.words.number(edge.count), "days": wait}


def _looks(edge: Edge) -> tuple[str, str]:
    """The class and the colour of an edge."""
    if edge.count is None:
        return "is-kept-back", look.KEPT_BACK
    wait = look.wait_class(edge.median_days)
    return (
        ("wait-unknown", look.UNKNOWN_WAIT) if wait is None else (f"wait-{wait}", look.WAITS[wait])
    )


def _head(curve: Curve, width: float) -> list[Point]:
    """The corners of the arrow's head: its tip, and a line across where the edge ends."""
    (along, across), (tip_along, tip_across) = curve.end, curve.tip
    side, length = width / 2 + 4, head_length(width)
    over = (tip_along - along) / length * side, (tip_across - across) / length * side
    return [
        curve.tip,
        (along - over[1], across + over[0]),
        (along + over[1], across - over[0]),
    ]


def _pair(point: tuple[float, float]) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"
