"""Where a server keeps what is its own."""

import os
import pwd
import tempfile
from pathlib import Path

from embedded.account import Account
from embedded.errors import EmbeddedError

ELSEWHERE = Path("/var/lib/capitune")
PASS_THROUGH = 0o711


def services_folder(instance: Path) -> Path:
    """The folder of the servers in ``instance``, made when it is not there.

    Raises ``EmbeddedError`` when another account made it: files of two owners end in a muddle.
    """
    folder = instance / "services"
    if not folder.exists():
        instance.mkdir(parents=True, exist_ok=True)
        _make(folder)
    owner = folder.stat().st_uid
    if owner != os.geteuid():
        raise EmbeddedError(
            f"{folder} belongs to {_name(owner)} and this is {_name(os.geteuid())}: run as"
            " that account, or choose another folder with INSTANCE_PATH."
        )
    return folder


def home(services: Path, name: str, account: Account | None) -> Path:
    """The folder of the server ``name``; only what the server itself writes is its account's.

    Where that account cannot walk down to ``services`` (a clone in root's home), the folder is
    under ``/var/lib/capitune`` and a link in ``services`` says so.
    """
    link = services / name
    if link.exists():
        return link.resolve()
    if link.is_symlink():
        link.unlink()
    if account is None or account.can_enter(services):
        _make(link)
    else:
        ELSEWHERE.mkdir(parents=True, exist_ok=True)
        ELSEWHERE.chmod(PASS_THROUGH)
        target = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=ELSEWHERE))
        target.chmod(PASS_THROUGH)
        link.symlink_to(target)
    return link.resolve()


def keep_secret(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` so that only its owner can read it, at no moment otherwise."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600, exist_ok=False)
    draft.write_text(text)
    draft.replace(path)


def _make(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    folder.chmod(PASS_THROUGH)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"account {uid}"
