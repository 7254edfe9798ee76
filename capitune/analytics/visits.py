"""Arrivals, counted without a cookie and without keeping who: a page that is opened from elsewhere.

A page counts when nobody is signed in, and it was not reached from a page of ours, by a script, or by a robot
that says that it is one. Redis adds up; each minute PostgreSQL gets the sum. An emptied Redis costs a minute.
"""

from datetime import timedelta
from urllib.parse import urlsplit

import redis
import structlog
from flask import Flask, Response, request

from capitune.analytics.services import add_visits
from capitune.authz.actor import Actor
from capitune.authz.web import current_actor
from capitune.core import jobs
from capitune.core.clock import today
from capitune.core.i18n import HOME_ZONE
from capitune.core.work import unit_of_work

log = structlog.get_logger(__name__)

CLOCK = Actor.system("clock")
KEY = "capitune:visits:"
LIFE = 3 * 86_400
ROBOTS = ("bot", "crawl", "spider", "slurp", "preview", "monitor", "curl", "wget", "python")
OK = 200


def init_app(app: Flask) -> None:
    """Count each arrival of this application."""
    app.after_request(_note)


def keep_visits() -> None:
    """Bring what was added up to PostgreSQL. What is lost in between is lost, never counted twice."""
    for day in (today(HOME_ZONE) - timedelta(days=1), today(HOME_ZONE)):
        try:
            number = jobs.connection().getdel(KEY + day.isoformat())
        except redis.RedisError as error:
            log.warning("visits_not_kept", error=type(error).__name__)
            return
        if number:
            with unit_of_work():
                add_visits(CLOCK, day, int(number))  # type: ignore[arg-type]


def _note(response: Response) -> Response:
    if _is_arrival(response):
        key = KEY + today(HOME_ZONE).isoformat()
        try:
            with jobs.connection().pipeline() as pipe:
                pipe.incr(key)
                pipe.expire(key, LIFE)
                pipe.execute()
        except redis.RedisError as error:
            log.warning("visit_not_counted", error=type(error).__name__)
    return response


def _is_arrival(response: Response) -> bool:
    said = request.headers
    return (
        request.method == "GET"
        and response.status_code == OK
        and response.mimetype == "text/html"
        and "HX-Request" not in said
        and said.get("Sec-Purpose", "").split(";")[0] != "prefetch"
        and urlsplit(request.referrer or "").netloc != request.host
        and _is_person(said.get("User-Agent", "").lower())
        and not current_actor().is_signed_in
    )


def _is_person(program: str) -> bool:
    return bool(program) and not any(robot in program for robot in ROBOTS)
