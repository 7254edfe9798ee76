"""The inside of a child: limits first, then one file, one answer on standard output.

The limits are the child's own act, after its imports and before it touches the file, so that the
parent needs no hook between fork and exec. They are hard limits: nothing later can lift them.
"""

import json
import os
import resource
import sys
from collections.abc import Callable
from typing import Any

from capitune.core.files.facts import FileRefused, RefusalCode

MEMORY_BYTES = 1024**3
CPU_SECONDS = 10
OUTPUT_BYTES = 16 * 1024**2
OPEN_FILES = 32

Request = dict[str, Any]


def confine(cpu_seconds: int) -> None:
    """Bound what this process may use from now on."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, OUTPUT_BYTES),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    # The soft limit kills with SIGXCPU, by which the parent knows; the hard one cannot be caught.
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))


def serve(act: Callable[[Request], bytes], cpu_seconds: int = CPU_SECONDS) -> None:
    """Run ``act`` on the request in the arguments, and write what it returns."""
    request: Request = json.loads(sys.argv[1])
    confine(cpu_seconds)
    answer = act(request)
    view = memoryview(answer)
    while view:
        view = view[os.write(sys.stdout.fileno(), view) :]


def judging(judge: Callable[[Request], dict[str, int | None]]) -> Callable[[Request], bytes]:
    """``judge`` as an act: its facts, or its refusal, as JSON.

    An error of the library that opens the file means that the file does not open.
    """

    def act(request: Request) -> bytes:
        try:
            answer: dict[str, Any] = dict(judge(request))
        except FileRefused as refusal:
            answer = {"refused": refusal.code, "detail": refusal.detail}
        except MemoryError:
            answer = {"refused": RefusalCode.BOMB, "detail": "out of memory"}
        except Exception as error:  # noqa: BLE001 decoders of hostile files raise anything
            answer = {"refused": RefusalCode.DAMAGED, "detail": f"{type(error).__name__}: {error}"}
        return json.dumps(answer).encode()

    return act
