"""One's own profile."""

from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import available_timezones

from capitune.accounts import countries, typed
from capitune.accounts.models import User
from capitune.accounts.services.registration import LONGEST_NAME
from capitune.accounts.states import Language
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission

Check = Callable[[Any], Any]
EDITABLE: dict[str, Check] = {
    "first_name": lambda value: typed.words(value, "first_name", most=LONGEST_NAME),
    "last_name": lambda value: typed.words(value, "last_name", most=LONGEST_NAME),
    "country": lambda value: typed.one_of(value, "country", countries.CODES, "unknown_country"),
    "language": lambda value: Language(
        typed.one_of(value, "language", set(Language), "unknown_language")
    ),
    "timezone": lambda value: (
        typed.one_of(value, "timezone", available_timezones(), "unknown_timezone")
        if value
        else None
    ),
}


def edit_profile(actor: Actor, user: User, changes: Mapping[str, Any]) -> User:
    """Change some of one's own name, country, language and time zone (IANA; empty for none).

    Raises ``Invalid`` with all wrong fields; nothing changes then.
    """
    require(actor, Permission.ACCOUNT_SELF, user)
    wanted = [(name, check) for name, check in EDITABLE.items() if name in changes]
    # `check` and `name` are bound now: a lambda would see the loop's last ones.
    values = typed.all_of(*(_bound(check, changes[name]) for name, check in wanted))
    changed = []
    for (name, _check), value in zip(wanted, values, strict=True):
        if getattr(user, name) != value:
            setattr(user, name, value)
            changed.append(name)
    if changed:
        record(actor, Act.ACCOUNT_EDITED, ("user", user.id), data={"fields": changed})
    return user


def choose_language(actor: Actor, user: User, language: str) -> User:
    """Keep the language in which one reads the product. Raises ``Invalid`` (``unknown_language``)."""
    require(actor, Permission.LANGUAGE_CHOOSE, user)
    user.language = Language(typed.one_of(language, "language", set(Language), "unknown_language"))
    record(actor, Act.ACCOUNT_EDITED, ("user", user.id), data={"fields": ["language"]})
    return user


def _bound(check: Check, value: Any) -> Callable[[], Any]:
    return lambda: check(value)
