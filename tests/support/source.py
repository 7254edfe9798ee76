"""The product's own source, read as text and as trees, for the tests that walk it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ROOT / "capitune"
TEMPLATES = ROOT / "templates"


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text())


@cache
def modules() -> dict[str, Path]:
    """Every module of the product by its dotted name."""
    files = sorted(PRODUCT.rglob("*.py"))
    return {_name(path): path for path in files}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def relative(path: Path) -> str:
    """A path as people write it."""
    return str(path.relative_to(ROOT))


def calls(path: Path) -> Iterator[ast.Call]:
    """Every call in a file."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    """The dotted name that is called, as written; empty for anything more complicated."""
    try:
        return ast.unparse(call.func)
    except ValueError:
        return ""


def literal(node: ast.AST | None) -> str | None:
    """The text of a literal string."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def keyword(call: ast.Call, name: str) -> ast.AST | None:
    """The value given to a keyword."""
    return next((given.value for given in call.keywords if given.arg == name), None)


def imports(path: Path) -> Iterator[tuple[ast.stmt, bool, list[str]]]:
    """Each import: the statement, whether it stands inside a function, and the names it brings in."""
    yield from _imports(tree(path), inside=False)


def _imports(node: ast.AST, *, inside: bool) -> Iterator[tuple[ast.stmt, bool, list[str]]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        if isinstance(child, ast.Import):
            yield child, inside, [alias.name for alias in child.names]
        elif isinstance(child, ast.ImportFrom):
            yield child, inside, [f"{child.module}.{alias.name}" for alias in child.names]
        else:
            function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from _imports(child, inside=inside or function)
