"""Workers of rq in threads of this process: the real queue, the jobs in the application of the test.

A worker forks for each job; thousands of jobs of a test do without.
"""

import threading

import redis
from flask import Flask
from rq import SimpleWorker
from rq.job import Job
from rq.queue import Queue
from rq.serializers import JSONSerializer
from rq.timeouts import TimerDeathPenalty

from capitune.core.jobs import QUEUES


class ThreadWorker(SimpleWorker):
    """A worker that listens to no signal: those are for the main thread."""

    app: Flask
    death_penalty_class = TimerDeathPenalty

    def _install_signal_handlers(self) -> None:
        return

    def subscribe(self) -> None:
        """Take no orders either: parting from that channel may last a second."""

    def execute_job(self, job: Job, queue: Queue) -> None:
        """Run the job inside the application, as the house's worker does."""
        with self.app.app_context():
            super().execute_job(job, queue)


def work_off(app: Flask, threads: int) -> None:
    """Carry out what is queued, and what that queues, on so many workers at once."""

    def work() -> None:
        with redis.Redis.from_url(app.config["REDIS_URL"]) as connection:
            worker = ThreadWorker(list(QUEUES), connection=connection, serializer=JSONSerializer)
            worker.app = app
            worker.work(burst=True, logging_level="WARNING")

    running = [threading.Thread(target=work) for _ in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
