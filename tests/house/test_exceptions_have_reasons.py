"""Each exception to a check names the check and says why."""

import re

from tests.house import source

MARK = re.compile(r"#\s*(noqa|type:\s*ignore|pragma: no cover)(?P<rest>.*)")
WITH_REASON = re.compile(
    r"^(:\s*[A-Z]+[0-9]+(,\s*[A-Z]+[0-9]+)*|\[[a-z-]+(,\s*[a-z-]+)*\])?(\s*#)?\s*--\s\S"
)


def test_every_exception_names_its_code_and_its_reason():
    broken = []
    for folder in ("brygga", "tests", "tools", "bench"):
        for path in sorted((source.ROOT / folder).rglob("*.py")):
            if path.name == "test_exceptions_have_reasons.py" or "migrations" in path.parts:
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                mark = MARK.search(line)
                if mark and not WITH_REASON.match(mark["rest"]):
                    broken.append(f"{path.relative_to(source.ROOT)}:{number}: {line.strip()}")
    assert broken == []
