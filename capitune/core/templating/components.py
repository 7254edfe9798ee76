"""Macros that are imported from a named template are bound when the template is compiled."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.runtime import Macro
from jinja2.visitor import NodeTransformer

if TYPE_CHECKING:
    from capitune.core.templating.environment import Environment


@dataclass(slots=True)
class Components:
    """The macros bound so far, by the attribute of the environment that holds each; ``pure`` ones give
    the same for the same arguments, whoever reads.
    """

    names: dict[tuple[str, str], str] = field(default_factory=dict)
    macros: dict[str, Macro] = field(default_factory=dict)
    pure: set[tuple[str, str]] = field(default_factory=set)

    def bind(self, env: "Environment", template: str, macro: Macro) -> str:
        """The attribute that holds this macro."""
        key = (template, macro.name)
        attribute = self.names.setdefault(key, f"component_{len(self.names)}")
        self.macros[attribute] = macro
        setattr(env, attribute, macro)
        return attribute

    def pure_macro(self, attribute: str) -> Macro | None:
        """The macro that this attribute holds, if it depends on its arguments only."""
        held = {self.names[key] for key in self.pure if key in self.names}
        return self.macros[attribute] if attribute in held else None


def bind_components(
    env: "Environment", tree: nodes.Template, components: Components, *, is_part: bool
) -> None:
    """Replace ``{% from "…" import macro %}`` by the macro itself, wherever the name means nothing else.

    The names stay known to what may look them up at run time, except those of a partial (``is_part``),
    which nobody sees from outside.
    """
    taken = {
        *(node.name for node in tree.find_all(nodes.Name) if node.ctx in {"store", "param"}),
        *(node.name for node in tree.find_all(nodes.Macro)),
    }
    binder = _Imports(env, components, taken, is_part=is_part)
    binder.visit(tree)
    _Names(binder.bound).visit(tree)


class _Imports(NodeTransformer):
    """Imports become assignments, or nothing where no name is needed any more."""

    def __init__(
        self, env: "Environment", components: Components, taken: set[str], *, is_part: bool
    ) -> None:
        self._env, self._components, self._taken = env, components, taken
        self._is_part = is_part
        self.bound: dict[str, str] = {}

    def visit_FromImport(self, node: nodes.FromImport) -> Any:  # noqa: N802 Jinja's name
        wanted = node.template.value if isinstance(node.template, nodes.Const) else None
        if not isinstance(wanted, str) or node.with_context:
            return node
        module = self._env.get_template(wanted).module
        pairs = [item if isinstance(item, tuple) else (item, item) for item in node.names]
        if not all(isinstance(getattr(module, name, None), Macro) for name, _ in pairs):
            return node
        made = [self._bind(wanted, getattr(module, name), alias, node) for name, alias in pairs]
        return [assignment for assignment in made if assignment is not None]

    def _bind(
        self, template: str, macro: Macro, alias: str, node: nodes.FromImport
    ) -> nodes.Assign | None:
        attribute = self._components.bind(self._env, template, macro)
        if alias not in self._taken and self.bound.setdefault(alias, attribute) == attribute:
            if self._is_part:
                return None
        else:
            self.bound.pop(alias, None)
            self._taken.add(alias)
        value = nodes.EnvironmentAttribute(attribute, lineno=node.lineno)
        return nodes.Assign(nodes.Name(alias, "store"), value, lineno=node.lineno)


class _Names(NodeTransformer):
    def __init__(self, bound: dict[str, str]) -> None:
        self._bound = bound

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802 Jinja's name
        attribute = self._bound.get(node.name)
        if node.ctx != "load" or attribute is None:
            return node
        return nodes.EnvironmentAttribute(attribute, lineno=node.lineno)
