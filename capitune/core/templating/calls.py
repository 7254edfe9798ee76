"""Calls whose arguments are all written in the template are replaced by what they give."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from jinja2 import nodes
from jinja2.nodes import EvalContext
from jinja2.runtime import Macro
from jinja2.visitor import NodeTransformer

from capitune.core.templating.components import Components

if TYPE_CHECKING:
    from capitune.core.templating.environment import Environment

# Filters that look at nothing but their argument.
PLAIN_FILTERS = frozenset(
    {"default", "join", "length", "list", "lower", "trim", "upper", "xmlattr"}
)
# What a macro of that kind may not hold: it could see more than its arguments.
REACHING: tuple[type[nodes.Node], ...] = (
    nodes.Block,
    nodes.CallBlock,
    nodes.ContextReference,
    nodes.DerivedContextReference,
    nodes.Extends,
    nodes.FromImport,
    nodes.Import,
    nodes.Include,
)
# A file of macros holds nothing else.
MACROS_ONLY = (nodes.Assign, nodes.Macro)


def fold_calls(env: "Environment", tree: nodes.Template, name: str, components: Components) -> None:
    """Work out calls of pure macros and of constant functions that depend on nothing any more."""
    taken = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    folder = _Folder(env, components, EvalContext(env, name), taken)
    folder.visit(tree)
    own = _pure_macros(tree, components)
    components.pure |= {(name, macro) for macro in own}
    if own:
        draft = env.draft(tree, name)
        folder.own = {macro: draft[macro] for macro in own - taken}
        folder.visit(tree)


def _pure_macros(tree: nodes.Template, components: Components) -> set[str]:
    """The macros of a file of macros that depend on their arguments only."""
    if not all(isinstance(node, MACROS_ONLY) or _is_space(node) for node in tree.body):
        return set()
    found: set[str] = set()
    for macro in tree.find_all(nodes.Macro):
        if _is_pure(macro, found, components):
            found.add(macro.name)
    return found


def _is_space(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Output) and all(
        isinstance(child, nodes.TemplateData) and not child.data.strip() for child in node.nodes
    )


def _is_pure(macro: nodes.Macro, siblings: set[str], components: Components) -> bool:
    names = list(macro.find_all(nodes.Name))
    own = {node.name for node in names if node.ctx != "load"}
    return (
        not any(isinstance(node, REACHING) for node in macro.find_all(nodes.Node))
        and {node.name for node in names if node.ctx == "load"} <= own | siblings
        and all(node.name in PLAIN_FILTERS for node in macro.find_all(nodes.Filter))
        and all(components.pure_macro(n.name) for n in macro.find_all(nodes.EnvironmentAttribute))
    )


class _Folder(NodeTransformer):
    def __init__(
        self, env: "Environment", components: Components, safe: EvalContext, taken: set[str]
    ) -> None:
        self._env, self._components, self._safe, self._taken = env, components, safe, taken
        self.own: dict[str, Macro] = {}

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802 Jinja's name
        """A call with a body stays a call."""
        self.generic_visit(node.call)
        node.body = [self.visit(child) for child in node.body]
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 Jinja's name
        self.generic_visit(node)
        called = self._function(node.node)
        if called is None or node.dyn_args or node.dyn_kwargs:
            return node
        try:
            args = [arg.as_const(self._safe) for arg in node.args]
            kwargs = {pair.key: pair.value.as_const(self._safe) for pair in node.kwargs}
        except nodes.Impossible:
            return node
        try:
            return nodes.Const(called(*args, **kwargs), lineno=node.lineno)
        except RuntimeError:
            return node  # it needs a request, and this template is compiled for a letter

    def _function(self, called: nodes.Node) -> Callable[..., Any] | None:
        macro: Macro | None = None
        if isinstance(called, nodes.EnvironmentAttribute):
            macro = self._components.pure_macro(called.name)
        elif isinstance(called, nodes.Name) and called.name not in self._taken:
            if called.name in self._env.constants:
                return cast("Callable[..., Any]", self._env.globals[called.name])
            macro = self.own.get(called.name)
        return partial(macro, self._safe) if macro else None
