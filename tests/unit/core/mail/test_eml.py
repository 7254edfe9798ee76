import os
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

import pytest

from capitune.core.mail import (
    EmlMailer,
    MailMissing,
    MailUnavailable,
    Message,
    list_mails,
    read_mail,
)

SENDER = "CAPITUNE d’été <ne-pas-repondre@capitune.example>"
SUBJECT = "Votre code\u202f: l’été 文件 🎉 " + "é" * 120
TEXT = "Bonjour Élodie,\n\nVotre code est 123456.\n" + "x" * 2000 + "\n"
HTML = '<p lang="fr">Bonjour Élodie,<br>votre code est <b>123456</b>.</p>\n'


def message(subject: str = SUBJECT, to: str = "jean@example.com") -> Message:
    headers = {"List-Unsubscribe": "<https://example.com/u/1>"}
    return Message(to, subject, TEXT, HTML, "accounts.code", headers)


@pytest.fixture
def mailer(tmp_path: Path) -> EmlMailer:
    return EmlMailer(tmp_path / "mail", SENDER)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "mail"


def test_writes_a_mail_as_the_standard_wants(mailer: EmlMailer, folder: Path) -> None:
    mailer.send(message(), "k-1")
    data = (folder / "k-1.eml").read_bytes()
    assert data.isascii()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= 998
    mail = BytesParser(policy=default).parsebytes(data)
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert mail["subject"] == SUBJECT
    assert mail["from"].addresses[0].display_name == "CAPITUNE d’été"
    assert mail["to"] == "jean@example.com"
    assert mail["message-id"] == "<k-1@capitune.example>"
    assert mail["list-unsubscribe"] == "<https://example.com/u/1>"
    assert {"date", "auto-submitted", "mime-version"} <= {name.lower() for name in mail}


def test_an_address_outside_ascii_is_kept(mailer: EmlMailer, folder: Path) -> None:
    mailer.send(message(to="élodie@bücher.example"), "k-1")
    assert read_mail(folder, "k-1").facts.to == "élodie@xn--bcher-kva.example"


def test_a_key_sent_twice_is_one_mail_the_first(mailer: EmlMailer, folder: Path) -> None:
    mailer.send(message("first"), "k-1")
    mailer.send(message("second"), "k-1")
    assert [facts.subject for facts in list_mails(folder)] == ["first"]
    assert os.listdir(folder) == ["k-1.eml"]  # noqa: PTH208 names only


@pytest.mark.parametrize("key", ["", "../k", "a/b", ".hidden", "a\0b", "a b", "x" * 152])
def test_refuses_a_key_that_is_no_file_name(mailer: EmlMailer, folder: Path, key: str) -> None:
    with pytest.raises(ValueError, match="not a mail's key"):
        mailer.send(message(), key)
    with pytest.raises(MailMissing):
        read_mail(folder, key)


def test_a_folder_that_cannot_be_written_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "mail").write_bytes(b"in the way")
    with pytest.raises(MailUnavailable):
        EmlMailer(tmp_path / "mail", SENDER).send(message(), "k-1")


def test_nothing_half_written_is_listed(mailer: EmlMailer, folder: Path) -> None:
    mailer.send(message(), "k-1")
    (folder / "half.part").write_bytes(b"To: x")
    assert [facts.name for facts in list_mails(folder)] == ["k-1"]


@pytest.mark.parametrize("sender", ["", "nobody", "Name <>", "@host"])
def test_refuses_a_sender_without_address(tmp_path: Path, sender: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        EmlMailer(tmp_path, sender)


def test_lists_the_newest_first(mailer: EmlMailer, folder: Path) -> None:
    for number in range(3):
        mailer.send(message(f"mail {number}"), f"k-{number}")
        os.utime(folder / f"k-{number}.eml", (number, number))
    found = list_mails(folder, limit=2)
    assert [(facts.name, facts.subject) for facts in found] == [
        ("k-2", "mail 2"),
        ("k-1", "mail 1"),
    ]
    assert found[0].kind == "accounts.code"
    assert found[0].to == "jean@example.com"
    assert found[0].sent_at.tzinfo is not None


def test_no_folder_is_no_mail(folder: Path) -> None:
    assert list_mails(folder) == []
    with pytest.raises(MailMissing):
        read_mail(folder, "k-1")


def test_reads_it_whole(mailer: EmlMailer, folder: Path) -> None:
    mailer.send(message(), "k-1")
    mail = read_mail(folder, "k-1")
    assert (mail.text, mail.html) == (TEXT, HTML)
    assert mail.facts.subject == SUBJECT
    assert mail.headers["X-Mail-Key"] == "k-1"
