"""One name, one rule, and each rule is asked somewhere."""

import ast
from collections import Counter

from flask import Flask

from capitune.authz import engine
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from tests.support.source import called, calls, modules, relative, tree

RULES = "policy"


def named(node: ast.AST) -> list[str]:
    return [
        child.attr
        for child in ast.walk(node)
        if isinstance(child, ast.Attribute) and ast.unparse(child.value) == "Permission"
    ]


def asked() -> Counter[str]:
    """How often each permission is named, apart from the enum and the rules that define it."""
    found: Counter[str] = Counter()
    for name, path in modules().items():
        if name != "capitune.authz.permissions":
            found.update(named(tree(path)))
            found.subtract(n for call in calls(path) if called(call) == "rule" for n in named(call))
    return found


def test_every_permission_has_a_rule(shared_app: Flask) -> None:
    assert set(Permission) - set(engine.rules()) == set()


def test_no_permission_has_two_rules() -> None:
    written = Counter(
        ast.unparse(call.args[0])
        for path in modules().values()
        for call in calls(path)
        if called(call) == "rule" and call.args
    )
    assert written
    assert [name for name, times in written.items() if times > 1] == []


def test_rules_stand_in_policies_only() -> None:
    for name, path in modules().items():
        if any(called(call) == "rule" for call in calls(path)):
            assert RULES in name.split("."), relative(path)


def test_every_permission_is_asked_somewhere() -> None:
    assert set(Permission.__members__) - set(+asked()) == set()


def test_whoever_may_not_know_gets_404(shared_app: Flask) -> None:
    """A rule about somebody's thing says which permission lets one know of it."""
    personal = ("dossier.", "document.", "assignment.", "history.", "desk.")
    general = {Permission.DOSSIER_LIST, Permission.DOSSIER_CREATE}
    missing = [
        name
        for name, entry in engine.rules().items()
        if name.value.startswith(personal) and name not in general and entry.sees is None
    ]
    assert missing == []


def test_a_permission_without_a_rule_is_refused(shared_app: Flask, monkeypatch: object) -> None:
    assert "nothing.at.all" not in {name.value for name in engine.rules()}
    assert engine.verdict(Actor.system("x"), "nothing.at.all") is False  # type: ignore[arg-type]
