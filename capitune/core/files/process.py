"""Running a child module in a process of its own, with limits, and without trusting its end."""

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from enum import Enum, auto
from pathlib import Path
from signal import SIGKILL, SIGXCPU
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
WALL_SECONDS = 20

# The child sees no setting of ours: -I shuts out the environment, the folder and the user's packages,
# so the way to our own package is given by hand.
_BOOT = (
    "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); "
    "runpy.run_module(sys.argv.pop(1), run_name='__main__')"
)
_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}

# Each child may take a core and a gigabyte: more at once would only make all of them late.
_SLOTS = threading.BoundedSemaphore(2)


class End(Enum):
    """How a child ended that gave no answer."""

    CRASHED = auto()
    EXHAUSTED = auto()


class ChildFailed(Exception):
    """The child gave no answer; ``end`` says whether it crashed or used up what it was allowed."""

    def __init__(self, end: End) -> None:
        super().__init__(end.name)
        self.end = end


def run_child(module: str, request: Mapping[str, Any], wall_seconds: float = WALL_SECONDS) -> bytes:
    """What ``module``, run as a program, writes for ``request``; raises ``ChildFailed``.

    The child sets its own limits of memory, CPU and output before it opens anything (see
    ``children.sandbox``). No hook runs between fork and exec, and nothing but the wait blocks, so it
    works the same in a gevent worker. Its output goes to a file, whose size its limits bound; a pipe
    would be read into memory without end.
    """
    command = [sys.executable, "-I", "-c", _BOOT, str(ROOT), module, json.dumps(dict(request))]
    with _SLOTS, tempfile.TemporaryFile() as output:
        process = subprocess.Popen(  # noqa: S603 our own module; the request is one argument
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.DEVNULL,
            env=_ENVIRONMENT,
            cwd="/",
            start_new_session=True,
        )
        try:
            status = process.wait(wall_seconds)
        except subprocess.TimeoutExpired as error:
            raise ChildFailed(End.EXHAUSTED) from error
        finally:
            process.kill()
            process.wait()
        if status != 0:
            killed = status in (-SIGXCPU, -SIGKILL)
            raise ChildFailed(End.EXHAUSTED if killed else End.CRASHED)
        output.seek(0)
        return output.read()
