"""Professionals in the directory, for tests."""

from typing import Any

from capitune.accounts.models import User
from capitune.accounts.states import Domain, Profession
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.professionals.models import Practice
from capitune.professionals.services import directory
from tests.factories.people import make_professional


def make_listed(user: User | None = None, *scopes: str, **practice: Any) -> User:
    """``user`` (else a new professional with ``scopes``, a federal licence by default) in the directory;
    ``practice`` are its columns, and the names of a new person.
    """
    names = {n: practice.pop(n) for n in ("first_name", "last_name", "language") if n in practice}
    if user is None:
        user = make_professional(*(scopes or ("immigration",)), **names)
    values: dict[str, Any] = {
        "organization": "Cabinet Lefebvre",
        "profession": Profession.IMMIGRATION_CONSULTANT,
        "domain": Domain.IMMIGRATION,
        "province": "CA-NB",
        **practice,
    }
    with unit_of_work():
        db.session.add(Practice(user_id=user.id, **values))
        db.session.flush()
        directory.renew(user.id)
    return user
