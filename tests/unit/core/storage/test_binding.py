import os
from pathlib import Path

import pytest
from flask import Flask

from capitune.core import storage


@pytest.mark.parametrize(
    ("bucket", "driver"), [("", storage.FileStorage), ("kept", storage.S3Storage)]
)
def test_the_settings_choose_the_driver(tmp_path: Path, bucket: str, driver: type) -> None:
    app = Flask("bound")
    app.config.update(
        STORAGE_PATH=str(tmp_path),
        BASE_URL="https://example.test",
        SECRET_KEY="secret",
        S3_BUCKET=bucket,
        AWS_ACCESS_KEY_ID="id",
        AWS_SECRET_ACCESS_KEY="secret",
    )
    storage.init_app(app)
    with app.app_context():
        assert isinstance(storage.current_storage(), driver)


def test_the_sweep_ends_uploads_that_nobody_ended(tmp_path: Path) -> None:
    app = Flask("swept")
    app.config.update(
        STORAGE_PATH=str(tmp_path),
        BASE_URL="https://example.test",
        SECRET_KEY="secret",
        S3_BUCKET="",
    )
    storage.init_app(app)
    with app.app_context():
        parts = storage.current_storage().parts
        old, young = parts.start("a/b"), parts.start("a/c")
        place = next(path for path in tmp_path.rglob(old))
        then = place.stat().st_mtime - storage.STALE_PARTS.total_seconds() - 1
        os.utime(place, (then, then))
        storage.sweep()
        assert parts.received("a/c", young) == ()
        with pytest.raises(storage.StorageMissing):
            parts.received("a/b", old)
