"""Deferred work: queues and the push to rq. A push is a hint; the row in PostgreSQL is the truth."""

from datetime import datetime
from typing import Any

import redis
import structlog
from flask import Flask, current_app
from rq import Queue, Retry, Worker
from rq.serializers import JSONSerializer

log = structlog.get_logger(__name__)

QUEUES = ("high", "default", "low")
JOB_TIMEOUT = 300
RESULT_TTL = 60


def init_app(app: Flask) -> None:
    """Prepare a Redis client that fails fast: a request never waits for a broken Redis."""
    app.extensions["capitune.redis"] = redis.Redis.from_url(
        app.config["REDIS_URL"] or "redis://127.0.0.1:1/0",
        socket_connect_timeout=0.5,
        socket_timeout=1.0,
        retry=None,
    )


def connection() -> redis.Redis:
    """The fail-fast Redis client of this application."""
    client: redis.Redis = current_app.extensions["capitune.redis"]
    return client


def push(function: str, argument: str, queue: str = "default") -> None:
    """Queue ``function(argument)`` by dotted name. A Redis that is away is logged, never raised."""
    try:
        Queue(queue, connection=connection(), serializer=JSONSerializer).enqueue(
            function,
            argument,
            job_timeout=JOB_TIMEOUT,
            result_ttl=RESULT_TTL,
            retry=Retry(max=3, interval=[10, 30, 60]),
        )
    except redis.RedisError as error:
        log.warning("push_failed", function=function, reason=type(error).__name__)


def ping() -> bool:
    """True when Redis answers."""
    try:
        return bool(connection().ping())
    except redis.RedisError:
        return False


def ages() -> dict[str, Any]:
    """Length of each queue, for health and the back office."""
    try:
        return {q: connection().llen(f"rq:queue:{q}") for q in QUEUES}
    except redis.RedisError:
        return {}


def workers() -> list[datetime]:
    """When each worker last gave a sign of life. Raises ``redis.RedisError``."""
    found = Worker.all(connection=connection())
    return [worker.last_heartbeat for worker in found if worker.last_heartbeat]
