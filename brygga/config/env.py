"""What comes from the environment, read once, typed and checked at start."""

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def _wrong(name: str, what: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name}: {what}")


@dataclass(frozen=True, slots=True)
class Environment:
    """Everything an operator may set; every error names its variable and what to do."""

    home: Path
    database_url: str
    secret_key: str
    email_url: str
    base_url: str
    demo: bool
    debug: bool
    rate_limit: int | None
    pathways_store: Path


def read_environment() -> Environment:
    """Read and check. Creates the home and, on first use, the secret key in it."""
    home = _home()
    return Environment(
        home=home,
        database_url=os.environ.get("BRYGGA_DATABASE_URL")
        or f"sqlite:///{home / 'brygga.sqlite3'}",
        secret_key=_secret_key(home),
        email_url=os.environ.get("BRYGGA_EMAIL_URL", ""),
        base_url=_base_url(),
        demo=_flag("BRYGGA_DEMO"),
        debug=_flag("BRYGGA_DEBUG"),
        rate_limit=_rate_limit(),
        pathways_store=_pathways_store(home),
    )


def _home() -> Path:
    home = Path(os.environ.get("BRYGGA_HOME") or "var").resolve()
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _wrong("BRYGGA_HOME", f"cannot make the folder {home} ({error.strerror})") from None
    if not os.access(home, os.W_OK):
        raise _wrong("BRYGGA_HOME", f"the folder {home} cannot be written to")
    return home


def _secret_key(home: Path) -> str:
    given = os.environ.get("BRYGGA_SECRET_KEY_FILE")
    file = Path(given) if given else home / "secret-key"
    if not file.exists():
        if given:
            raise _wrong("BRYGGA_SECRET_KEY_FILE", f"there is no file {file}")
        _make_key(file)
    key = file.read_text(encoding="utf-8").strip()
    if len(key) < 50:  # noqa: PLR2004 -- Django's own bar for a key that is long enough
        raise _wrong("BRYGGA_SECRET_KEY_FILE", f"{file} must hold at least 50 characters")
    return key


def _make_key(file: Path) -> None:
    from django.core.management.utils import get_random_secret_key  # noqa: PLC0415 -- rarely

    # O_EXCL: two processes that start together must agree on one key.
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(get_random_secret_key() + "\n")


def _flag(name: str) -> bool:
    value = os.environ.get(name, "0")
    if value not in {"", "0", "1"}:
        raise _wrong(name, f"is {value!r}; it takes 1 (on) or 0 (off)")
    return value == "1"


def _rate_limit() -> int | None:
    """Registrations a minute from one address. Set and empty: as many as they like."""
    value = os.environ.get("BRYGGA_RATE_LIMITS", "60").strip()
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and 0 < int(value) < 1_000_000):  # noqa: PLR2004 -- what nobody reaches
        problem = f"is {value!r}; give registrations a minute and address, such as 60, or nothing"
        raise _wrong("BRYGGA_RATE_LIMITS", problem)
    return int(value)


def _pathways_store(home: Path) -> Path:
    """Where contact data are prepared; nothing need be there."""
    given = os.environ.get("BRYGGA_PATHWAYS_STORE")
    store = Path(given).resolve() if given else home / "pathways"
    if store.exists() and not store.is_dir():
        raise _wrong("BRYGGA_PATHWAYS_STORE", f"{store} is no folder")
    return store


def _base_url() -> str:
    # PORT is where `make run` listens; whoever has an address of their own names it.
    here = f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
    url = (os.environ.get("BRYGGA_BASE_URL") or here).rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise _wrong(
            "BRYGGA_BASE_URL", f"is {url!r}; give an address such as https://brygga.example"
        )
    return url


def database(url: str, name: str = "BRYGGA_DATABASE_URL") -> dict[str, Any]:
    """Django's settings for `sqlite:///file` or `postgres://user:password@host:port/name`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite" and parts.path:
        return _sqlite(unquote(parts.path))
    if parts.scheme in {"postgres", "postgresql"} and len(parts.path) > 1:
        return _postgres(url)
    raise _wrong(name, f"is {url!r}; give sqlite:///file or postgres://user@host:port/name")


def _sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "brygga.config.sqlite",
        "NAME": path,
        # Said aloud: what runs tests side by side knows it only of Django's own engine.
        "TEST": {"NAME": ":memory:"},
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A transaction that reads and then writes must own the lock from its start, or
            # two of them refuse each other; busy ones wait instead of failing.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: what we have acknowledged survives a power cut.
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-32000;PRAGMA mmap_size=268435456;"
            ),
        },
    }


_PREPARED = {
    # The server works out a statement once for each connection, not each time it is asked: half
    # of what a registration costs it. Behind a pooler that hands connections from one to another,
    # add `?prepare_threshold=` (nothing) to the address.
    "server_side_binding": True,
    "prepare_threshold": 3,
}


def _postgres(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": "brygga.config.postgres",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": _PREPARED | {key: values[-1] for key, values in parse_qs(parts.query).items()},
    }


def email(url: str, home: Path) -> dict[str, Any]:
    """Settings for mail: files in home, or `smtp://` / `smtps://user:password@host:port`."""
    if not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(home / "mail"),
        }
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise _wrong("BRYGGA_EMAIL_URL", f"is {url!r}; give smtp://user:password@host:port")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": "starttls" in parse_qs(parts.query, keep_blank_values=True),
        "EMAIL_TIMEOUT": 20,
    }


def identity_providers(home: Path) -> dict[str, Any]:
    """OpenID Connect and SAML providers from `identity-providers.toml` in home, if it is there.

    Tables `[[openid_connect]]` and `[[saml]]`, each with allauth's keys for an app
    (`provider_id`, `name`, `client_id`, `secret`, `[openid_connect.settings]` …) and in its
    settings `verified_email`, the e-mail domains it vouches for (docs/sign-in.md).
    """
    file = home / "identity-providers.toml"
    if not file.exists():
        return {}
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _wrong("identity-providers.toml", f"cannot be read: {error}") from None
    unknown = set(tables) - {"openid_connect", "saml"}
    if unknown:
        raise _wrong("identity-providers.toml", f"unknown table {sorted(unknown)[0]!r}")
    for kind, apps in tables.items():
        _check_providers(kind, apps)
    return {kind: {"APPS": apps} for kind, apps in tables.items()}


def _check_providers(kind: str, apps: object) -> None:
    if not isinstance(apps, list):
        raise _wrong("identity-providers.toml", f"begin each provider with [[{kind}]]")
    for app in apps:
        name = app.get("provider_id")
        for key in ("provider_id", "name", "client_id"):
            if not app.get(key):
                raise _wrong("identity-providers.toml", f"{kind} {name or ''}: {key} is missing")
        domains = app.get("settings", {}).get("verified_email")
        if not isinstance(domains, list) or not domains:
            problem = f"{name}: settings.verified_email must list the e-mail domains it vouches for"
            raise _wrong("identity-providers.toml", problem)
