"""The names that a professional gives to what they keep for themselves."""

from sqlalchemy import select

from capitune.accounts.models import User
from capitune.accounts.typed import words
from capitune.authz.actor import Actor
from capitune.core.db import db

LONGEST_NAME = 40


def own_name(actor: Actor, name: str, field: str = "name") -> str:
    """The name made fit; until the end of the unit of work no other page of this person keeps anything.

    Raises ``Invalid`` about ``field``: ``required``, ``too_long``, ``bad_text``.
    """
    fit = words(name, field, most=LONGEST_NAME)
    one = select(User.id).where(User.id == actor.user_id).with_for_update(key_share=True)
    db.session.execute(one)
    return fit
