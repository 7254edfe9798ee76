"""Who uses the servers of a folder: the last one to leave turns off the light."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from embedded.errors import AlreadyRunning


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One at a time starts or stops servers in ``folder``; others wait."""
    with (folder / "start.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class Lease:
    """Held by each program that uses the servers. The system gives it back when we die."""

    def __init__(self, folder: Path) -> None:
        self._file: IO[str] = (folder / "users.lock").open("a")
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def leave(self) -> bool:
        """Give the lease back; True when nobody else holds one. Call it inside ``alone``."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            self._file.close()
        return True


class RunLock:
    """Only one supervisor per folder. Raises ``AlreadyRunning`` with what the other one noted."""

    def __init__(self, folder: Path, note: str) -> None:
        self._file: IO[str] = (folder / "run.lock").open("a+")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.seek(0)
            noted = self._file.read().strip()
            self._file.close()
            raise AlreadyRunning(f"This copy runs already: {noted or 'it is starting'}.") from None
        self._file.truncate(0)
        self._file.write(note)
        self._file.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
