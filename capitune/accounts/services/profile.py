"""One's own profile."""

from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import available_timezones

from capitune.accounts import countries, names, phones, provinces, typed
from capitune.accounts.events import ProfileEdited
from capitune.accounts.models import User
from capitune.accounts.queries import lock_user
from capitune.accounts.services import project
from capitune.accounts.states import Language
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.errors import NotFound
from capitune.core.events import publish

Check = Callable[[], Any]
NAMES = ("first_name", "last_name")


def edit_profile(actor: Actor, user: User, changes: Mapping[str, Any]) -> User:
    """Change some of one's own names, phone, country, province, language and time zone (IANA; empty for
    none); of a candidate's goals, sector and budget too. Other names are left alone.

    Raises ``Invalid`` with all wrong fields; nothing changes then.
    """
    require(actor, Permission.ACCOUNT_SELF, user)
    own, planned = _checks(user, changes), project.checks(user, changes)
    values = dict(
        zip((*own, *planned), typed.all_of(*own.values(), *planned.values()), strict=True)
    )
    changed = fill(user, {name: values[name] for name in own})
    changed += project.keep(user, {name: values[name] for name in planned})
    if changed:
        record(actor, Act.ACCOUNT_EDITED, ("user", user.id), data={"fields": changed})
        publish(ProfileEdited(user.id))
    return user


def fill(user: User, values: Mapping[str, Any]) -> list[str]:
    """Give the account these checked values; which of them it had not. Raises ``Invalid`` for a reserved name.

    Part of an act, which has asked and records it.
    """
    if not set(NAMES).isdisjoint(values):
        whole = tuple(values.get(name, getattr(user, name)) for name in NAMES)
        names.refuse_reserved(whole, user.role, "last_name")
    changed = [name for name, value in values.items() if getattr(user, name) != value]
    for name in changed:
        setattr(user, name, values[name])
    return changed


def choose_language(actor: Actor, user: User, language: str) -> User:
    """Keep the language in which one reads the product. Raises ``Invalid`` (``unknown_language``)."""
    require(actor, Permission.LANGUAGE_CHOOSE, user)
    user.language = Language(typed.one_of(language, "language", set(Language), "unknown_language"))
    record(actor, Act.ACCOUNT_EDITED, ("user", user.id), data={"fields": ["language"]})
    return user


def detect_timezone(actor: Actor, user: User, timezone: str) -> User:
    """Keep the time zone of one's device when none is known yet; a chosen one stays. Raises ``Invalid``."""
    require(actor, Permission.ACCOUNT_SELF, user)
    held = lock_user(user.id)  # one that is being chosen elsewhere is waited for, and stays
    if held is None:
        raise NotFound
    return held if held.timezone else edit_profile(actor, held, {"timezone": timezone})


def _checks(user: User, changes: Mapping[str, Any]) -> dict[str, Check]:
    """The check of each field that is sent."""
    region = changes.get("country", user.country)

    def bound(name: str) -> Check:
        return lambda: EDITABLE[name](changes[name], region)

    return {name: bound(name) for name in EDITABLE if name in changes}


EDITABLE: dict[str, Callable[[Any, Any], Any]] = {
    "first_name": lambda value, _: names.name(value, "first_name"),
    "last_name": lambda value, _: names.name(value, "last_name"),
    "phone": phones.e164,
    "country": lambda value, _: typed.one_of(value, "country", countries.CODES, "unknown_country"),
    "province": lambda value, _: provinces.province(value),
    "language": lambda value, _: Language(
        typed.one_of(value, "language", set(Language), "unknown_language")
    ),
    "timezone": lambda value, _: (
        typed.one_of(value, "timezone", available_timezones(), "unknown_timezone")
        if value
        else None
    ),
}
