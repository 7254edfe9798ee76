"""Where files are kept: one interface, two real drivers (a folder, S3)."""

from datetime import timedelta
from typing import cast

from flask import Flask, current_app

from capitune.core.clock import now
from capitune.core.storage.errors import (
    PartsRefused,
    StorageError,
    StorageMissing,
    StorageUnavailable,
)
from capitune.core.storage.files import FileStorage
from capitune.core.storage.interface import MAX_LINK_SECONDS, Disposition, Storage, Stored
from capitune.core.storage.links import LinkFacts, LinkRefused, PartFacts
from capitune.core.storage.parts import (
    MOST_PARTS,
    PART_BYTES,
    Part,
    PartOffered,
    check_parts,
    sizes_of,
)
from capitune.core.storage.s3 import S3Storage

__all__ = [
    "MAX_LINK_SECONDS",
    "MOST_PARTS",
    "PART_BYTES",
    "Disposition",
    "FileStorage",
    "LinkFacts",
    "LinkRefused",
    "Part",
    "PartFacts",
    "PartOffered",
    "PartsRefused",
    "S3Storage",
    "Storage",
    "StorageError",
    "StorageMissing",
    "StorageUnavailable",
    "Stored",
    "check_parts",
    "current_storage",
    "init_app",
    "sizes_of",
    "sweep",
]

EXTENSION = "capitune.storage"
# Longer than any upload that we know of may take (see ``dossiers``).
STALE_PARTS = timedelta(days=2)


def init_app(app: Flask) -> None:
    """Bind the driver the settings ask for: S3 when ``S3_BUCKET`` is set, else a folder."""
    app.extensions[EXTENSION] = _s3(app) if app.config.get("S3_BUCKET") else _files(app)


def current_storage() -> Storage:
    """The storage of the running application."""
    return cast("Storage", current_app.extensions[EXTENSION])


def sweep() -> None:
    """Remove what writers that were killed left behind, and uploads in parts that nobody ended."""
    storage = current_storage()
    storage.parts.sweep(now() - STALE_PARTS)
    if isinstance(storage, FileStorage):
        storage.sweep()


def _files(app: Flask) -> FileStorage:
    config = app.config
    return FileStorage(config["STORAGE_PATH"], config["BASE_URL"], config["SECRET_KEY"])


def _s3(app: Flask) -> S3Storage:
    config = app.config
    return S3Storage(
        config["S3_BUCKET"],
        endpoint_url=config.get("S3_ENDPOINT_URL"),
        access_key=config.get("AWS_ACCESS_KEY_ID"),
        secret_key=config.get("AWS_SECRET_ACCESS_KEY"),
        region=config.get("AWS_REGION"),
    )
