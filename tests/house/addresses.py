"""Every address of the house, read from the resolver that answers them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern


@dataclass(frozen=True, slots=True)
class Address:
    """One URL pattern. `name` is its route where nobody named it."""

    name: str
    route: str
    has_languages: bool


def addresses() -> list[Address]:
    return list(_walk(get_resolver().url_patterns, "", "", languages=False))


def _walk(
    patterns: list[URLPattern | URLResolver], route: str, namespace: str, *, languages: bool
) -> Iterator[Address]:
    for pattern in patterns:
        is_language = isinstance(pattern.pattern, LocalePrefixPattern)
        # The prefix follows the language of whoever asks; the route is the same without it.
        here = route if is_language else route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            both = languages or is_language
            yield from _walk(pattern.url_patterns, here, inner, languages=both)
        else:
            yield Address(namespace + pattern.name if pattern.name else here, here, languages)
