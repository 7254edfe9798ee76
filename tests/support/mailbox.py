"""What people have received."""

import re

from flask import current_app
from sqlalchemy import select

from capitune.core.db import db
from capitune.core.mail import StoredMail, list_mails, read_mail
from capitune.core.outbox import OutboxRow
from tests.support.outbox import run_outbox

CODE = re.compile(r"\b\d{6}\b")
LINK = re.compile(r"https?://\S+")


def received(address: str, kind: str | None = None) -> list[StoredMail]:
    """The mails that ``address`` has got, the newest first, after delivering what waits."""
    run_outbox()
    folder = current_app.config["MAIL_PATH"]
    # A mail is named for its row; the rows of other tests are gone, their files may lie there still.
    mine = {str(row_id) for row_id in db.session.scalars(select(OutboxRow.id))}
    found = [mail for mail in list_mails(folder, limit=1000) if mail.name in mine]
    wanted = [mail for mail in found if mail.to == address and kind in {None, mail.kind}]
    return [read_mail(folder, mail.name) for mail in wanted]


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
