"""What is logged has a sentence, and each sentence is used."""

import ast

from brygga.audit.kinds import SENTENCES
from tests.house import source


def _recorded() -> set[str]:
    kinds = set()
    for path, tree in source.modules().items():
        if path.parts[0] == "audit":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                kinds |= {node.value} & set(SENTENCES)
        for call in source.calls(tree):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            if name == "record" and call.args and isinstance(call.args[0], ast.Constant):
                kinds.add(call.args[0].value)
    return kinds


def test_every_kind_that_is_recorded_has_a_sentence():
    assert _recorded() - set(SENTENCES) == set()


def test_every_sentence_is_for_something_that_is_recorded():
    assert set(SENTENCES) - _recorded() == set()
