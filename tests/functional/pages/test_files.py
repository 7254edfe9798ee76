"""Files of the folder driver: only by a link that is whole and young, never as anything but data."""

import io
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from capitune.core.storage import current_storage
from tests.support.clock import MovedClock, clock

__all__ = ["clock"]
HTML = b"<script>alert(1)</script>"


def link_to(data: bytes = HTML, name: str = "page.html", kind: str = "text/html") -> str:
    """The path of a link to ``data``."""
    current_storage().put("files/test", io.BytesIO(data), content_type=kind)
    link = current_storage().link(
        "files/test", file_name=name, content_type=kind, disposition="attachment", expires=60
    )
    return urlsplit(link).path


def test_a_good_link_gives_the_bytes_and_nothing_else(client: FlaskClient) -> None:
    answer = client.get(link_to(name='été "1"\r\nX: y.html'), buffered=True)
    assert (answer.status_code, answer.get_data()) == (200, HTML)
    assert answer.headers["Content-Length"] == str(len(HTML))
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert "X" not in answer.headers
    assert "Set-Cookie" not in answer.headers


def test_a_part_of_the_file_for_whoever_resumes(client: FlaskClient) -> None:
    answer = client.get(link_to(b"0123456789"), headers={"Range": "bytes=4-6"}, buffered=True)
    assert (answer.status_code, answer.get_data()) == (206, b"456")
    assert answer.headers["Content-Range"] == "bytes 4-6/10"


def test_a_link_dies_within_a_minute(client: FlaskClient, clock: MovedClock) -> None:
    path = link_to()
    assert client.get(path, buffered=True).status_code == 200
    clock.move(seconds=61)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "spoil", [lambda p: p[:-1], lambda p: p + "x", lambda _: "/files/nonsense"]
)
def test_a_spoiled_link_is_nothing(client: FlaskClient, spoil: object) -> None:
    assert callable(spoil)
    assert client.get(spoil(link_to())).status_code == 404


def test_a_file_that_is_gone_is_nothing(client: FlaskClient) -> None:
    path = link_to()
    current_storage().delete("files/test")
    assert client.get(path).status_code == 404
