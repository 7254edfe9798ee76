"""Asking for one page again and again over kept connections."""

import http.client
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median

from bench.process import Server

CONNECTIONS = 4


class WrongAnswer(RuntimeError):
    """The server did not answer 200: the figure would measure something else."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One round: processor seconds a request of the server's tree, the median time until the answer is
    there (with ``CONNECTIONS`` asking at once), and the size of the answer.
    """

    cpu: float
    seconds: float
    bytes: int


@dataclass(slots=True)
class Answers:
    """What came back so far."""

    sizes: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    failure: str = ""


def measure(server: Server, path: str, headers: Mapping[str, str], requests: int) -> Sample:
    """Send ``requests`` GETs for ``path``, shared by the connections. Raises ``WrongAnswer``."""
    answers = Answers()
    share = max(1, requests // CONNECTIONS)
    before = server.cpu_seconds()
    threads = [
        threading.Thread(target=_ask, args=(server.port, path, dict(headers), share, answers))
        for _ in range(CONNECTIONS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if answers.failure:
        raise WrongAnswer(f"{server.name} {path}: {answers.failure}")
    spent = server.cpu_seconds() - before
    return Sample(spent / len(answers.sizes), median(answers.seconds), answers.sizes[0])


def _ask(port: int, path: str, headers: dict[str, str], count: int, answers: Answers) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        for _ in range(count):
            began = time.perf_counter()
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            body = response.read()
            if response.status != 200:
                answers.failure = f"{response.status} {body[:200]!r}"
                return
            answers.seconds.append(time.perf_counter() - began)
            answers.sizes.append(len(body))
    except OSError as error:
        answers.failure = repr(error)
    finally:
        connection.close()
