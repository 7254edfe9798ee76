"""The names that a professional gives to what they keep for themselves."""

from capitune.accounts.queries import lock_user
from capitune.accounts.typed import words
from capitune.authz.actor import Actor

LONGEST_NAME = 40


def own_name(actor: Actor, name: str, field: str = "name") -> str:
    """The name made fit; until the end of the unit of work no other page of this person keeps anything.

    Raises ``Invalid`` about ``field``: ``required``, ``too_long``, ``bad_text``.
    """
    fit = words(name, field, most=LONGEST_NAME)
    if actor.user_id is not None:
        lock_user(actor.user_id)
    return fit
