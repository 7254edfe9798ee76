"""Whether the database may still have to be migrated or seeded.

Asking the product itself costs a start of Python with all its imports, so a copy whose code did
not change since it was prepared, on the same database, is not asked again.
"""

import hashlib
from pathlib import Path

from embedded.postgres import Postgres
from embedded.stores import Stores

CODE = ("migrations", "capitune")
SEEN = "SELECT system_identifier, to_regclass('alembic_version') FROM pg_control_system()"


class Preparation:
    """The memory of the last preparation, beside the data it speaks of."""

    def __init__(self, root: Path, stores: Stores) -> None:
        self._note = stores.folder / "prepared" if stores.folder else None
        self._state = _fingerprint(root)
        self._stores = stores

    def needed(self) -> bool:
        """False only when this very code prepared this very database."""
        if self._note is None or self._stores.postgres is None or not self._note.exists():
            return True
        return self._note.read_text() != self._described(self._stores.postgres)

    def done(self) -> None:
        """Remember."""
        if self._note and self._stores.postgres:
            self._note.write_text(self._described(self._stores.postgres))

    def _described(self, postgres: Postgres) -> str:
        with postgres.connect() as connection:
            row = connection.execute(SEEN).fetchone()
        return f"{self._state} {row}"


def _fingerprint(root: Path) -> str:
    """Changes with any edit, addition or removal of code."""
    digest = hashlib.sha256()
    for folder in CODE:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                facts = path.stat()
                digest.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
