"""Takes the pictures in the documentation, so that they show the system as it is.

    python tools/screenshots.py            all of them
    python tools/screenshots.py thread     those whose names contain the word

`docs/screenshots.toml` lists them: `name`, `path`, and if need be `as` (the e-mail address of a
demo persona), `width` and `whole` (the page from top to bottom, not only what a screen holds).
A demo of our own is loaded into a home of its own for it.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "docs" / "screenshots.toml"
TARGET = ROOT / "docs" / "images"
PATIENCE = 120  # seconds for a demo to be loaded
QUIET = ["--disable-background-networking", "--disable-component-update", "--no-first-run"]


def main(words: list[str]) -> int:
    pictures = tomllib.loads(LIST.read_text("utf-8")).get("picture", [])
    wanted = [each for each in pictures if not words or any(word in each["name"] for word in words)]
    if not wanted:
        print("No picture by that name in docs/screenshots.toml", file=sys.stderr)
        return 1
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="brygga-pictures-") as home:
        os.environ["BRYGGA_HOME"] = home
        os.environ.pop("BRYGGA_DATABASE_URL", None)
        with served() as address:
            take(wanted, address)
    return 0


@contextmanager
def served() -> Iterator[str]:
    """A demo that answers, at the address given."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    os.environ["BRYGGA_BASE_URL"] = address
    command = [str(Path(sys.executable).with_name("brygga")), "demo", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        wait_for(f"{address}/readyz", server)
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=2).close()  # noqa: S310 -- our own server
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.3)
        else:
            return
    raise SystemExit("The demo did not start")


def take(pictures: list[dict[str, Any]], address: str) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- wanted only with a server up

    cookies = {who: cookie(who, address) for each in pictures if (who := each.get("as"))}
    chromium = shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=QUIET, chromium_sandbox=os.geteuid() != 0
        )
        for each in pictures:
            context = browser.new_context(
                viewport={"width": each.get("width", 1280), "height": 900}, locale="sv-SE"
            )
            if "as" in each:
                context.add_cookies([cookies[each["as"]]])
            page = context.new_page()
            page.goto(address + each["path"], wait_until="networkidle")
            path = TARGET / f"{each['name']}.png"
            page.screenshot(path=path, full_page=each.get("whole", False), animations="disabled")
            print(path.relative_to(ROOT))
            context.close()
        browser.close()


def cookie(email: str, address: str) -> Any:
    """A session for the persona. A picture is no place to test signing in."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brygga.config.settings")
    import django  # noqa: PLC0415 -- the home must be named first

    django.setup()
    from django.conf import settings  # noqa: PLC0415 -- as above
    from django.contrib import auth  # noqa: PLC0415 -- as above
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415 -- as above

    user = auth.get_user_model().objects.get(email=email)
    session = SessionStore()
    session[auth.SESSION_KEY] = str(user.pk)
    session[auth.BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[auth.HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": address}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
