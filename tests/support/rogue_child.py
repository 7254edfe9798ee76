"""A child module that does what a decoder taken over by its file might do; see ``capitune.core.files``."""

import os
import signal
import sys
import time
from pathlib import Path

from capitune.core.files.children.sandbox import Request, judging, serve


def act(request: Request) -> bytes:
    """What ``request["how"]`` says."""
    Path(request["pid_path"]).write_text(str(os.getpid()), encoding="ascii")
    return HOW[request["how"]](request)


def answers(request: Request) -> bytes:
    return str(request["answer"]).encode()


def tells_its_place(_: Request) -> bytes:
    return f"{sorted(os.environ)} {Path.cwd()} {sys.flags.isolated} {os.getsid(0) == os.getpid()}".encode()


def eats_memory(_: Request) -> bytes:
    held = []
    while True:
        held.append(bytearray(50_000_000))


def burns(_: Request) -> bytes:
    while True:
        sum(range(1000))


def sleeps(_: Request) -> bytes:
    time.sleep(60)
    return b""


def floods(_: Request) -> bytes:
    piece = bytes(1_000_000)
    while True:
        os.write(1, piece)


def crashes(_: Request) -> bytes:
    os.kill(os.getpid(), signal.SIGSEGV)
    return b""


def opens_many(request: Request) -> bytes:
    held = [os.open(request["pid_path"], os.O_RDONLY) for _ in range(100)]
    return str(len(held)).encode()


HOW = {
    "answers": answers,
    "tells its place": tells_its_place,
    "eats memory": eats_memory,
    "burns": burns,
    "sleeps": sleeps,
    "floods": floods,
    "crashes": crashes,
    "opens many": opens_many,
}

if __name__ == "__main__":
    if "judging" in sys.argv[1]:
        serve(judging(lambda request: {"pages": len(act(request)), "width": None, "height": None}))
    elif "burns" in sys.argv[1]:
        serve(act, cpu_seconds=1)
    else:
        serve(act)
