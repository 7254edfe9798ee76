"""What compiled templates do at each rendering, made cheap."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, cast
from uuid import UUID

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Macro, Undefined
from markupsafe import Markup
from markupsafe import escape as escape_all

# Compiled templates find these two under the names that Jinja uses.
BINDINGS = "\nfrom capitune.core.templating.writing import escape, markup_join\n"

# What has nothing to escape when it is written.
HARMLESS = frozenset({int, UUID})
BLOCK = re.compile(r"^( +yield )from (context\.blocks\[.+)$", re.MULTILINE)

_special = re.compile("[&<>'\"]").search
_unfit = re.compile(r"[\s/>=]", re.ASCII).search


def escape(value: Any) -> str:
    """``value`` as it may stand in HTML. Most values have nothing to escape, and cost nothing more."""
    kind = type(value)
    if kind is str:
        return value if _special(value) is None else escape_all(value)
    if kind is Markup:
        return cast("str", value)
    return str(value) if kind in HARMLESS else escape_all(value)


def attributes(values: Mapping[str, Any]) -> Markup:
    """``{"a": 1, "b": None}`` as `` a="1"``, each with a space before it (Jinja's ``xmlattr``).

    Raises ``ValueError`` for a name that would end before its value.
    """
    written = []
    for name, value in values.items():
        if value is None or isinstance(value, Undefined):
            continue
        if _unfit(name):
            raise ValueError(f"not the name of an attribute: {name!r}")
        written.append(f' {escape(name)}="{escape(value)}"')
    return Markup("".join(written))  # noqa: S704 escaped here


def markup_join(parts: Iterable[Any]) -> str:
    """The parts one after the other: all escaped as soon as one of them is markup, else as they are."""
    texts: list[Any] = []
    is_markup = False
    for part in parts:
        if type(part) is str:
            texts.append(part)
        elif type(part) not in HARMLESS and hasattr(part, "__html__"):
            is_markup = True
            texts.append(part)
        else:
            texts.append(str(part))
    return Markup("".join([escape(text) for text in texts])) if is_markup else "".join(texts)  # noqa: S704 escaped here


def joined(source: str) -> str:
    """The same program, with each block handed over as one piece.

    Each piece of a block otherwise climbs through the generators of the page and of its layouts.
    """
    return BLOCK.sub(r"\1concat(\2)", source)


class Generator(CodeGenerator):
    """Calls a macro that is bound already without asking at run time what it is, and takes an attribute
    that is there without asking the environment for it.
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 Jinja's name
        """``{{ row.status }}``: by Python's own ``getattr``; Jinja's way when there is no such attribute."""
        if not isinstance(node.node, nodes.Name):
            super().visit_Getattr(node, frame)
            return
        self.write("(found if (found := getattr(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r}, missing)) is not missing else ")
        super().visit_Getattr(node, frame)
        self.write(")")

    def visit_Call(  # type: ignore[override]  # noqa: N802 Jinja's name
        self, node: nodes.Call, frame: Frame, *, forward_caller: bool = False
    ) -> None:
        """``{{ macro(…) }}`` as a call of the macro's own function, its arguments in order."""
        arguments = None
        if isinstance(node.node, nodes.EnvironmentAttribute) and not forward_caller:
            arguments = arranged(node, getattr(self.environment, node.node.name, None))
        if arguments is None or frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("Markup(")
        self.visit(node.node, frame)
        self.write("._func(")
        for argument in arguments:
            if argument is None:
                self.write("missing")
            else:
                self.visit(argument, frame)
            self.write(", ")
        self.write("))")


def arranged(node: nodes.Call, macro: Any) -> list[nodes.Expr | None] | None:
    """The arguments in the order of the macro's parameters, None for one left out; None when the call
    does not fit, or the macro takes what is not among its parameters.
    """
    if not isinstance(macro, Macro) or node.dyn_args or node.dyn_kwargs:
        return None
    if macro.caller or macro.catch_kwargs or macro.catch_varargs:
        return None
    named = {pair.key: pair.value for pair in node.kwargs}
    given = macro.arguments[: len(node.args)]
    if len(node.args) > len(macro.arguments) or named.keys() & set(given):
        return None
    if not named.keys() <= set(macro.arguments):
        return None
    return [*node.args, *(named.get(name) for name in macro.arguments[len(given) :])]
