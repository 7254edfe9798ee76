"""Letters: registered by name, written for their reader, whoever the request is from."""

from collections.abc import Iterator

import pytest
from flask import Flask
from jinja2 import DictLoader

from capitune.core import letters
from capitune.core.formats import day
from capitune.core.i18n import current_language, speaking
from capitune.core.letters import address_of, letter, letter_named, written
from tests.support.settings import BASE_URL

PARTS = {
    "emails/hello/subject.txt": "{{ _('Sign in') }}:\n  {{ who }}\n",
    "emails/hello/body.txt": "{{ who }}\n\n\n\n{{ base_url }}\n",
    "emails/hello/body.html": "<p>{{ who }}</p><p>{{ locale() }}</p>",
}


@pytest.fixture
def templates(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A letter called ``hello``."""
    monkeypatch.setattr(app.jinja_env, "loader", DictLoader(PARTS))
    app.jinja_env.cache.clear()  # type: ignore[union-attr]
    yield
    app.jinja_env.cache.clear()  # type: ignore[union-attr]


@pytest.mark.usefixtures("templates")
@pytest.mark.parametrize("request_language", [None, "fr", "en"])
def test_it_is_written_for_its_reader(app: Flask, request_language: str | None) -> None:
    def write() -> letters.Message:
        return written("hello", to="a@example.com", language="en", who="Zoé & <b>")

    if request_language:
        with app.test_request_context("/", headers={"Accept-Language": request_language}):
            message = write()
            assert current_language() == request_language
    else:
        message = write()
    assert message.subject == "Sign in: Zoé & <b>"
    assert message.text == f"Zoé & <b>\n\n{BASE_URL}\n"
    assert message.html == "<p>Zoé &amp; &lt;b&gt;</p><p>en</p>"
    assert message.kind == "hello"


@pytest.mark.usefixtures("templates")
def test_french_keeps_its_narrow_spaces() -> None:
    message = written("hello", to="a@example.com", language="fr", who="à faire\u202f:\r\nX-Spy: 1")
    assert message.subject == "Se connecter: à faire\u202f: X-Spy: 1"


@pytest.mark.usefixtures("templates")
def test_a_subject_is_cut_where_it_must_be() -> None:
    message = written("hello", to="a@example.com", language="fr", who="x" * 5000)
    assert len(message.subject) == 250


def test_links_come_from_the_settings_only(app: Flask) -> None:
    with app.test_request_context("/", base_url="http://evil.example"):
        assert address_of("/dashboard") == f"{BASE_URL}/dashboard"


def test_readers_do_not_leak_into_one_another(app: Flask) -> None:
    with app.test_request_context("/", headers={"Accept-Language": "en"}):
        with speaking("fr", "Asia/Tokyo"):
            assert current_language() == "fr"
            with pytest.raises(ZeroDivisionError), speaking("en"):
                raise ZeroDivisionError
            assert current_language() == "fr"
        assert current_language() == "en"
        assert day(None) == ""


def test_a_letter_is_found_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "_letters", {})

    @letter("hello", security=True)
    def compose(_payload: letters.Payload) -> None:
        return None

    assert letter_named("hello").compose is compose
    assert letter_named("hello").security
    with pytest.raises(letters.UnknownLetter):
        letter_named("other")
