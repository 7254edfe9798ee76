"""The demo: nine people whose password everybody knows, and Jean's dossier. Never in production.

Everything is done by the product's own acts, as the person who would do it, so the history is true.
"""

from flask import current_app
from sqlalchemy import select

from capitune.accounts.models import User
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.demo import inside, jean, people, resources, troubles

__all__ = ["DemoRefused", "load"]


class DemoRefused(RuntimeError):
    """The demo was asked for where real people are."""


def load(*, if_empty: bool) -> bool:
    """Make the demo; True when it was made.

    With ``if_empty``, nothing happens when there is anybody already. Raises ``DemoRefused`` in
    production, ``Conflict`` (``email_taken``) when the demo is there.
    """
    if current_app.config["CAPITUNE_ENV"] == "production":
        raise DemoRefused("the demo's passwords are public: never in production")
    if if_empty and db.session.execute(select(User.id).limit(1)).first():
        return False
    with unit_of_work():
        made = people.make()
    jean.open_his_dossier(made)
    inside.write(made)
    resources.write(made)
    troubles.make(made)
    return True
