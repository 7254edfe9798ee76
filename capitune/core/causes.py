"""Why something failed, in words that may be shown and kept: never what a person wrote, nor whose it was."""

import re
import traceback

LONGEST = 160
_SECRETS = (
    (re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE), "(link)"),
    (re.compile(r"[^\s<>\"'(]+@[^\s<>\"')]+"), "(address)"),
    (re.compile(r"\"[^\"]*\"|«[^»]*»|“[^”]*”|(?<!\w)'[^']*'(?!\w)"), "(…)"),
    (re.compile(r"\+?\d(?:[ .-]?\d){6,}"), "(number)"),
)


def cause_of(error: BaseException) -> str:
    """Its class and the last line of ours that it passed: ``KeyError, dossiers/jobs.py:42 in scan``.

    Never its message: that of a database or a library quotes what it was given.
    """
    frames = traceback.extract_tb(error.__traceback__)[1:]  # the first is where it was caught
    ours = [frame for frame in frames if "/capitune/" in frame.filename]
    name = type(error).__name__
    if not ours:
        return name
    where = ours[-1].filename.rpartition("/capitune/")[2]
    return f"{name}, {where}:{ours[-1].lineno} in {ours[-1].name}"


def scrubbed(words: str | None) -> str:
    """The last line of what a service said, without addresses, links, quotations and long numbers."""
    lines = [line.strip() for line in (words or "").splitlines() if line.strip()]
    said = lines[-1] if lines else ""
    for pattern, instead in _SECRETS:
        said = pattern.sub(instead, said)
    return said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"
