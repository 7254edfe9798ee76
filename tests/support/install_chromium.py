"""Print the path of a Chromium, installing one where there is none.

The system's own; else ``apt-get`` as root on Debian and Ubuntu; else the one Playwright downloads.
Prints nothing when all fail: the tests that need it are then named as not run.
"""

import os
import shutil
import subprocess
import sys

from tests.support import chromium


def main() -> None:
    path = chromium.installed()
    for way in (_with_apt, _with_playwright):
        if path is None:
            way()
            path = chromium.installed()
    sys.stdout.write(f"{path or ''}\n")


def _with_apt() -> None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _run("apt-get", "-qq", "update")
        _run("apt-get", "-qq", "install", "--no-install-recommends", "-y", "chromium")


def _with_playwright() -> None:
    _run(sys.executable, "-m", "playwright", "install", "chromium")


def _run(*command: str) -> None:
    # Standard output is the path and nothing else.
    environ = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, stdout=sys.stderr, env=environ, check=False)


if __name__ == "__main__":
    main()
