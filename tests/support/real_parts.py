"""Real programs that some tests need, loaded as a pytest plugin.

A test says ``@pytest.mark.real("chromium")``. Where that program is absent the test is skipped and
the program is named at the end of the run as not exercised; with ``REQUIRE_REAL=1`` it fails.
"""

import os
import shutil
from collections import Counter
from collections.abc import Callable

import pytest

from tests.support import chromium, object_store

# Daemons live where an ordinary user's PATH does not lead; tests start them by name.
DAEMONS = ("/usr/local/sbin", "/usr/sbin", "/sbin")

PARTS: dict[str, Callable[[], str | None]] = {
    "chromium": chromium.installed,
    "clamd": lambda: shutil.which("clamd"),
    "nginx": lambda: shutil.which("nginx"),
    "radosgw": object_store.installed,
}


def pytest_configure() -> None:
    os.environ["PATH"] = os.pathsep.join([os.environ.get("PATH", os.defpath), *DAEMONS])


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("real"):
        (part,) = mark.args
        if PARTS[part]() is None:
            if os.environ.get("REQUIRE_REAL") == "1":
                pytest.fail(f"{part} is absent and REQUIRE_REAL=1", pytrace=False)
            pytest.skip(f"{part} is absent")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """From the reports, not from memory: the tests may have run in other processes."""
    absent: Counter[str] = Counter()
    for outcome in ("skipped", "failed", "error"):
        for report in terminalreporter.stats.get(outcome, []):
            absent.update(part for part in PARTS if f"{part} is absent" in str(report.longrepr))
    if absent:
        terminalreporter.section("real parts not exercised")
        for part, tests in sorted(absent.items()):
            terminalreporter.write_line(f"{part}: absent, {tests} tests not run")
