"""The engine: closed by default, 404 for what may not be known, 403 with a reason."""

from collections.abc import Iterator

import pytest

from capitune.authz import engine
from capitune.authz.actor import Actor, Door
from capitune.authz.engine import Denial
from capitune.authz.permissions import Permission
from capitune.core.errors import NotFound, Refused

ANYONE = Actor.anonymous(Door.WEB)


@pytest.fixture
def rules() -> Iterator[dict[Permission, engine.Entry]]:
    """An empty table of rules, given back as it was."""
    kept = dict(engine._rules)
    engine._rules.clear()
    yield engine._rules
    engine._rules.clear()
    engine._rules.update(kept)


def say(permission: Permission, answer: engine.Verdict, sees: Permission | None = None) -> None:
    engine._rules[permission] = engine.Entry(lambda _actor, _subject: answer, sees)


def test_a_permission_without_rule_is_refused(rules: dict[Permission, engine.Entry]) -> None:
    assert engine.can(ANYONE, Permission.DOSSIER_READ) is False
    with pytest.raises(Refused):
        engine.require(ANYONE, Permission.DOSSIER_READ)


def test_what_may_not_be_known_is_not_found(rules: dict[Permission, engine.Entry]) -> None:
    say(Permission.DOSSIER_READ, answer=False, sees=Permission.DOSSIER_READ)
    say(Permission.DOSSIER_EDIT, answer=False, sees=Permission.DOSSIER_READ)
    for permission in (Permission.DOSSIER_READ, Permission.DOSSIER_EDIT):
        with pytest.raises(NotFound):
            engine.require(ANYONE, permission)


def test_what_may_be_seen_but_not_done_is_refused_with_its_reason(
    rules: dict[Permission, engine.Entry],
) -> None:
    say(Permission.DOSSIER_READ, answer=True)
    say(
        Permission.DOSSIER_EDIT,
        answer=Denial("archived", attempt="try"),
        sees=Permission.DOSSIER_READ,
    )
    with pytest.raises(Refused) as refusal:
        engine.require(ANYONE, Permission.DOSSIER_EDIT)
    assert (refusal.value.code, refusal.value.attempt) == ("archived", "try")


def test_two_rules_for_one_permission_are_refused(rules: dict[Permission, engine.Entry]) -> None:
    def mine(_actor: Actor, _subject: object) -> bool:
        return True

    def other(_actor: Actor, _subject: object) -> bool:
        return False

    other.__module__ = "elsewhere"
    engine.rule(Permission.DOSSIER_READ)(mine)
    with pytest.raises(engine.DuplicateRule):
        engine.rule(Permission.DOSSIER_READ)(other)
