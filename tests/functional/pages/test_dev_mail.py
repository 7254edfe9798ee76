"""The mails of a development machine, readable there and nowhere else."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from capitune.core.mail import EmlMailer, Message

PATHS = ("/dev/mail", "/dev/mail/one", "/dev/mail/one/html")


@pytest.fixture
def mail(app: Flask) -> None:
    """A mail with a link, in both its forms."""
    message = Message(
        to="aminata@example.com",
        subject="Votre code : 123456 <b>",
        text="Code 123456\nhttp://localhost/verify-email/abc",
        html="<p style='color:navy'>Code</p><script>alert(1)</script>",
        kind="verification_code",
    )
    EmlMailer(app.config["MAIL_PATH"], app.config["MAIL_FROM"]).send(message, "one")


@pytest.mark.usefixtures("mail")
def test_development_reads_them(
    client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "CAPITUNE_ENV", "development")
    listed = client.get("/dev/mail").get_data(as_text=True)
    assert "Votre code : 123456 &lt;b&gt;" in listed
    assert 'href="/dev/mail/one"' in listed
    shown = client.get("/dev/mail/one").get_data(as_text=True)
    assert 'href="http://localhost/verify-email/abc"' in shown
    assert "aminata@example.com" in shown
    whole = client.get("/dev/mail/one/html")
    assert whole.headers["Content-Security-Policy"].startswith("sandbox")
    assert "script-src" not in whole.headers["Content-Security-Policy"]
    assert client.get("/dev/mail/two").status_code == 404


@pytest.mark.usefixtures("mail")
@pytest.mark.parametrize("environment", ["test", "production"])
def test_nowhere_else(
    client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch, environment: str
) -> None:
    monkeypatch.setitem(app.config, "CAPITUNE_ENV", environment)
    assert [client.get(path).status_code for path in PATHS] == [404, 404, 404]
