"""What people have received."""

import re

from flask import current_app

from capitune.core.mail import StoredMail, list_mails, read_mail
from tests.support.outbox import run_outbox

CODE = re.compile(r"\b\d{6}\b")
LINK = re.compile(r"https?://\S+")


def received(address: str, kind: str | None = None) -> list[StoredMail]:
    """The mails that ``address`` has got, the newest first, after delivering what waits."""
    run_outbox()
    folder = current_app.config["MAIL_PATH"]
    found = [m for m in list_mails(folder, limit=1000) if m.to == address and kind in {None, m.kind}]
    return [read_mail(folder, mail.name) for mail in found]


def code_for(address: str) -> str:
    """The six digits of the newest verification mail to ``address``."""
    found = CODE.search(received(address, "verification_code")[0].text)
    assert found, "no code in the mail"
    return found.group()


def path_for(address: str, kind: str) -> str:
    """The path of the first link of the newest ``kind`` of mail to ``address``."""
    found = LINK.search(received(address, kind)[0].text)
    assert found, "no link in the mail"
    return "/" + found.group().split("/", 3)[3]
