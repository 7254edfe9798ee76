"""Every effect asked for has somebody who carries it out, and leaves through the outbox."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from capitune.core import outbox
from capitune.core.letters import letters
from tests.support.source import (
    TEMPLATES,
    called,
    calls,
    keyword,
    literal,
    modules,
    relative,
    tree,
)


def asked() -> Iterator[tuple[Path, ast.Call]]:
    for name, path in modules().items():
        if name != "capitune.core.outbox":
            for call in calls(path):
                if called(call) == "outbox.put":
                    yield path, call


def constants(path: Path) -> dict[str, str]:
    return {
        ast.unparse(node.targets[0]): literal(node.value) or ""
        for node in tree(path).body
        if isinstance(node, ast.Assign)
    }


def kind(path: Path, call: ast.Call) -> str:
    first = call.args[0]
    return literal(first) or constants(path).get(ast.unparse(first), f"? {ast.unparse(first)}")


def test_effects_are_asked_for() -> None:
    assert {kind(path, call) for path, call in asked()} >= {"mail"}


def test_only_the_post_asks_for_mail() -> None:
    """Around it a letter has no row: nobody would know what became of it."""
    senders = {relative(path) for path, call in asked() if kind(path, call) == "mail"}
    assert {str(sender) for sender in senders} == {"capitune/core/post/register.py"}


def test_every_kind_has_a_handler(shared_app: Flask) -> None:
    wanted = {kind(path, call) for path, call in asked()}
    assert wanted - set(outbox.kinds()) == set()


def test_every_handler_is_asked_for(shared_app: Flask) -> None:
    registered = {
        name
        for name, effect in outbox.kinds().items()
        if effect.handler.__module__.startswith("capitune")
    }
    assert registered - {kind(path, call) for path, call in asked()} == set()


def test_every_effect_has_a_key_of_its_own() -> None:
    """The key makes twice once; a constant one would make everything once."""
    for path, call in asked():
        key = keyword(call, "key")
        assert key is not None, f"{relative(path)}:{call.lineno}"
        assert literal(key) is None, f"{relative(path)}:{call.lineno}"


def test_no_effect_leaves_around_the_outbox() -> None:
    """Only the outbox pushes to the queue; only letters reach the mailer."""
    for name, path in modules().items():
        pushed = {called(call) for call in calls(path)} & {
            "jobs.push",
            "Queue.enqueue",
            "queue.enqueue",
        }
        assert not pushed or name == "capitune.core.outbox", relative(path)


def test_every_letter_has_its_templates_and_somebody_who_sends_it(shared_app: Flask) -> None:
    written = letters()
    assert "verification_code" in written
    assert {path.name for path in (TEMPLATES / "emails").iterdir() if path.is_dir()} == set(written)
    senders = [p for name, p in modules().items() if not name.endswith(".emails")]
    source = "\n".join(path.read_text() for path in senders)
    assert [name for name in written if f'"{name}"' not in source] == []


def test_every_letter_that_is_sent_is_written(shared_app: Flask) -> None:
    sent = {
        literal(call.args[0])
        for name, path in modules().items()
        if name.endswith(".services.letters") or ".services." in name
        for call in calls(path)
        if called(call) in {"send", "post", "letters.send"} and call.args
    } - {None}
    assert len(sent) > 3
    assert sent - set(letters()) == set()


def test_an_unknown_kind_is_refused_at_once(app: Flask) -> None:
    with pytest.raises(KeyError):
        outbox.put("nobody-does-this", {}, key="x")
