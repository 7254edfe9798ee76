import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from capitune.core.files.process import ROOT, ChildFailed, End, run_child

ROGUE = "tests.support.rogue_child"


def run(tmp_path: Path, how: str, wall_seconds: float = 20, **more: Any) -> bytes:
    request = {"how": how, "pid_path": str(tmp_path / "pid"), **more}
    return run_child(ROGUE, request, wall_seconds)


def is_gone(tmp_path: Path) -> bool:
    try:
        os.kill(int((tmp_path / "pid").read_text()), 0)
    except ProcessLookupError:
        return True
    return False


def test_gives_back_what_the_child_writes(tmp_path: Path) -> None:
    assert run(tmp_path, "answers", answer="hello") == b"hello"


def test_the_child_knows_nothing_of_us(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "secret")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    assert run(tmp_path, "tells its place") == b"['LC_ALL', 'MALLOC_ARENA_MAX'] / 1 True"


@pytest.mark.parametrize(
    ("how", "end"),
    [
        ("burns", End.EXHAUSTED),
        ("crashes", End.CRASHED),
        ("floods", End.CRASHED),
        ("eats memory", End.CRASHED),
        ("opens many", End.CRASHED),
    ],
)
def test_the_child_is_held_to_its_limits(tmp_path: Path, how: str, end: End) -> None:
    started = time.monotonic()
    with pytest.raises(ChildFailed) as caught:
        run(tmp_path, how, wall_seconds=60)
    assert time.monotonic() - started < 50, "its own limit, not the wall clock"
    assert caught.value.end is end
    assert is_gone(tmp_path)


def test_a_child_that_never_ends_is_killed(tmp_path: Path) -> None:
    with pytest.raises(ChildFailed) as caught:
        run(tmp_path, "sleeps", wall_seconds=1)
    assert caught.value.end is End.EXHAUSTED
    assert is_gone(tmp_path)


def test_a_module_that_is_not_there_is_a_crash() -> None:
    with pytest.raises(ChildFailed) as caught:
        run_child("capitune.core.files.children.absent", {})
    assert caught.value.end is End.CRASHED


def test_memory_used_up_while_judging_is_said(tmp_path: Path) -> None:
    assert b'"refused": "bomb"' in run(tmp_path, "eats memory", judging=True)


GEVENT = """
from gevent import monkey
monkey.patch_all()
import sys
sys.path.insert(0, {root!r})
import gevent
from capitune.core.files.inspect import inspect

ticks = 0
def tick():
    global ticks
    while True:
        gevent.sleep(0.005)
        ticks += 1

gevent.spawn(tick)
gevent.sleep(0)
facts = inspect({path!r})
print(facts.mime_type, ticks > 3)
"""


def test_a_gevent_worker_goes_on_meanwhile(tmp_path: Path, a_pdf: Path) -> None:
    script = GEVENT.format(root=str(ROOT), path=str(a_pdf))
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout == "application/pdf True\n"
