"""Who may read what lies in the bucket, asked of a true S3."""

import io
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import pytest

from capitune.core.storage import S3Storage, StorageUnavailable
from tests.support.eventually import eventually

pytestmark = pytest.mark.real("radosgw")

DATA = b"%PDF-1.7 private"


@pytest.fixture
def key(radosgw_storage: S3Storage) -> str:
    radosgw_storage.put("private/1", io.BytesIO(DATA), content_type="application/pdf")
    return "private/1"


def link(storage: S3Storage, key: str, expires: int = 60) -> str:
    return storage.link(
        key,
        file_name="Relevé.pdf",
        content_type="application/pdf",
        disposition="attachment",
        expires=expires,
    )


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url) as answer:  # noqa: S310 our own server
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_the_link_gives_the_file_as_told(radosgw_storage: S3Storage, key: str) -> None:
    with urllib.request.urlopen(link(radosgw_storage, key)) as answer:  # noqa: S310 our own server
        assert answer.read() == DATA
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["cache-control"] == "private, no-store"
        assert answer.headers["content-disposition"] == (
            "attachment; filename=\"Releve.pdf\"; filename*=UTF-8''Relev%C3%A9.pdf"
        )


def test_without_signature_nothing(radosgw_storage: S3Storage, key: str) -> None:
    good = link(radosgw_storage, key)
    assert status(good) == 200
    assert status(good.partition("?")[0]) == 403
    assert status(good.partition("?")[0].removesuffix(key)) == 403


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("private/1", "private/2"),
        ("X-Amz-Expires=60", "X-Amz-Expires=604800"),
        ("attachment", "inline"),
        ("application%2Fpdf", "text%2Fhtml"),
        ("X-Amz-Signature=", "X-Amz-Signature=0"),
    ],
)
def test_an_altered_link_gives_nothing(
    radosgw_storage: S3Storage, key: str, old: str, new: str
) -> None:
    radosgw_storage.put("private/2", io.BytesIO(b"other"), content_type="text/plain")
    good = link(radosgw_storage, key)
    assert old in good
    assert status(good) == 200
    assert status(good.replace(old, new)) == 403


def test_a_link_dies(radosgw_storage: S3Storage, key: str) -> None:
    short = link(radosgw_storage, key, expires=1)
    eventually(lambda: status(short) == 403, "the link is dead", seconds=5)
    assert status(link(radosgw_storage, key)) == 200


def test_wrong_keys_are_unavailable_not_missing(radosgw_endpoint: str) -> None:
    stranger = S3Storage("kept", endpoint_url=radosgw_endpoint, access_key="id", secret_key="wrong")
    with pytest.raises(StorageUnavailable):
        stranger.open("private/1")
    with pytest.raises(StorageUnavailable):
        stranger.check()


def test_the_address_names_bucket_and_key(radosgw_storage: S3Storage, key: str) -> None:
    assert urlsplit(link(radosgw_storage, key)).path == f"/kept/{key}"
