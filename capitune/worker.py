"""The worker (rq) and the clock: two small processes beside the web.

``python -m capitune.worker work`` carries out what the outbox pushed; ``python -m capitune.worker clock``
looks every few seconds for what was not. The clock reads PostgreSQL only, so a Redis that was emptied
costs seconds, not work; two clocks would only push twice what is done once.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable

import redis
import structlog
from flask import Flask
from rq import Queue
from rq.job import Job
from rq.serializers import JSONSerializer
from rq.worker import HerokuWorker
from sqlalchemy.exc import SQLAlchemyError

import config
from capitune.app import create_app
from capitune.core import idempotency, outbox
from capitune.core.jobs import QUEUES
from capitune.extensions import db

log = structlog.get_logger(__name__)

SWEEP_SECONDS = 5.0
PURGE_EVERY = 720  # sweeps: an hour


class HouseWorker(HerokuWorker):
    """A worker whose jobs run inside the application, in a child with its own connections."""

    app: Flask

    def main_work_horse(self, job: Job, queue: Queue) -> None:
        """In the child: forget the parent's connections, then run the job in the app."""
        with self.app.app_context():
            db.engine.dispose(close=False)
            super().main_work_horse(job, queue)


def work(app: Flask) -> None:
    """Run jobs until told to stop."""
    HouseWorker.app = app
    connection = redis.Redis.from_url(app.config["REDIS_URL"])
    worker = HouseWorker(
        list(QUEUES),
        connection=connection,
        serializer=JSONSerializer,
        worker_ttl=30,
        maintenance_interval=10,
        job_monitoring_interval=5,
    )
    worker.work(with_scheduler=True, logging_level="WARNING")


def clock(app: Flask) -> None:
    """Sweep the outbox every few seconds until told to stop."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    turn = 0
    while not stop.is_set():
        with app.app_context():
            _turn("sweep", outbox.sweep)
            if turn % PURGE_EVERY == 0:
                _turn("purge", idempotency.purge)
        turn += 1
        stop.wait(SWEEP_SECONDS)


def _turn(name: str, act: Callable[[], int]) -> None:
    try:
        act()
    except SQLAlchemyError as error:
        # The database is away or restarting: the next turn tries again.
        log.warning("clock_turn_failed", turn=name, reason=type(error).__name__)
        db.session.remove()


PROCESSES = {"work": work, "clock": clock}

if __name__ == "__main__":
    PROCESSES[sys.argv[1]](create_app(config.load(os.environ)))
