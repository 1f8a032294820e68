"""Small enough to read: functions, views and files."""

from tests.house import source

FUNCTION_LINES = 25
VIEW_LINES = 20
FILE_LINES = 300


def _too_long(name: str | None, bound: int) -> list[str]:
    found = source.named(name) if name else source.modules().items()
    return [
        f"{path}:{function.lineno} {function.name} has {source.length(function)} lines"
        for path, tree in found
        for function in source.functions(tree)
        if source.length(function) > bound
    ]


def test_a_function_fits_in_a_glance():
    assert _too_long(None, FUNCTION_LINES) == []


def test_a_view_only_fetches_asks_acts_and_answers():
    assert _too_long("views", VIEW_LINES) == []


def test_a_file_is_about_one_thing():
    sizes = {
        str(path): len((source.PACKAGE / path).read_text(encoding="utf-8").splitlines())
        for path in source.modules()
    }
    assert {path: size for path, size in sizes.items() if size > FILE_LINES} == {}
