"""Flow: the map of the chain, what is met and where people go from there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from brygga.pathways.engine.answers import SUPPRESSED, Draft
from brygga.pathways.engine.flows import Edge, Flow, Node
from brygga.pathways.engine.protecting import Answer as Told
from brygga.pathways.engine.protecting import Cell, Sum
from brygga.pathways.engine.questions.asked import Data, Level, Question, Row
from brygga.pathways.engine.questions.steps import Steps

if TYPE_CHECKING:
    import ibis

MOST_EDGES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowMap(Question):
    """Contacts and persons at each activity, sector or unit, and the steps between them.

    `nodes` count the contacts that start in the period and the place; `rows` are the steps, as in
    the question of that name, those with the most first.
    """

    by: Level = "sector"
    most: int = MOST_EDGES

    def draft(self, data: Data) -> Draft:
        steps = self._steps()
        rows, left_out = steps.told_rows(data)
        nodes: list[Row] = [
            {
                "name": data.name(self.by, row["node"]),
                "contacts": int(row["contacts"]),
                "persons": int(row["persons"]),
            }
            for row in data.rows(self.expression(data))
        ]
        nodes.sort(key=lambda node: (-node["contacts"], node["name"]))
        content: Row = {"by": self.by, "nodes": nodes, "rows": rows}
        if left_out:
            content["rows_left_out"] = left_out
        return Draft(content, self._told(steps, nodes, rows), draw_flow)

    def expression(self, data: Data) -> "ibis.Table":
        """One row a node: contacts and persons."""
        contacts = self.placed(self.during(data.table("contacts")), data)
        if self.is_placed:
            persons = contacts.person.nunique()
        else:
            # A person's first such contact in the period has none before it in the period.
            persons = (contacts[f"{self.by}_before"] < self.first).ifelse(1, 0).sum()
        return contacts.group_by(node=contacts[self.by]).agg(
            contacts=contacts.count(), persons=persons
        )

    def _steps(self) -> Steps:
        return Steps(
            by=self.by, place=self.place, since=self.since, until=self.until, most=self.most
        )

    def _told(self, steps: Steps, nodes: list[Row], rows: list[Row]) -> Told:
        told = steps.told(rows)
        cells = list(told.cells)
        sums = []
        for number, node in enumerate(nodes):
            name = f"nodes/{number}/contacts"
            count = self.scope("flow", self.by, node["name"], "contacts")
            persons = self.scope("flow", self.by, node["name"], "persons", adds_up=False)
            going = [n for n, row in enumerate(rows) if row["from"] == node["name"]]
            ends = node["contacts"] - sum(rows[n]["count"] for n in going)
            cells += [
                Cell(name, node["contacts"], node["persons"], of=count),
                Cell(f"nodes/{number}/persons", node["persons"], of=persons),
                # Contacts that no step leads on from: nobody is told how many.
                Cell(f"ends/{number}", ends, is_shown=False),
            ]
            sums.append(Sum(name, (*(f"rows/{n}/count" for n in going), f"ends/{number}")))
        return Told(cells=tuple(cells), sums=tuple(sums), derived=told.derived)


def flow_in(content: Mapping[str, Any]) -> Flow:
    """The picture's own shape of an answer; what is suppressed is None there."""
    nodes = tuple(
        Node(node["name"], _known(node["contacts"]), _known(node["persons"]))
        for node in content["nodes"]
    )
    edges = tuple(
        Edge(
            row["from"],
            row["to"],
            *(_known(row[name]) for name in ("count", "persons", "median_days")),
        )
        for row in content["rows"]
    )
    return Flow(nodes, edges)


def draw_flow(content: Mapping[str, Any]) -> str:
    from brygga.pathways.engine.picture import draw  # noqa: PLC0415 -- only who wants one waits

    return draw(flow_in(content))


def _known(value: Any) -> Any:  # noqa: ANN401 -- a number or what stands for one
    return None if value == SUPPRESSED else value
