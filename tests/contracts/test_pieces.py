"""A piece that is kept is a function of one value: its template reads nothing of a request or of a person."""

import importlib
import pkgutil

from flask import Flask
from jinja2 import meta, nodes

import capitune
from capitune.core.pieces import Piece

# What a template may call besides: texts, and nothing that differs from one request to another.
CONSTANT = {"_", "gettext", "ngettext", "asset"}


def pieces() -> list[str]:
    for module in pkgutil.walk_packages(capitune.__path__, "capitune."):
        if ".views." in module.name:
            importlib.import_module(module.name)
    return [piece.template for piece in Piece.known]


def read(app: Flask, name: str) -> tuple[set[str], set[str]]:
    """The names that this template and those it includes take from outside, and the components it imports."""
    loader, environment = app.jinja_env.loader, app.jinja_env
    assert loader is not None
    tree = environment.parse(loader.get_source(environment, name)[0])
    names = meta.find_undeclared_variables(tree)
    parts = {one.template.value for one in tree.find_all(nodes.FromImport)}  # type: ignore[attr-defined]
    for include in tree.find_all(nodes.Include):
        more, others = read(app, include.template.value)  # type: ignore[attr-defined]
        names, parts = names | more, parts | others
    return names, parts


def test_they_read_one_value(app: Flask) -> None:
    assert pieces()
    for name in pieces():
        names, parts = read(app, name)
        assert names <= CONSTANT | {"it"}, name
        for part in parts:
            outside, _more = read(app, part)
            assert outside <= CONSTANT | {"kinds"}, (name, part)
