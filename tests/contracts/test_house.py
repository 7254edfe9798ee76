"""The house stays a house: small files, one direction, one place that commits."""

import ast
import statistics
import tomllib
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.support.source import PRODUCT, ROOT, called, calls, imports, modules, relative, tree

MODULES = modules()
LARGEST, MEDIAN = 400, 70
COMMITS = PRODUCT / "core" / "work.py"
VAGUE = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def test_the_house_was_read() -> None:
    assert len(MODULES) > 50
    assert "capitune.app" in MODULES


def test_files_are_small() -> None:
    sizes = {relative(path): lines(path) for path in MODULES.values()}
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}
    assert statistics.median(size for size in sizes.values() if size) <= MEDIAN


def test_files_say_what_is_in_them() -> None:
    assert [name for name in MODULES if set(name.split(".")) & VAGUE] == []


def test_no_import_hides_in_a_function_and_all_are_absolute() -> None:
    wrong = [
        (name, ast.unparse(stmt))
        for name, path in MODULES.items()
        for stmt, inside, _ in imports(path)
        if inside or getattr(stmt, "level", 0)
    ]
    assert wrong == []


def module_of(name: str) -> str | None:
    while name and name not in MODULES:
        name = name.rpartition(".")[0]
    return name or None


def test_imports_make_no_circle() -> None:
    graph = {
        name: {module_of(i) for _, _, names in imports(path) for i in names} - {name, None}
        for name, path in MODULES.items()
    }
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))
    assert set(order) == set(MODULES)


def test_only_the_unit_of_work_commits() -> None:
    found = [
        relative(path)
        for path in MODULES.values()
        for call in calls(path)
        if called(call).endswith(".commit") and path != COMMITS
    ]
    assert found == []


def test_every_package_has_its_place_in_the_directions() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    (directions,) = [c for c in settings["contracts"] if c["id"] == "directions"]
    assert directions["exhaustive"] is True
    placed = {
        part.strip(" ()")
        for layer in directions["layers"]
        for part in layer.replace("|", ":").split(":")
    }
    present = {name.split(".")[1] for name in MODULES if "." in name}
    assert present <= placed


def test_inside_a_domain_the_directions_hold_everywhere() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    (inside,) = [c for c in settings["contracts"] if c["id"] == "domains"]
    domains = {
        name.rpartition(".")[0]
        for name in MODULES
        if name.endswith(".models") and name.count(".") == 2
    }
    # The audit has records and acts, and no doors of its own.
    assert domains - {"capitune.audit"} == set(inside["containers"])


def test_nobody_reaches_around_the_edge() -> None:
    """Below the doors nothing knows who is signed in or what was asked: the actor is passed down."""
    for name, path in MODULES.items():
        if name.split(".")[-1] in {"services", "queries", "policy", "models"} or (
            len(name.split(".")) > 3 and name.split(".")[2] in {"services", "queries", "models"}
        ):
            names = {node.id for node in ast.walk(tree(path)) if isinstance(node, ast.Name)}
            assert not names & {"current_user", "request", "current_actor"}, name
