"""What a professional says of their practice, once signed up."""

from collections.abc import Callable, Mapping
from typing import Any

from capitune.accounts import typed
from capitune.accounts.models import User
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor, Role
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.errors import Invalid
from capitune.professionals import languages
from capitune.professionals.links import LONGEST_LINK, https_link
from capitune.professionals.models import Practice
from capitune.professionals.queries import practice_of
from capitune.professionals.services.practice import BASE, keep

LONGEST_BIO = 2000
MOST_EXPERTISE, LONGEST_EXPERTISE = 12, 80
MOST_SERVICES, LONGEST_SERVICE = 12, 120
MOST_LANGUAGES, MOST_LINKS, MOST_YEARS = 10, 5, 70


def edit_practice(actor: Actor, user: User, changes: Mapping[str, Any]) -> Practice | None:
    """Change some of what one says of one's practice; other names are left alone.

    The profession stays as it is once a licence was checked (``profession_checked``): what others read
    beside the badge must be what was looked at. Raises ``Invalid`` with all wrong fields.
    """
    require(actor, Permission.PRACTICE_EDIT, user)
    known = practice_of(user.id)
    names = [name for name in CHECKS if name in changes]
    # Without a practice yet, what every one has must be sent.
    needed = [] if known or not names else [name for name in BASE if name not in changes]
    checks = [_bound(name, changes.get(name) or "") for name in needed]
    checks += [_bound(name, changes[name]) for name in names]
    values = dict(zip((*needed, *names), typed.all_of(*checks), strict=True))
    changed = {n: v for n, v in values.items() if known is None or getattr(known, n) != v}
    if known and "profession" in changed and user.scopes_at(now()):
        raise Invalid.on("profession", "profession_checked")
    if not changed:
        return known
    record(actor, Act.ACCOUNT_EDITED, ("user", user.id), data={"fields": list(changed)})
    # PostgreSQL wants what every practice has before it looks whether there is one.
    base = {name: getattr(known, name) for name in BASE} if known else {}
    return keep(user, base | values, changed)


def refuse_practice(user: User, changes: Mapping[str, Any]) -> None:
    """Raise ``Invalid`` (``not_for_you``) about each field of a practice sent by who has none; a province is everybody's."""
    wrong = [name for name in CHECKS if name in changes and name != "province"]
    if wrong and user.role is not Role.PROFESSIONAL:
        typed.all_of(*(_refusing(name) for name in wrong))


def _bound(name: str, value: Any) -> Callable[[], Any]:
    return lambda: CHECKS[name](value)


def _refusing(name: str) -> Callable[[], Any]:
    def refuse() -> None:
        raise Invalid.on(name, "not_for_you")

    return refuse


def _years(value: int | None) -> int | None:
    if value is not None and not 0 <= value <= MOST_YEARS:
        raise Invalid.on("years", "bad_years")
    return value


def _languages(values: list[str]) -> list[str]:
    for value in values:
        typed.one_of(value, "languages", languages.CODES, "unknown_language")
    return typed.several(values, "languages", most=MOST_LANGUAGES, each=2)


def _links(values: list[str]) -> list[str]:
    lines = typed.several(values, "portfolio", most=MOST_LINKS, each=LONGEST_LINK)
    return list(dict.fromkeys(https_link(line, "portfolio") for line in lines))


CHECKS: dict[str, Callable[[Any], Any]] = BASE | {
    "bio": lambda value: typed.paragraphs(value, "bio", most=LONGEST_BIO),
    "years": _years,
    "expertise": lambda values: typed.several(
        values, "expertise", most=MOST_EXPERTISE, each=LONGEST_EXPERTISE
    ),
    "languages": _languages,
    "services": lambda values: typed.several(
        values, "services", most=MOST_SERVICES, each=LONGEST_SERVICE
    ),
    "portfolio": _links,
}
