"""Translations without gettext installed: gathers, checks and compiles one catalogue per room.

    python tools/messages.py extract   brings each room's Swedish catalogue up to date with its code
    python tools/messages.py check     lists every entry that is not ready to be shown to a person
    python tools/messages.py compile   writes the files that Django reads (never committed)

Code and templates speak English; ``brygga/<room>/locale/sv/LC_MESSAGES/django.po`` carries the
Swedish. A catalogue holds no date and no line numbers, so that it changes only when words do.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = "sv"
CATALOGUE = Path("locale") / LOCALE / "LC_MESSAGES" / "django.po"
# What stands in no room (the command line) speaks for the house as a whole.
HOUSE_ROOM = "config"
TEMPLATES = {".html", ".txt"}
SKIPPED = {"migrations", "static", "locale", "__pycache__"}
ONE = None
MANY = (1, 2)
IN_CONTEXT = ((1, "c"), 2)
MANY_IN_CONTEXT = ((1, "c"), 2, 3)
KEYWORDS = {
    "_": ONE,
    **dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop"), ONE),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), MANY),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), IN_CONTEXT),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), MANY_IN_CONTEXT),
}
HEADER = (
    'msgid ""\n'
    'msgstr ""\n'
    f'"Language: {LOCALE}\\n"\n'
    '"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Content-Transfer-Encoding: 8bit\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    "\n"
)
NAMED = re.compile(r"%\((\w+)\)[#0\- +]*[\d.]*([a-zA-Z])|(?<!\{)\{(\w+)(?:[:!][^{}]*)?\}(?!\})")


def rooms(package: Path) -> dict[str, list[Path]]:
    """Each room of the package with the files that may hold words, in a fixed order."""
    found: dict[str, list[Path]] = {}
    for path in sorted(package.rglob("*")):
        inside = path.relative_to(package)
        is_text = path.suffix == ".py" or (path.suffix in TEMPLATES and "templates" in inside.parts)
        if is_text and path.is_file() and not SKIPPED.intersection(inside.parts):
            room = inside.parts[0] if len(inside.parts) > 1 else HOUSE_ROOM
            found.setdefault(room, []).append(path)
    return found


def catalogues(package: Path) -> list[Path]:
    return sorted(package.glob(f"*/{CATALOGUE.as_posix()}"))


def gather(package: Path, files: list[Path]) -> Catalog:
    """What the given files say, each entry with the files it is said in."""
    catalog = Catalog(locale=LOCALE)
    for path in files:
        name = path.relative_to(package.parent).as_posix()
        for message, comments, context in said(path):
            catalog.add(message, locations=[(name, 1)], auto_comments=comments, context=context)
    return catalog


def said(path: Path) -> Iterator[tuple[str | tuple[str, ...], list[str], str | None]]:
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        # Django rewrites a template as calls among blanked-out text. Its indentation is the
        # template's, which Python's tokeniser would refuse: the calls do not need it.
        text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
    source = io.BytesIO(text.encode())
    for _line, message, comments, context in extract(
        "python", source, keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    ):
        yield message, comments, context


def read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale=LOCALE)
    with path.open("rb") as file:
        return read_po(file, locale=LOCALE, abort_invalid=True)


def written(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(
        out,
        catalog,
        width=100,
        omit_header=True,
        sort_output=True,
        include_lineno=False,
        ignore_obsolete=True,
    )
    return HEADER.encode() + out.getvalue()


def entries(catalog: Catalog) -> dict[tuple[str | None, str], Message]:
    """The entries by context and English words; a plural goes by its first form, as in gettext."""
    return {(each.context, forms(each.id)[0]): each for each in catalog if each.id}


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str) or text is None else tuple(text)


def update(package: Path) -> list[str]:
    """Bring every catalogue up to date; returns what a translator should know."""
    notes = []
    gathered = {room: gather(package, files) for room, files in rooms(package).items()}
    for path in catalogues(package):
        gathered.setdefault(path.relative_to(package).parts[0], Catalog(locale=LOCALE))
    for room, fresh in sorted(gathered.items()):
        path = package / room / CATALOGUE
        old = read(path)
        notes += [f"{room}: no longer said: {told(each)}" for each in gone(old, fresh)]
        keep(old, fresh)
        if len(fresh):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(written(fresh))
        elif path.exists():
            path.unlink()
        empty = sum(not all(forms(each.string)) for each in entries(fresh).values())
        notes += (
            [f"{room}: {empty} to translate in {path.relative_to(package.parent)}"] if empty else []
        )
    return notes


def keep(old: Catalog, fresh: Catalog) -> None:
    """Carry what a translator has written from the old catalogue to the fresh one."""
    known = entries(old)
    for key, entry in entries(fresh).items():
        before = known.get(key)
        if before is not None and len(forms(before.id)) == len(forms(entry.id)):
            entry.string = before.string
            entry.flags |= before.flags & {"fuzzy"}
            entry.user_comments = before.user_comments


def gone(old: Catalog, fresh: Catalog) -> list[Message]:
    current = entries(fresh)
    return [each for key, each in entries(old).items() if key not in current]


def told(entry: Message) -> str:
    context = f" [{entry.context}]" if entry.context else ""
    swedish = forms(entry.string)[0]
    return repr(forms(entry.id)[0]) + context + (f" = {swedish!r}" if swedish else "")


def faults(package: Path) -> list[str]:
    """Everything that keeps a catalogue from being shown, one sentence each."""
    found = []
    gathered = {room: gather(package, files) for room, files in rooms(package).items()}
    for room in sorted(gathered.keys() | {path.parts[-5] for path in catalogues(package)}):
        fresh, stored = gathered.get(room, Catalog(locale=LOCALE)), read(package / room / CATALOGUE)
        found += [f"{room}: {fault}" for fault in (*differences(fresh, stored), *unready(stored))]
    return found + disagreements(package)


def differences(fresh: Catalog, stored: Catalog) -> Iterator[str]:
    known = entries(stored)
    for key, entry in entries(fresh).items():
        if key not in known:
            yield f"missing: {told(entry)}"
        elif forms(known[key].id) != forms(entry.id):
            yield f"the plural has changed: {told(entry)}"
    for entry in gone(stored, fresh):
        yield f"obsolete: {told(entry)}"
    for entry in stored.obsolete.values():
        yield f"obsolete: {told(entry)}"


def unready(stored: Catalog) -> Iterator[str]:
    for entry in entries(stored).values():
        if not all(forms(entry.string)):
            yield f"not translated: {told(entry)}"
        elif entry.fuzzy:
            yield f"fuzzy: {told(entry)}"
        elif not placeholders_agree(entry):
            yield f"placeholders differ: {told(entry)}"


def placeholders_agree(entry: Message) -> bool:
    """Whether the Swedish fills in what the English does.

    The form for one may leave the number out ("one seat") as the English may.
    """
    asked = [placeholders(text) for text in forms(entry.id)]
    answered = [placeholders(text) for text in forms(entry.string)]
    allowed = [asked, *([asked[-1:]] * (len(answered) - 1))]
    return all(each in choice for each, choice in zip(answered, allowed, strict=True))


def placeholders(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(NAMED.findall(text))


def disagreements(package: Path) -> list[str]:
    """The same words translated differently in two rooms.

    Django lays all catalogues into one, so one room would silently win. A context tells them apart.
    """
    seen: dict[tuple[str | None, str], tuple[str, tuple[str, ...]]] = {}
    found = []
    for path in catalogues(package):
        room = path.parts[-5]
        for key, entry in entries(read(path)).items():
            first_room, first = seen.setdefault(key, (room, forms(entry.string)))
            if all(forms(entry.string)) and all(first) and first != forms(entry.string):
                found.append(
                    f"{room}: {told(entry)}, but {first_room} says {first[0]!r}; use pgettext"
                )
    return found


def build(package: Path) -> int:
    for path in catalogues(package):
        draft = path.with_suffix(".new")
        with draft.open("wb") as file:
            write_mo(file, read(path))
        # A running server may be reading the old file: the new one takes its place in one move.
        draft.replace(path.with_suffix(".mo"))
    return len(catalogues(package))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("verb", choices=["extract", "check", "compile"])
    parser.add_argument("--package", type=Path, default=ROOT / "brygga", help="where the rooms are")
    choice = parser.parse_args(arguments)
    if choice.verb == "compile":
        build(choice.package)
        return 0
    lines = update(choice.package) if choice.verb == "extract" else faults(choice.package)
    for line in lines:
        print(line)
    return 1 if lines and choice.verb == "check" else 0


if __name__ == "__main__":
    sys.exit(main())
