"""How well a member is known, and how much they may write: what is accepted counts, with time; thanks do not."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from capitune.authz.actor import Actor
from capitune.safety.states import Tier

KNOWN_AFTER, WELL_KNOWN_AFTER = timedelta(days=7), timedelta(days=60)
# A published post counts for two comments that stand.
KNOWN_BY, WELL_KNOWN_BY = 4, 30
OF_POST = 2
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limits:
    """How many posts and comments within an hour and a day, and links in one text."""

    posts: tuple[int, int]
    comments: tuple[int, int]
    links: int


LIMITS = {
    Tier.T0: Limits((5, 10), (30, 100), 2),
    Tier.T1: Limits((8, 20), (60, 200), 4),
    Tier.T2: Limits((15, 40), (120, 400), 10),
    Tier.PRO: Limits((200, 500), (400, 2000), 20),
    Tier.STAFF: Limits((1000, 5000), (2000, 20000), 100),
}


def tier_of(actor: Actor, *, since: datetime, posts: int, comments: int, moment: datetime) -> Tier:
    """Of somebody whose account is ``since`` then, with so many posts and comments that everybody can read."""
    if actor.is_staff:
        return Tier.STAFF
    if actor.is_verified_professional:
        return Tier.PRO
    age, accepted = moment - since, OF_POST * posts + comments
    if age >= WELL_KNOWN_AFTER and accepted >= WELL_KNOWN_BY:
        return Tier.T2
    return Tier.T1 if age >= KNOWN_AFTER and accepted >= KNOWN_BY else Tier.T0
