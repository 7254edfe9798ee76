"""The same with the files in a bucket: the parts leave for the store itself, which the page's policy names."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import boto3
import pytest
from flask import Flask
from moto.server import ThreadedMotoServer
from playwright.sync_api import expect
from sqlalchemy import select

from capitune.core.db import db
from capitune.core.storage import S3Storage
from capitune.dossiers.models import Document
from embedded.stores import Stores
from tests.browser.uploads.conftest import Candidate
from tests.support.databases import url_of
from tests.support.settings import environment
from tests.support.web_server import WebServer, serving

pytestmark = [pytest.mark.browser, pytest.mark.real("chromium")]
KEYS = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_REGION": "us-east-1"}


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """moto, which lets the pages of any site send to it; a bucket needs a rule for that."""
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    url = f"http://{host}:{port}"
    keys = {"aws_access_key_id": "a", "aws_secret_access_key": "b", "region_name": "us-east-1"}
    client = boto3.client("s3", endpoint_url=url, **keys)
    client.create_bucket(Bucket="kept")
    client.close()
    yield url
    running.stop()


@pytest.fixture(scope="module")
def server(
    stores: Stores, _live_app: Flask, endpoint: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[WebServer]:
    bucket = {"S3_BUCKET": "kept", "S3_ENDPOINT_URL": endpoint, **KEYS}
    folder = tmp_path_factory.mktemp("server")
    variables = environment(stores, url_of(stores, "live"), folder, **bucket)
    with serving(variables, workers=1, name="localhost") as running:
        yield running


def test_the_parts_go_to_the_bucket_and_the_whole_is_there(
    candidate: Candidate, file: Path, endpoint: str
) -> None:
    candidate.choose(file)
    expect(candidate.page.locator("#announcer")).to_have_text(
        "diplome.pdf est envoyé.", timeout=20_000
    )
    sent = {urlsplit(url)._replace(path="", query="").geturl() for url in candidate.sent}
    assert (sent, len(candidate.sent)) == ({endpoint}, 3)
    db.session.expire_all()
    document = db.session.scalars(select(Document)).one()
    data = file.read_bytes()
    assert document.sha256 == hashlib.sha256(data).digest()
    store = S3Storage("kept", endpoint_url=endpoint, access_key="a", secret_key="b")
    with store.open(document.storage_key) as stream:
        assert stream.read() == data
