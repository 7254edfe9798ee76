"""The supervisor with small processes in place of the product's."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from embedded.ports import HOST, free_port, is_free
from embedded.process import alive, wait_until

HOUSE = Path(__file__).parents[3]
START = "import sys; from pathlib import Path; from embedded import supervisor; sys.exit(supervisor.main(Path(sys.argv[1])))"
WSGI = """
import os
from flask import Flask
app = Flask(__name__)

@app.cli.command("prepare")
def prepare():
    print("prepared", os.environ["DATABASE_URL"])
    raise SystemExit(int(os.environ.get("PREPARE_FAILS", "0")))
"""
WEB = """
import http.server, os
class Ready(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
print("pid", os.getpid())
http.server.HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Ready).serve_forever()
"""
IDLE = """
import os, signal, sys
print("pid", os.getpid())
signal.pause()
"""
STUBBORN = """
import os, signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("pid", os.getpid())
while True:
    signal.pause()
"""


class Run:
    """A supervisor at work, and what it printed so far."""

    def __init__(self, root: Path, **environ: str) -> None:
        self.port = int(environ.setdefault("PORT", str(free_port())))
        self.output = root / f"output-{self.port}"
        with self.output.open("w") as sink:
            self.process = subprocess.Popen(
                [sys.executable, "-c", START, str(root)],
                stdout=sink,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                env={
                    "PATH": os.environ["PATH"],
                    "PYTHONPATH": str(HOUSE),
                    "DATABASE_URL": "postgresql://elsewhere/x",
                    "REDIS_URL": "redis://elsewhere/0",
                    **environ,
                },
            )

    @property
    def text(self) -> str:
        return self.output.read_text()

    def shows(self, words: str) -> None:
        assert wait_until(lambda: words in self.text, 20), self.text

    def pids(self, name: str) -> list[int]:
        lines = [line.partition("|") for line in self.text.splitlines()]
        return [
            int(said.split()[1])
            for label, _, said in lines
            if label.strip() == name and said.startswith(" pid ")
        ]

    def whole(self) -> list[int]:
        """The process ids once all three run: the web is ready first."""
        names = ("web", "worker", "clock")
        self.shows("CAPITUNE is ready")
        assert wait_until(lambda: all(self.pids(name) for name in names), 20), self.text
        return [self.pids(name)[-1] for name in names]

    def stop(self, sent: signal.Signals = signal.SIGTERM) -> int:
        """The exit status. Well before the patience with a process that does not listen ends."""
        self.process.send_signal(sent)
        return self.process.wait(10)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "wsgi.py").write_text(WSGI)
    for name, script in {"web": WEB, "worker": IDLE, "clock": IDLE}.items():
        (tmp_path / f"{name}.py").write_text(script)
    (tmp_path / "Procfile").write_text(
        "release: x && y\nweb: python web.py\nworker: python worker.py\nclock: python clock.py\n"
    )
    return tmp_path


@pytest.fixture
def run(root: Path) -> Iterator[Callable[..., Run]]:
    runs: list[Run] = []

    def start(**environ: str) -> Run:
        runs.append(Run(root, **environ))
        return runs[-1]

    yield start
    for each in runs:
        if each.process.poll() is None:
            each.stop()


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_it_prepares_serves_welcomes_and_stops_what_it_started(
    run: Callable[..., Run], sent: signal.Signals
) -> None:
    bystander = subprocess.Popen(["sleep", "60"])
    running = run()
    pids = running.whole()
    assert "prepare | prepared postgresql://elsewhere/x" in running.text
    for words in (f"http://{HOST}:{running.port}/dev/mail", "jean.candidat@example.com"):
        assert words in running.text
    assert all(alive(pid) for pid in pids)
    assert running.stop(sent) == 0
    assert not any(alive(pid) for pid in pids)
    assert is_free(running.port)
    assert bystander.poll() is None
    bystander.kill()
    bystander.wait()


def test_a_process_that_dies_is_started_again(run: Callable[..., Run]) -> None:
    running = run()
    _, first, _ = running.whole()
    os.kill(first, signal.SIGKILL)
    running.shows("worker ended (-9), again in 1 s")
    assert wait_until(lambda: len(running.pids("worker")) == 2, 10)
    assert running.process.poll() is None


def test_a_second_signal_hurries_a_process_that_lingers(
    run: Callable[..., Run], root: Path
) -> None:
    (root / "worker.py").write_text(STUBBORN)
    running = run()
    _, lingering, _ = running.whole()
    running.process.send_signal(signal.SIGINT)
    running.shows("stopping")
    assert alive(lingering)
    assert running.stop(signal.SIGINT) == 0
    assert not alive(lingering)


@pytest.mark.skipif(sys.platform != "linux", reason="PR_SET_PDEATHSIG is Linux's")
def test_a_supervisor_that_is_killed_leaves_no_process(run: Callable[..., Run]) -> None:
    running = run()
    pids = running.whole()
    assert all(alive(pid) for pid in pids)
    running.stop(signal.SIGKILL)
    assert wait_until(lambda: not any(alive(pid) for pid in pids), 10)


def test_a_second_run_of_the_same_copy_says_where_the_first_is(run: Callable[..., Run]) -> None:
    first = run()
    first.shows("CAPITUNE is ready")
    second = run()
    assert second.process.wait(20) == 1
    assert f"http://{HOST}:{first.port}" in second.text
    assert first.process.poll() is None


def test_a_taken_port_is_named_with_the_way_out(run: Callable[..., Run]) -> None:
    with socket.create_server((HOST, 0)) as taker:
        port = taker.getsockname()[1]
        running = run(PORT=str(port))
        assert running.process.wait(20) == 1
    assert running.text == (
        f"Port {port} is taken by another program. Stop it, or choose another port:"
        f" PORT={port + 1} make run\n"
    )


def test_a_database_that_cannot_be_prepared_serves_nothing(run: Callable[..., Run]) -> None:
    running = run(PREPARE_FAILS="3")
    assert running.process.wait(20) == 1
    assert "the database could not be prepared (3)" in running.text
    assert running.pids("web") == []
