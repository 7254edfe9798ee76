"""Included partials become part of the template that includes them."""

from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from capitune.core.templating.components import Components, bind_components

if TYPE_CHECKING:
    from capitune.core.templating.environment import Environment


def inline_includes(
    env: "Environment", tree: nodes.Template, name: str, components: Components
) -> None:
    """Replace each ``include`` of a named template by its content, in a scope of its own.

    What is not a plain partial stays: a computed name, ``ignore missing``, ``without context``, a template
    that extends another or holds blocks, one that includes itself, one with another rule of escaping.
    """
    _Includes(env, components, (name,)).visit(tree)


class _Includes(NodeTransformer):
    def __init__(self, env: "Environment", components: Components, path: tuple[str, ...]) -> None:
        self._env, self._components, self._path = env, components, path

    def visit_Include(self, node: nodes.Include) -> nodes.Node:  # noqa: N802 Jinja's name
        wanted = node.template.value if isinstance(node.template, nodes.Const) else None
        if not isinstance(wanted, str) or not node.with_context or node.ignore_missing:
            return node
        if wanted in self._path or self._env.escapes(wanted) != self._env.escapes(self._path[0]):
            return node
        part = self._env.tree_of(wanted)
        if part.find(nodes.Extends) or part.find(nodes.Block):
            return node
        _Includes(self._env, self._components, (*self._path, wanted)).visit(part)
        bind_components(self._env, part, self._components, is_part=True)
        # An error inside is told at the line of the include: the lines of the partial are not of this file.
        for inner in part.find_all(nodes.Node):
            inner.lineno = node.lineno
        return nodes.Scope(part.body, lineno=node.lineno)
