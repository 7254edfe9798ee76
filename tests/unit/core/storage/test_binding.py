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
