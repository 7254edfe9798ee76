"""Parts of files to the folder driver: only by a link that is whole and young, exactly what it stands for."""

import base64
import hashlib
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from capitune.core.storage import Part, StorageMissing, current_storage
from tests.support.clock import MovedClock, clock

__all__ = ["clock"]
KEY = "files/parts-test"


@dataclass
class Begun:
    """An upload under way."""

    upload_id: str

    def path(self, number: int = 1, size: int = 3) -> str:
        link = current_storage().parts.link(KEY, self.upload_id, number, size=size)
        return urlsplit(link).path

    @property
    def received(self) -> tuple[Part, ...]:
        return current_storage().parts.received(KEY, self.upload_id)


@pytest.fixture
def begun(client: FlaskClient) -> Begun:
    return Begun(current_storage().parts.start(KEY))


def mark(data: bytes) -> str:
    return hashlib.md5(data).hexdigest()  # noqa: S324 what an etag is


def test_a_good_link_keeps_the_part_without_cookie_or_token(
    client: FlaskClient, begun: Begun
) -> None:
    answer = client.put(begun.path(), data=b"one", content_type="application/pdf")
    assert (answer.status_code, answer.get_data()) == (200, b"")
    assert answer.headers["ETag"] == f'"{mark(b"one")}"'
    assert "Set-Cookie" not in answer.headers
    assert begun.received == (Part(1, mark(b"one"), 3),)


def test_a_part_twice_is_harmless(client: FlaskClient, begun: Begun) -> None:
    for _ in range(2):
        assert client.put(begun.path(), data=b"one").status_code == 200
    assert begun.received == (Part(1, mark(b"one"), 3),)


@pytest.mark.parametrize(
    ("data", "status"), [(b"", 422), (b"on", 422), (b"more", 422), (b"longer", 413)]
)
def test_another_size_is_refused(
    client: FlaskClient, begun: Begun, data: bytes, status: int
) -> None:
    assert client.put(begun.path(), data=data).status_code == status
    assert begun.received == ()


@pytest.mark.parametrize(
    "sent",
    ["nonsense!", "", base64.b64encode(hashlib.md5(b"two").digest()).decode()],  # noqa: S324 the header's
)
def test_a_wrong_checksum_is_refused(client: FlaskClient, begun: Begun, sent: str) -> None:
    answer = client.put(begun.path(), data=b"one", headers={"Content-MD5": sent})
    assert answer.status_code == (422 if sent else 200)
    assert len(begun.received) == (0 if sent else 1)


def test_a_right_checksum_passes(client: FlaskClient, begun: Begun) -> None:
    sent = base64.b64encode(hashlib.md5(b"one").digest()).decode()  # noqa: S324 the header's
    answer = client.put(begun.path(), data=b"one", headers={"Content-MD5": sent})
    assert answer.status_code == 200


def test_a_link_dies_in_a_quarter_of_an_hour(
    client: FlaskClient, begun: Begun, clock: MovedClock
) -> None:
    path = begun.path()
    assert client.put(path, data=b"one").status_code == 200
    clock.move(minutes=15)
    assert client.put(path, data=b"two").status_code == 404


@pytest.mark.parametrize("spoil", ["cut", "grown", "nonsense", "other"])
def test_a_spoiled_link_is_nothing(client: FlaskClient, begun: Begun, spoil: str) -> None:
    good = begun.path()
    reading = current_storage().link(
        KEY, file_name="a", content_type="a/b", disposition="inline", expires=60
    )
    paths = {
        "cut": good[:-1],
        "grown": good + "x",
        "nonsense": "/files/parts/nonsense",
        "other": "/files/parts/" + reading.rsplit("/", 1)[1],
    }
    assert client.put(paths[spoil], data=b"one").status_code == 404
    assert begun.received == ()


def test_it_gives_nothing_back(client: FlaskClient, begun: Begun) -> None:
    assert client.put(begun.path(), data=b"one").status_code == 200
    assert client.get(begun.path()).status_code == 405
    assert client.get("/files/" + begun.path().rsplit("/", 1)[1]).status_code == 404


def test_an_upload_that_is_over_takes_nothing(client: FlaskClient, begun: Begun) -> None:
    current_storage().parts.abort(KEY, begun.upload_id)
    assert client.put(begun.path(), data=b"one").status_code == 404
    with pytest.raises(StorageMissing):
        current_storage().open(KEY)
