"""The real web server, as the Procfile starts it: several processes, gevent, Redis between them."""

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from embedded.ports import HOST, free_port
from tests.support.eventually import eventually

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class WebServer:
    """A server that runs."""

    port: int
    name: str = HOST
    process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Its first process."""
        assert self.process is not None
        return self.process.pid

    @property
    def has_ended(self) -> bool:
        """True when its first process is gone."""
        return self.process is not None and self.process.poll() is not None

    @property
    def url(self) -> str:
        """Its address for pages."""
        return f"http://{self.name}:{self.port}"

    def ask(self, method: str, path: str, body: dict[str, Any]) -> Any:
        """The JSON that the API answers."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=10)
        headers = {"Content-Type": "application/json"}
        connection.request(method, path, json.dumps(body), headers)
        answer = json.loads(connection.getresponse().read())
        connection.close()
        return answer


def answers(port: int) -> bool:
    """True when the process is up and says so."""
    connection = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


@contextmanager
def serving(
    environ: Mapping[str, str], *, workers: int = 2, name: str = HOST
) -> Iterator[WebServer]:
    """A web server for the length of the block, on a free port that its BASE_URL names, under ``name``."""
    server = WebServer(free_port(), name)
    variables = {
        **os.environ,
        **environ,
        "PORT": str(server.port),
        "BASE_URL": server.url,
        "WEB_CONCURRENCY": str(workers),
    }
    command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py"]
    process = subprocess.Popen(
        [*command, "--bind", f"{HOST}:{server.port}", "wsgi:app"],
        cwd=ROOT,
        env=variables,
        start_new_session=True,
    )
    try:
        eventually(lambda: answers(server.port), "the web server", seconds=90)
        yield replace(server, process=process)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
