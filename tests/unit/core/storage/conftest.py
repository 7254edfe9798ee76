from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from capitune.core.storage import FileStorage, S3Storage, Storage
from tests.support import object_store

BUCKET = "kept"


def _create_bucket(url: str) -> None:
    client = boto3.client(
        "s3",
        endpoint_url=url,
        aws_access_key_id=object_store.ACCESS_KEY,
        aws_secret_access_key=object_store.SECRET_KEY,
        region_name="us-east-1",
    )
    client.create_bucket(Bucket=BUCKET)
    client.close()


def _storage(url: str) -> S3Storage:
    return S3Storage(
        BUCKET,
        endpoint_url=url,
        access_key=object_store.ACCESS_KEY,
        secret_key=object_store.SECRET_KEY,
    )


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    """moto: quick, and right about everything but who may."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    url = f"http://{host}:{port}"
    _create_bucket(url)
    yield url
    server.stop()


@pytest.fixture(scope="session")
def radosgw_endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Ceph: a true one, ready in some 15 seconds."""
    with object_store.running(tmp_path_factory.mktemp("ceph")) as url:
        _create_bucket(url)
        yield url


@pytest.fixture
def file_storage(tmp_path: Path) -> FileStorage:
    return FileStorage(tmp_path / "storage", "https://example.test", "secret" * 8)


@pytest.fixture
def s3_storage(s3_endpoint: str) -> S3Storage:
    return _storage(s3_endpoint)


@pytest.fixture
def radosgw_storage(radosgw_endpoint: str) -> S3Storage:
    return _storage(radosgw_endpoint)


@pytest.fixture(params=["file", "s3", pytest.param("radosgw", marks=pytest.mark.real("radosgw"))])
def storage(request: pytest.FixtureRequest) -> Storage:
    found: Storage = request.getfixturevalue(f"{request.param}_storage")
    return found
