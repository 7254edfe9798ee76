import io
import time
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest

from capitune.core.storage import PartOffered, S3Storage, StorageUnavailable, s3
from tests.support.nasty_server import (
    Move,
    NastyServer,
    close_at_once,
    hang,
    http,
    http_cut,
    http_hang_after,
)

MEGABYTE = 1024 * 1024

XML = {"content_type": "application/xml"}


def error(code: str) -> bytes:
    return f"<Error><Code>{code}</Code><Message>no</Message></Error>".encode()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(s3, "CONNECT_SECONDS", 0.2)
    monkeypatch.setattr(s3, "READ_SECONDS", 0.2)
    monkeypatch.setattr(s3, "PROBE_SECONDS", 0.2)


def storage_at(url: str) -> S3Storage:
    return S3Storage("kept", endpoint_url=url, access_key="id", secret_key="secret")


ACTS: dict[str, Callable[[S3Storage], object]] = {
    "put": lambda s: s.put("a", io.BytesIO(b"data"), content_type="text/plain"),
    "put in parts": lambda s: s.put("a", io.BytesIO(bytes(6 * MEGABYTE)), content_type="a/b"),
    "open": lambda s: s.open("a"),
    "delete": lambda s: s.delete("a"),
    "check": lambda s: s.check(),
    "walk": lambda s: list(s.walk()),
    "absent": lambda s: s.absent(["a"]),
    "start parts": lambda s: s.parts.start("a"),
    "list parts": lambda s: s.parts.received("a", "u"),
    "join parts": lambda s: s.parts.join("a", "u", [PartOffered(1, "e")]),
    "abort parts": lambda s: s.parts.abort("a", "u"),
    "sweep parts": lambda s: s.parts.sweep(datetime.now(UTC)),
}
MOVES: dict[str, Move] = {
    "503": http(503, error("SlowDown"), **XML),
    "403": http(403, error("AccessDenied"), **XML),
    "nonsense": http(500, b"\0\xff not xml", **XML),
    "hangs": hang,
    "closes": close_at_once,
    "404 of something else": http(404, b"<html>not here</html>"),
    "no such bucket": http(404, error("NoSuchBucket"), **XML),
}


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("act", [pytest.param(act, id=name) for name, act in ACTS.items()])
@pytest.mark.parametrize("move", [pytest.param(move, id=name) for name, move in MOVES.items()])
def test_a_store_that_fails_is_unavailable(move: Move, act: Callable[[S3Storage], object]) -> None:
    with NastyServer(move) as server:
        started = time.monotonic()
        with pytest.raises(StorageUnavailable):
            act(storage_at(server.url))
        assert server.visits >= 1
    assert time.monotonic() - started < 10


def test_nobody_listening_is_unavailable() -> None:
    with NastyServer(hang) as server:
        url = server.url
    with pytest.raises(StorageUnavailable):
        storage_at(url).check()


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("move", [http_cut(b"half", 1000), http_hang_after(b"half", 1000)])
def test_a_body_that_stops_is_unavailable_not_short(move: Move) -> None:
    with (
        NastyServer(move) as server,
        storage_at(server.url).open("a") as stream,
        pytest.raises(StorageUnavailable),
    ):
        stream.read()


@pytest.mark.usefixtures("impatient")
def test_a_part_that_fails_aborts_the_whole() -> None:
    begun = (
        b"<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>"
    )
    failing = http(503, error("SlowDown"), **XML)
    with (
        NastyServer(http(200, begun, **XML), failing, failing, http(204)) as server,
        pytest.raises(StorageUnavailable),
    ):
        ACTS["put in parts"](storage_at(server.url))
    asked = [(request.method, request.path) for request in server.requests]
    assert ("DELETE", "/kept/a?uploadId=u1") in asked
    assert not any(method == "POST" and "uploadId" in path for method, path in asked)


@pytest.mark.usefixtures("impatient")
def test_a_passing_failure_is_tried_again() -> None:
    with (
        NastyServer(http(503, error("SlowDown"), **XML), http(200, b"data")) as server,
        storage_at(server.url).open("a") as stream,
    ):
        assert stream.read() == b"data"


def test_the_probe_asks_once() -> None:
    with NastyServer(http(503)) as server, pytest.raises(StorageUnavailable):
        storage_at(server.url).check()
    assert server.visits == 1


def test_a_missing_bucket_is_not_a_missing_object(s3_endpoint: str) -> None:
    storage = S3Storage("absent", endpoint_url=s3_endpoint, access_key="id", secret_key="secret")
    with pytest.raises(StorageUnavailable):
        storage.open("a")
    with pytest.raises(StorageUnavailable):
        storage.check()


def test_a_link_names_type_and_file(s3_storage: S3Storage) -> None:
    s3_storage.put("a/b", io.BytesIO(b"data"), content_type="application/octet-stream")
    url = s3_storage.link(
        "a/b",
        file_name="Relevé “d’avril”.pdf",
        content_type="application/pdf",
        disposition="attachment",
        expires=60,
    )
    assert parse_qs(urlsplit(url).query)["X-Amz-Expires"] == ["60"]
    with urlopen(url) as answer:  # noqa: S310 our own server
        assert answer.read() == b"data"
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-disposition"] == (
            'attachment; filename="Releve davril.pdf"; '
            "filename*=UTF-8''Relev%C3%A9%20%E2%80%9Cd%E2%80%99avril%E2%80%9D.pdf"
        )


@pytest.mark.parametrize("keys", [{}, {"access_key": "id", "secret_key": "secret"}])
def test_amazons_own_is_reached_at_its_region(keys: dict[str, str]) -> None:
    """A browser that sends a part follows no redirect; the keys may come from the machine, later."""
    storage = S3Storage("kept", region="eu-west-3", **keys)
    assert storage.parts.origin == "https://kept.s3.eu-west-3.amazonaws.com"
