"""Which account a server runs under. PostgreSQL refuses to run as root, and Valkey need not."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from embedded.errors import EmbeddedError


@dataclass(frozen=True, slots=True)
class Account:
    """An unprivileged account that root lends to a server."""

    uid: int
    gid: int

    def owns(self, path: Path) -> None:
        """Give ``path`` to this account."""
        os.chown(path, self.uid, self.gid)

    def can_enter(self, folder: Path) -> bool:
        """True when this account may walk down to ``folder``: root's home is closed to others."""
        tried = subprocess.run(
            ["/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder)],
            user=self.uid,
            group=self.gid,
            extra_groups=[],
            cwd="/",
            env={},
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return tried.returncode == 0


def for_servers() -> Account | None:
    """The account for the servers: ``nobody`` for root, None for an ordinary user, who is fit.

    Raises ``EmbeddedError`` where there is no such account.
    """
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam("nobody")
    except KeyError:
        raise EmbeddedError(
            "PostgreSQL does not run as root and this machine has no account 'nobody': run as an"
            " ordinary user, or give DATABASE_URL and REDIS_URL."
        ) from None
    return Account(entry.pw_uid, entry.pw_gid)
