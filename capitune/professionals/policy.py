"""Who may say that a licence was checked, and which professionals count as verified."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_

from capitune.accounts.models import User
from capitune.accounts.states import Standing
from capitune.authz.actor import Actor, Door, Role
from capitune.authz.engine import Verdict, rule
from capitune.authz.permissions import Permission


@rule(Permission.PROFESSIONAL_VERIFY)
def _(actor: Actor, _user: object) -> Verdict:
    """An admin; or the seed of the demo."""
    return actor.is_admin or (actor.door is Door.SYSTEM and actor.name == "seed")


def is_verified(moment: datetime) -> ColumnElement[bool]:
    """The condition on ``User`` that keeps professionals whose licence is valid at ``moment``."""
    return and_(
        User.role == Role.PROFESSIONAL,
        User.standing == Standing.ACTIVE,
        User.email_verified_at.is_not(None),
        func.cardinality(User.licence_scopes) > 0,
        or_(User.licence_until.is_(None), User.licence_until > moment),
    )
