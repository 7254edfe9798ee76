"""How much a member may write within an hour and a day, by how well they are known."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text

from capitune.audit.acts import Act
from capitune.authz.actor import Actor
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Invalid, Limited
from capitune.inside.queries.standing import Written, lately, tier
from capitune.inside.tiers import DAY, HOUR, LIMITS
from capitune.safety.states import Tier

# Whoever sends two at once is counted once after the other.
TURN = text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 8))")
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
PACED = {
    Act.POST_PUBLISHED: ("posts", "posts_limit"),
    Act.COMMENT_WRITTEN: ("comments", "comments_limit"),
}


@dataclass(frozen=True, slots=True)
class Left:
    """How many they may still write now, and within which time (``hour``, ``day``) that is bounded."""

    number: int
    within: str
    again: datetime | None


def left(written: Written, most: tuple[int, int]) -> Left:
    """What is left of both bounds: the narrower one."""
    of_hour = Left(max(most[0] - written.hour, 0), "hour", _after(written.first_of_hour, HOUR))
    of_day = Left(max(most[1] - written.day, 0), "day", _after(written.first_of_day, DAY))
    return min(of_day, of_hour, key=lambda each: each.number)


def left_of(actor: Actor, standing: Tier, act: Act) -> Left | None:
    """What this actor may still do of it now (one statement)."""
    if actor.user_id is None:
        return None
    return left(lately(actor.user_id, act), getattr(LIMITS[standing], PACED[act][0]))


def bounds_of(actor: Actor) -> dict[str, object]:
    """What a page says before they write a post: how many are left, and how many links (two statements)."""
    standing = tier(actor)
    return {"left": left_of(actor, standing, Act.POST_PUBLISHED), "links": LIMITS[standing].links}


def bound_links(standing: Tier, words: str) -> None:
    """Raises ``Invalid`` on ``body`` (``too_many_links``) when ``words`` hold more links than one of this tier may send."""
    most = LIMITS[standing].links
    if len(LINK.findall(words)) > most:
        raise Invalid.on("body", "too_many_links", most=most)


def keep_pace(actor: Actor, standing: Tier, act: Act, words: str) -> None:
    """Raises ``Limited`` (``posts_limit``, ``comments_limit``; ``retry_after`` in seconds) when they wrote as many as they
    may, ``Invalid`` on ``body`` (``too_many_links``) when ``words`` hold more links than they may send.
    """
    bound_links(standing, words)
    db.session.execute(TURN, {"key": str(actor.user_id)})
    still = left_of(actor, standing, act)
    if still is None or still.number:
        return
    wait = int((still.again - now()).total_seconds()) + 1 if still.again else 60
    raise Limited(
        code=PACED[act][1],
        facts={"retry_after": max(wait, 1), "minutes": max(-(-wait // 60), 1)},
    )


def _after(first: datetime | None, time: timedelta) -> datetime | None:
    return first + time if first else None
