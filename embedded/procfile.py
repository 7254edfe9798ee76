"""The commands of production, read from the ``Procfile`` so that development runs the same ones."""

import shlex
from pathlib import Path


def commands(path: Path) -> dict[str, list[str]]:
    """Name and words of each line. Lines that need a shell (``release``) keep its signs as words."""
    lines = [text for text in path.read_text().splitlines() if text and not text.startswith("#")]
    parts = (text.partition(":") for text in lines)
    return {name.strip(): shlex.split(command) for name, _, command in parts}
