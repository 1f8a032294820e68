"""The house's own source as syntax trees, read once."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "brygga"


@cache
def modules() -> dict[Path, ast.Module]:
    """Every module of the product except migrations, by its path below the package."""
    files = (path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
    return {
        path.relative_to(PACKAGE): ast.parse(path.read_text(encoding="utf-8")) for path in files
    }


def named(name: str) -> Iterator[tuple[Path, ast.Module]]:
    """Modules that are `name.py` or lie in a package `name/` of a room."""
    for path, tree in modules().items():
        if path.stem == name or name in path.parts[1:-1]:
            yield path, tree


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return (node for node in ast.walk(tree) if isinstance(node, kinds))


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring, decorators and signature's own lines."""
    body = function.body
    if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    if not body:
        return 0
    return (body[-1].end_lineno or 0) - body[0].lineno + 1
