"""The store did what was asked, and its answer is lost or comes when nobody listens: one version, or a clear word."""

import urllib.request
from collections.abc import Iterator

import boto3
import pytest
from moto.server import ThreadedMotoServer
from sqlalchemy import select

from capitune.core.db import db
from capitune.core.storage import EXTENSION, S3Storage, s3
from capitune.dossiers.models import Document, Upload
from tests.factories.documents import PDF
from tests.functional.api.conftest import Cast
from tests.functional.api.test_uploads import announced, count, finish, send, started
from tests.support.lossy_proxy import LossyProxy
from tests.support.outbox import run_outbox
from tests.support.program import got, refused

LATE = pytest.mark.parametrize("late", [False, True], ids=["lost", "late"])


@pytest.fixture(scope="module")
def moto() -> Iterator[str]:
    """A store that works, with its bucket."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    keys = {"endpoint_url": f"http://{host}:{port}", "region_name": "us-east-1"}
    client = boto3.client("s3", aws_access_key_id="a", aws_secret_access_key="b", **keys)
    client.create_bucket(Bucket="kept")
    client.close()
    yield keys["endpoint_url"]
    server.stop()


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(s3, "READ_SECONDS", 0.5)


def use(cast: Cast, monkeypatch: pytest.MonkeyPatch, url: str) -> S3Storage:
    """The product's store is this one from now on."""
    store = S3Storage("kept", endpoint_url=url, access_key="a", secret_key="b")
    monkeypatch.setitem(cast.app.extensions, EXTENSION, store)
    return store


def lost_part(url: str, data: bytes) -> None:
    """Send a part the way a browser does that gives up after a while."""
    asked = urllib.request.Request(url, data, {"Content-Type": "x/y"}, method="PUT")  # noqa: S310 our own server
    urllib.request.urlopen(asked, timeout=0.5).close()  # noqa: S310 our own server


def contents(store: S3Storage) -> list[bytes]:
    keys = db.session.scalars(select(Document.storage_key)).all()
    return [store.open(key).read() for key in keys]


@LATE
def test_joining_is_one_version(
    cast: Cast, moto: str, monkeypatch: pytest.MonkeyPatch, *, late: bool
) -> None:
    """The store joined the parts, we never heard it: asked again it says that they are gone, and the whole is there."""
    with LossyProxy(
        moto, lambda asked: asked.command == "POST" and "uploadId=" in asked.path, late=late
    ) as proxy:
        use(cast, monkeypatch, proxy.url)
        body = started(cast)
        named = send(cast, body, PDF)
        answer = finish(cast["owner"], body, named)
        assert proxy.lost
        refused(answer, 503, "unavailable")
    store = use(cast, monkeypatch, moto)
    document = got(finish(cast["owner"], body, named), 201)
    assert got(finish(cast["owner"], body, named), 201)["id"] == document["id"]
    assert contents(store) == [PDF]
    run_outbox()
    assert got(cast["owner"].get(f"/api/documents/{document['id']}"))["scan"] == "clean"


@LATE
def test_a_part_is_not_sent_twice(
    cast: Cast, moto: str, monkeypatch: pytest.MonkeyPatch, *, late: bool
) -> None:
    """What has arrived is the store's to say."""
    store = use(cast, monkeypatch, moto)
    body = started(cast)
    with LossyProxy(moto, lambda asked: asked.command == "PUT", late=late) as proxy:
        url = body["parts"][0]["url"].replace(moto, proxy.url)
        assert url.startswith(proxy.url)
        with pytest.raises((TimeoutError, ConnectionError)):
            lost_part(url, PDF)
        assert proxy.lost == 1
    resumed = got(cast["owner"].get(f"/api/documents/uploads/{body['upload_id']}"))
    assert resumed["received"] == [1]
    named = [{"number": 1, "etag": resumed["parts"][0]["etag"]}]
    got(finish(cast["owner"], body, named), 201)
    assert contents(store) == [PDF]


@LATE
def test_beginning_leaves_no_record(
    cast: Cast, moto: str, monkeypatch: pytest.MonkeyPatch, *, late: bool
) -> None:
    with LossyProxy(moto, lambda asked: "uploads" in asked.path, late=late) as proxy:
        use(cast, monkeypatch, proxy.url)
        refused(
            cast["owner"].post("/api/documents/uploads", json=announced(cast)), 503, "unavailable"
        )
        assert proxy.lost
    assert (count(Upload), count(Document)) == (0, 0)
