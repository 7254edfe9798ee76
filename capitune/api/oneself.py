"""The person whose token this request carries."""

from capitune.accounts import queries
from capitune.accounts.models import User
from capitune.authz.web import current_actor


def oneself() -> User | None:
    """Their account."""
    user_id = current_actor().user_id
    return queries.user_by_id(user_id) if user_id else None
