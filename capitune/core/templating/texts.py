"""Texts are put in place in the language of the template."""

import re
from collections.abc import Callable
from typing import Any, Protocol

from jinja2 import nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

GETTEXT, NGETTEXT = frozenset({"_", "gettext"}), "ngettext"
PLACES = re.compile(r"%\((\w+)\)s|%%")


class Texts(Protocol):
    """A catalogue of one language."""

    def gettext(self, message: str) -> str: ...
    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str: ...


def fold_texts(tree: nodes.Template, texts: Texts, *, safe: bool) -> None:
    """Replace ``_("…")`` and ``ngettext("…", "…", n)`` by their text, with the values in their places.

    ``safe``: the text itself is not escaped, only the values (as Jinja does). A message that is computed,
    or that has other places than ``%(name)s``, stays to be looked up.
    """
    taken = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    if not taken & (GETTEXT | {NGETTEXT}):
        _Folder(texts, Markup if safe else str).visit(tree)


class _Folder(NodeTransformer):
    def __init__(self, texts: Texts, made: Callable[[str], str]) -> None:
        self._texts, self._made = texts, made

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802 Jinja's name
        self.generic_visit(node)
        flat: list[nodes.Expr] = []
        for child in node.nodes:
            # What is put together only to be written can be written piece by piece.
            flat += child.nodes if isinstance(child, nodes.Concat) else [child]
        node.nodes = flat
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 Jinja's name
        self.generic_visit(node)
        name = node.node.name if isinstance(node.node, nodes.Name) else None
        if node.dyn_args or node.dyn_kwargs:
            return node
        values: dict[str, nodes.Expr] = {pair.key: pair.value for pair in node.kwargs}
        words = [arg.value for arg in node.args if isinstance(arg, nodes.Const)]
        if name in GETTEXT and len(node.args) == len(words) == 1:
            return self._text(self._texts.gettext(words[0]), values) or node
        if name == NGETTEXT and len(node.args) == 3 and len(words) >= 2:
            return self._plural(node, values) or node
        return node

    def _plural(self, node: nodes.Call, values: dict[str, nodes.Expr]) -> nodes.Expr | None:
        one, many, count = node.args
        if not isinstance(one, nodes.Const) or not isinstance(many, nodes.Const):
            return None
        forms = [self._texts.ngettext(one.value, many.value, n) for n in (0, 1, 2, 5)]
        values = {"num": count, **values}
        if forms[2] != forms[3]:
            return None
        single, several = self._text(forms[1], values), self._text(forms[2], values)
        if single is None or several is None:
            return None
        # French counts zero with one, English with many.
        comparison = "gt" if forms[0] == forms[1] else "ne"
        test = nodes.Compare(count, [nodes.Operand(comparison, nodes.Const(1))])
        return nodes.CondExpr(test, several, single, lineno=node.lineno)

    def _text(self, text: str, values: dict[str, nodes.Expr]) -> nodes.Expr | None:
        parts: list[nodes.Expr] = []
        end = 0
        for place in PLACES.finditer(text):
            parts.append(self._words(text[end : place.start()]))
            end = place.end()
            name = place.group(1)
            if name is not None and name not in values:
                return None
            parts.append(values[name] if name else self._words("%"))
        parts.append(self._words(text[end:]))
        if "%" in PLACES.sub("", text):
            return None
        constants = [part.value for part in parts if isinstance(part, nodes.Const)]
        if len(constants) == len(parts):
            return self._words("".join(map(self._escaped, constants)))
        return nodes.Concat([p for p in parts if not isinstance(p, nodes.Const) or p.value])

    def _words(self, text: str) -> nodes.Const:
        return nodes.Const(self._made(text))

    def _escaped(self, value: Any) -> str:
        return escape(value) if self._made is Markup else str(value)
