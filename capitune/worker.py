"""The worker (rq) and the clock: two small processes beside the web.

``python -m capitune.worker work`` carries out what the outbox pushed; ``python -m capitune.worker clock``
runs the periodic jobs of ``schedule``, among them the sweep for what was not pushed. The clock reads
PostgreSQL only, so a Redis that was emptied costs seconds, not work; of two clocks one runs each job.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Mapping
from typing import Any

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
from capitune.core.jobs import QUEUES
from capitune.core.schedule import Periodic, run_if_due
from capitune.extensions import db
from capitune.schedule import SCHEDULE

log = structlog.get_logger(__name__)

SECOND_TRY = 30.0  # seconds after a job that failed, unless it is due sooner
PARTING = 15.0  # seconds that running jobs have to end when the clock is told to stop


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
    """Run the periodic jobs until told to stop. Each has a thread: a slow one holds up no other."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    threads = [
        threading.Thread(target=_keep_running, args=(app, job, stop), name=job.name, daemon=True)
        for job in SCHEDULE
    ]
    for thread in threads:
        thread.start()
    stop.wait()
    deadline = time.monotonic() + PARTING
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))


def _keep_running(app: Flask, job: Periodic, stop: threading.Event) -> None:
    while not stop.is_set():
        pause = job.rhythm.look
        try:
            with app.app_context():
                run_if_due(job)
        except SQLAlchemyError as error:
            # The database is away or restarting: the next look tries again.
            log.warning("periodic_job_failed", job=job.name, reason=type(error).__name__)
            pause = min(pause, SECOND_TRY)
        except Exception:
            log.exception("periodic_job_failed", job=job.name)
            pause = min(pause, SECOND_TRY)
        stop.wait(pause)


def settings(role: str, environ: Mapping[str, str]) -> dict[str, Any]:
    """The settings of such a process. Each job of the clock holds a connection for its lock and has others
    for its work, and all may be due at once: none waits for another's.
    """
    loaded = config.load(environ)
    if role == "clock":
        loaded["SQLALCHEMY_ENGINE_OPTIONS"]["max_overflow"] = 2 * len(SCHEDULE)
    return loaded


PROCESSES = {"work": work, "clock": clock}

if __name__ == "__main__":
    PROCESSES[sys.argv[1]](create_app(settings(sys.argv[1], os.environ)))
