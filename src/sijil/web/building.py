"""Run `sijil build` in a process of its own and follow how far it is.

Run as a module (`python -m sijil.web.building FOLDER`) this is that process: it builds, and prints one line of JSON for
each piece of progress, and one for the error that ends it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from threading import Lock, Thread
from typing import IO

from sijil.errors import SijilError
from sijil.project import Project
from sijil.web.errors import Refusal

IDLE, RUNNING, FAILED = "idle", "running", "failed"
_PATIENCE = 10.0


class Builder:
    """The build of one project: idle, running or failed."""

    def __init__(self, folder: Path) -> None:
        """Follow the builds of a project folder."""
        self._folder = folder
        self._lock = Lock()
        self._process: subprocess.Popen[str] | None = None
        self._state: dict[str, object] = {"state": IDLE, "done": 0, "total": 0, "message": None}

    def state(self) -> dict[str, object]:
        """Say how far the build is."""
        with self._lock:
            return dict(self._state)

    def start(self) -> None:
        """Begin a build.

        Raises:
            Refusal: If one is running.
        """
        with self._lock:
            if self._state["state"] == RUNNING:
                raise Refusal(409, "a build is running", remedy="wait until it has ended")
            command = [sys.executable, "-P", "-m", __name__, str(self._folder)]
            self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")  # noqa: S603  # our own module
            self._state = {"state": RUNNING, "done": 0, "total": 0, "message": None}
        Thread(target=self._follow, args=(self._process,), daemon=True).start()

    def _follow(self, process: subprocess.Popen[str]) -> None:
        """Read what the process says until it ends."""
        message = None
        with process:
            for line in process.stdout or ():
                said = json.loads(line)
                message = said.pop("message", message)
                with self._lock:
                    self._state |= said
        status = process.returncode
        with self._lock:
            failed = status != 0
            if failed and message is None:
                message = f"the build ended with status {status}"
            self._state |= {"state": FAILED if failed else IDLE, "message": message}

    def stop(self) -> None:
        """End a build that runs; what it did is kept, and the next one goes on from there."""
        process = self._process
        if process and process.poll() is None:
            process.terminate()
            process.wait(_PATIENCE)


def main(folder: str, out: IO[str]) -> int:
    """Build a project and print how far it is; return the exit status."""

    def say(**said: object) -> None:
        out.write(json.dumps(said) + "\n")
        out.flush()

    try:
        Project.open(Path(folder)).build(watch=lambda done, total: say(done=done, total=total))
    except SijilError as error:
        say(message=f"{error.what}\n{error.remedy}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.stdout))
