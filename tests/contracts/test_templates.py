"""Every template that is named exists, every template is used, and none reaches further than it may."""

import ast
import re
from pathlib import Path

import pytest
from flask import Flask

from tests.support.source import PRODUCT, ROOT, TEMPLATES, literal, modules, relative, tree

FILES = sorted(path for path in TEMPLATES.rglob("*") if path.suffix in {".html", ".txt"})
NAMED_IN_TEMPLATES = re.compile(
    r"""{%-?\s*(?:extends|include|from|import)\s+(.+?)(?:\s+import\b.*|\s+as\b.*|\s+with\b.*|\s+ignore\b.*)?-?%}"""
)
QUOTED = re.compile(r'"([^"]+\.(?:html|txt))"')
COMMENT = re.compile(r"{#.*?#}", re.DOTALL)
TEMPLATE = re.compile(r"[\w/.-]+\.(?:html|txt)")
# Letters are named by their kind: emails/<kind>/{subject.txt,body.txt,body.html}.
LETTERS = {"subject.txt", "body.txt", "body.html"}


def name_of(path: Path) -> str:
    return str(path.relative_to(TEMPLATES))


def named_in_code() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in modules().values():
        for node in ast.walk(tree(path)):
            text = literal(node)
            if text and TEMPLATE.fullmatch(text) and "/" in text:
                found[text] = relative(path)
    return found


def named_in_templates() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in FILES:
        for tag in NAMED_IN_TEMPLATES.findall(COMMENT.sub("", path.read_text())):
            found |= dict.fromkeys(QUOTED.findall(tag), name_of(path))
    return found


EXISTING = {name_of(path) for path in FILES}


def test_there_are_templates() -> None:
    assert {"layouts/base.html", "errors/error.html"} <= EXISTING
    assert "errors/error.html" in named_in_code()
    assert "layouts/base.html" in named_in_templates()


def test_every_template_that_is_named_exists() -> None:
    missing = {
        f"{name}, named in {where}"
        for name, where in {**named_in_code(), **named_in_templates()}.items()
        if name not in EXISTING
    }
    assert sorted(missing) == []


def test_every_template_is_used() -> None:
    used = set(named_in_code()) | set(named_in_templates())
    # Letters are named by their kind; the kit of components may be ahead of the pages.
    unused = [name for name in EXISTING - used if not name.startswith(("emails/", "components/"))]
    assert sorted(unused) == []


def test_every_letter_is_whole_and_written_by_somebody() -> None:
    kinds = {path.parent.name for path in FILES if path.parent.parent.name == "emails"}
    source = "\n".join(path.read_text() for path in PRODUCT.rglob("*.py"))
    assert kinds
    for kind in kinds:
        assert {p.name for p in (TEMPLATES / "emails" / kind).iterdir()} >= LETTERS, kind
        assert f'"{kind}"' in source, kind


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_it_compiles(path: Path, shared_app: Flask) -> None:
    shared_app.jinja_env.get_template(name_of(path))


ROLE = re.compile(
    r"\b(?:me|actor|user|current_user)\.role\b|\.is_(?:admin|staff|candidate|professional)\b"
)
UNSAFE = re.compile(r"\|\s*safe\b|{%\s*autoescape\s+false")


def found_by(pattern: re.Pattern[str]) -> dict[str, list[str]]:
    """What it finds, by template; comments do not count."""
    found = {name_of(path): pattern.findall(COMMENT.sub("", path.read_text())) for path in FILES}
    return {name: texts for name, texts in found.items() if texts}


def test_they_ask_what_one_can_never_who_one_is() -> None:
    assert found_by(ROLE) == {}


def test_they_escape_everything() -> None:
    assert found_by(UNSAFE) == {}


FORM = re.compile(r"<form\b(?:(?!</form>).)*", re.DOTALL)
POST = re.compile(r"""method\s*=\s*["']post""", re.IGNORECASE)


def test_their_forms_carry_the_token() -> None:
    forms = [(name, form) for name, texts in found_by(FORM).items() for form in texts]
    assert len(forms) > 50
    for name, form in forms:
        head = form.split(">", 1)[0]
        if name.endswith(".html") and POST.search(head):
            assert re.search(r"csrf_token|hidden_tag\(", form), f"{name}: {head}"


def test_no_address_leaves_the_site() -> None:
    """Nothing is loaded from elsewhere; links that lead away are links, not sources."""
    outside = re.compile(r"""(?:src|srcset|data-src)\s*=\s*["'](?:https?:)?//""")
    for path in FILES:
        assert not outside.search(path.read_text()), relative(path)
    assert (ROOT / "static").is_dir()
