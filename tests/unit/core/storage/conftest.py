from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from capitune.core.storage import FileStorage, S3Storage, Storage

BUCKET = "kept"


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    url = f"http://{host}:{port}"
    client = boto3.client(
        "s3",
        endpoint_url=url,
        aws_access_key_id="id",
        aws_secret_access_key="secret",
        region_name="us-east-1",
    )
    client.create_bucket(Bucket=BUCKET)
    yield url
    server.stop()


@pytest.fixture
def file_storage(tmp_path: Path) -> FileStorage:
    return FileStorage(tmp_path / "storage", "https://example.test", "secret" * 8)


@pytest.fixture
def s3_storage(s3_endpoint: str) -> S3Storage:
    return S3Storage(BUCKET, endpoint_url=s3_endpoint, access_key="id", secret_key="secret")


@pytest.fixture(params=["files", "s3"])
def storage(request: pytest.FixtureRequest) -> Storage:
    name = "file_storage" if request.param == "files" else "s3_storage"
    found: Storage = request.getfixturevalue(name)
    return found
