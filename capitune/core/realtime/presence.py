"""Who is connected, in all processes together: at most five connections a person, kept in Redis.

Each connection is a member of its person's list, with the instant at which it is taken for gone unless
its process says again that it is there. An emptied Redis is filled by the next beat; while Redis is away
each process counts its own.
"""

import time
import uuid
from collections import defaultdict
from typing import Any

import redis
import structlog

log = structlog.get_logger(__name__)

MOST = 5  # connections a person
LIFE = 90  # seconds that a connection counts after its process last spoke of it
BEAT = 30  # seconds between two times
WINDOW = 5  # seconds over which the events of a person are counted
MOST_EVENTS = 80  # events a person in a window, over all connections and processes


class Presence:
    """The connections of each person. Members are ``<arrival>:<sid>``, so that they sort by age."""

    def __init__(self, url: str) -> None:
        fast = {"socket_connect_timeout": 0.3, "socket_timeout": 0.5}
        self._redis = redis.Redis.from_url(url, retry=None, **fast) if url else None
        self._here: dict[uuid.UUID, dict[str, str]] = defaultdict(dict)

    def arrive(self, user_id: uuid.UUID, sid: str) -> list[str]:
        """Count a connection in; returns the sids that are too many, the oldest first."""
        member = f"{time.time_ns() // 1_000:017d}:{sid}"
        self._here[user_id][sid] = member
        members = self._tell(user_id, [member]) or list(self._here[user_id].values())
        gone = sorted(members)[:-MOST]
        self._ask(lambda line: line.zrem(_key(user_id), *gone) if gone else None)
        return [each.partition(":")[2] for each in gone]

    def leave(self, user_id: uuid.UUID, sid: str) -> None:
        """Count a connection out."""
        member = self._here[user_id].pop(sid, None)
        if not self._here[user_id]:
            del self._here[user_id]
        if member:
            self._ask(lambda line: line.zrem(_key(user_id), member))

    def beat(self) -> None:
        """Say again which connections this process has."""
        for user_id, members in list(self._here.items()):
            if members:
                self._tell(user_id, list(members.values()))

    def connections(self, user_id: uuid.UUID) -> int:
        """How many connections this person has now, anywhere."""
        known = self._ask(lambda line: line.zcount(_key(user_id), time.time(), "+inf"))
        return int(known[-1]) if known else len(self._here.get(user_id, ()))

    def may_speak(self, user_id: uuid.UUID) -> bool:
        """Count one event of this person; False when there were too many. True while Redis is away:
        each process has its own meter.
        """
        key = f"capitune:live:events:{user_id}:{int(time.time()) // WINDOW}"
        answers = self._ask(lambda line: line.incr(key).expire(key, 2 * WINDOW))
        return not answers or int(answers[0]) <= MOST_EVENTS

    def _tell(self, user_id: uuid.UUID, members: list[str]) -> list[str]:
        """Note that these are there, forget who is gone; all of the person's, nothing without Redis."""
        key, present = _key(user_id), time.time()
        answers = self._ask(
            lambda line: (
                line.zremrangebyscore(key, "-inf", present)
                .zadd(key, dict.fromkeys(members, present + LIFE))
                .expire(key, LIFE)
                .zrange(key, 0, -1)
            )
        )
        return [each.decode() for each in answers[-1]] if answers else []

    def _ask(self, order: Any) -> list[Any]:
        if self._redis is None:
            return []
        try:
            with self._redis.pipeline() as line:
                order(line)
                return list(line.execute())
        except redis.RedisError as error:
            log.warning("presence_unknown", reason=type(error).__name__)
            return []


def _key(user_id: uuid.UUID) -> str:
    return f"capitune:live:connections:{user_id}"
