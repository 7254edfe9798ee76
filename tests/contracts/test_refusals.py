"""Every code that can be raised has a sentence for people, in the table of answers."""

import ast
from collections.abc import Iterator

from flask import Flask
from flask_babel import force_locale

from capitune.core import answers, errors
from tests.support.source import called, calls, keyword, literal, modules, relative

TYPES = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.DomainError)
}
# Where the code stands among the positional arguments.
POSITIONS = {
    **dict.fromkeys(TYPES, 0),
    "Denial": 0,
    "FieldError": 1,
    "FileRefused": 0,
    "PartsRefused": 0,
}
ON = {f"{name}.on" for name in TYPES}
# Refusals of files are raised in the child by a short name, and again with this before it.
PREFIX = {"FileRefused": "file_"}


def raised() -> Iterator[tuple[str, str]]:
    """Each code written in the source, and where."""
    for path in modules().values():
        for call in calls(path):
            name = called(call).removeprefix("errors.")
            position = 1 if name in ON else POSITIONS.get(name)
            if position is None:
                continue
            given = keyword(call, "code") or (call.args[position : position + 1] or [None])[0]
            for code in codes(given):
                yield PREFIX.get(name, "") + code, f"{relative(path)}:{call.lineno}"


def codes(node: ast.AST | None) -> list[str]:
    """The literal codes that an expression can be."""
    if isinstance(node, ast.IfExp):
        return codes(node.body) + codes(node.orelse)
    text = literal(node)
    return [text] if text else []


def test_codes_are_found() -> None:
    found = {code for code, _ in raised()}
    assert {"not_a_verified_professional", "stale_version", "break_glass_required"} <= found


def test_every_code_has_a_sentence(shared_app: Flask) -> None:
    told = answers.explained()
    assert sorted({f"{code} ({where})" for code, where in raised() if code not in told}) == []


def test_every_status_has_a_sentence(shared_app: Flask) -> None:
    assert set(answers.CODES.values()) - answers.explained() == set()


def test_no_sentence_is_for_nobody(shared_app: Flask) -> None:
    """A code that nothing raises any more leaves the table with its translations.

    Codes that are put together (file_…, forms) are found as literals anywhere in the source.
    """
    source = "\n".join(path.read_text() for path in modules().values())

    def times(code: str) -> int:
        names = {code, code.removeprefix("file_")}
        return sum(source.count(f'"{name}"') for name in names)

    kept = set(answers.CODES.values())
    unused = [code for code in answers.explained() - kept if times(code) < 2]
    assert unused == []


def test_sentences_are_sentences_in_both_languages(shared_app: Flask) -> None:
    for code in answers.explained():
        with shared_app.test_request_context("/"):
            for language in ("fr", "en"):
                with force_locale(language):
                    text = answers.sentence(code)
            assert text[0].isupper() or text.startswith("%("), code
            assert text.rstrip().endswith((".", "?", "!")), code
