"""What the person at the terminal sees: lines of the processes, each with its name."""

import contextlib
import sys
import threading
from pathlib import Path

COLOURS = {"web": 36, "worker": 33, "clock": 35, "prepare": 34}
WIDTH = 8
DEMO_PASSWORD = "Capitune-demo-2026"  # noqa: S105 of people who do not exist
DEMO = {
    "jean.candidat@example.com": "candidate, dossier in progress",
    "marie.candidate@example.com": "candidate, no dossier yet",
    "anne.pro@example.com": "verified consultant, assigned to Jean",
    "bruno.pro@example.com": "verified finance consultant",
    "paul.pro@example.com": "professional, not verified",
    "luc.candidat@example.com": "candidate, suspended",
    "mod@example.com": "moderator",
    "admin@example.com": "administrator",
    "admin2@example.com": "administrator",
}

_turn = threading.Lock()


def line(name: str, text: str) -> None:
    """Print one line of the process ``name``; lines of two processes never mix."""
    label = f"{name:<{WIDTH}}|"
    if sys.stdout.isatty():
        label = f"\033[{COLOURS.get(name, 90)}m{label}\033[0m"
    _print(f"{label} {text}")


def say(text: str) -> None:
    """A word of the supervisor itself."""
    line("capitune", text)


def refuse(text: str) -> None:
    """Why nothing starts."""
    print(text, file=sys.stderr, flush=True)


def welcome(address: str, instance: Path, seconds: float) -> None:
    """The address, who can sign in, and where mails go."""
    people = [f"    {email:<30} {who}" for email, who in DEMO.items()]
    text = [
        "",
        f"  CAPITUNE is ready in {seconds:.1f} s:  {address}",
        "",
        f"  Demo accounts, password {DEMO_PASSWORD}:",
        *people,
        "",
        f"  Mails are not sent: read them at {address}/dev/mail (files in {instance / 'mail'}).",
        "  Ctrl-C stops everything that was started here.",
        "",
    ]
    _print("\n".join(text))


def _print(text: str) -> None:
    # A terminal that went away (`make run | head`) must not keep us from ending in order.
    with _turn, contextlib.suppress(BrokenPipeError):
        print(text, flush=True)
