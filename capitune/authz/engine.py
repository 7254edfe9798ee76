"""The one place that is asked. Rules are registered by the domains, one per permission."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.core.errors import FactorNeeded, NotFound, Refused, TermsNeeded


@dataclass(frozen=True, slots=True)
class Denial:
    """A no with a reason: a stable ``code``, and the name of the attempt if the audit keeps it."""

    code: str
    attempt: str | None = None

    def __bool__(self) -> bool:
        return False


Verdict = bool | Denial
Rule = Callable[[Actor, Any], Verdict]


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule, and the permission without which its subject may not even be known to exist."""

    rule: Rule
    sees: Permission | None


class DuplicateRule(RuntimeError):
    """Two rules for one permission: refused at start."""


_rules: dict[Permission, Entry] = {}


def rule(permission: Permission, *, sees: Permission | None = None) -> Callable[[Rule], Rule]:
    """Register the rule of ``permission``.

    With ``sees``, whoever lacks that permission on the same subject gets ``NotFound`` rather than
    ``Refused``. Raises ``DuplicateRule`` when the permission has a rule already.
    """

    def register(function: Rule) -> Rule:
        known = _rules.get(permission)
        if known and known.rule.__module__ != function.__module__:
            raise DuplicateRule(permission)
        _rules[permission] = Entry(function, sees)
        return function

    return register


# All that may be done before the second factor, where one is mandatory: setting it up, and going away.
BEFORE_FACTOR = frozenset(
    {
        Permission.FACTOR_MANAGE,
        Permission.SESSION_PROVE,
        Permission.SESSION_CLOSE,
        Permission.LANGUAGE_CHOOSE,
    }
)

# What is open while new terms wait for an answer: reading on about oneself, taking one's data, leaving.
BEFORE_TERMS = BEFORE_FACTOR | {Permission.ACCOUNT_SELF, Permission.EXPORT_READ}


def require_terms(actor: Actor, permission: Permission) -> None:
    """Return when they agreed to the terms of now. Asked at the doors of pages only, and only when one is opened:
    what somebody is about to send is never lost. Raises ``TermsNeeded``.
    """
    if actor.owes_terms and permission not in BEFORE_TERMS:
        raise TermsNeeded


def owes_factor(actor: Actor, permission: Permission | None = None) -> bool:
    """True when the actor must show a second factor before anything (or before this)."""
    return actor.owes_factor and permission not in BEFORE_FACTOR


def require_factor(actor: Actor, permission: Permission | None = None) -> None:
    """Return when they need not. Doors ask it before they look for a subject: whoever may do nothing
    learns nothing of what exists. Raises ``FactorNeeded``.
    """
    if owes_factor(actor, permission):
        raise FactorNeeded


def verdict(actor: Actor, permission: Permission, subject: Any = None) -> Verdict:
    """What the rule says. A permission without a rule is refused to everybody, and all of them, but for
    a few, to whoever owes a second factor.
    """
    if owes_factor(actor, permission):
        return Denial("second_factor_required")
    entry = _rules.get(permission)
    return entry.rule(actor, subject) if entry else False


def can(actor: Actor, permission: Permission, subject: Any = None) -> bool:
    """True when the actor may, now."""
    return bool(verdict(actor, permission, subject))


def require(actor: Actor, permission: Permission, subject: Any = None) -> None:
    """Return when the actor may. Raises ``NotFound`` if they may not know the subject exists, else
    ``Refused`` with the reason, ``FactorNeeded`` before either.
    """
    require_factor(actor, permission)
    answer = verdict(actor, permission, subject)
    if answer:
        return
    entry = _rules.get(permission)
    if entry and entry.sees and not can(actor, entry.sees, subject):
        raise NotFound
    denial = answer if isinstance(answer, Denial) else Denial("forbidden")
    raise Refused(
        code=denial.code,
        attempt=denial.attempt,
        facts={"permission": permission.value, **_named(subject)},
    )


def _named(subject: Any) -> dict[str, Any]:
    key = getattr(subject, "id", None)
    return {"subject": type(subject).__name__, "id": key} if isinstance(key, uuid.UUID) else {}


def capabilities(actor: Actor, subject: Any, names: Iterable[Permission]) -> dict[str, bool]:
    """``{"review": True, …}`` for a template: the verb of each permission, and whether it is allowed."""
    return {name.value.replace(".", "_"): can(actor, name, subject) for name in names}


def rules() -> dict[Permission, Entry]:
    """All registered rules, for the contract tests."""
    return dict(_rules)
