"""Loops over what is written in the template itself are written out."""

from copy import deepcopy

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

# What makes a turn of the loop more than its body.
OWN = (nodes.Block, nodes.Include, nodes.ContextReference, nodes.DerivedContextReference)


def unroll(tree: nodes.Template) -> None:
    """Replace ``{% for name in ("a", "b") %}`` by its body, once for each word."""
    _Unroller().visit(tree)


class _Unroller(NodeTransformer):
    def visit_For(self, node: nodes.For) -> nodes.Node | list[nodes.Node]:  # noqa: N802 Jinja's name
        self.generic_visit(node)
        words = node.iter.items if isinstance(node.iter, nodes.Tuple) else []
        is_plain = isinstance(node.target, nodes.Name) and not (
            node.else_ or node.test or node.recursive
        )
        if not words or not is_plain or not all(isinstance(word, nodes.Const) for word in words):
            return node
        names = [name for part in node.body for name in part.find_all(nodes.Name)]
        if any(name.name == "loop" or name.ctx != "load" for name in names):
            return node
        if any(isinstance(inner, OWN) for inner in node.find_all(nodes.Node)):
            return node
        return [_turn(node, word) for word in words]


def _turn(loop: nodes.For, word: nodes.Expr) -> nodes.Node:
    # The environment that each node knows stays one and the same.
    kept = {id(loop.environment): loop.environment}
    turn = nodes.Scope(deepcopy(loop.body, kept), lineno=loop.lineno)
    _Put(loop.target.name, word).visit(turn)  # type: ignore[attr-defined]
    return turn


class _Put(NodeTransformer):
    def __init__(self, name: str, word: nodes.Expr) -> None:
        self._name, self._word = name, word

    def visit_Name(self, node: nodes.Name) -> nodes.Expr:  # noqa: N802 Jinja's name
        return self._word if node.name == self._name else node
