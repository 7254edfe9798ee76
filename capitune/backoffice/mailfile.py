"""The letters as a file for spreadsheets: no cell that a spreadsheet would run, not a word of any letter."""

from collections.abc import Iterator

from capitune.backoffice.maillabels import LETTERS, STATES
from capitune.backoffice.queries.mails import MailLine, mails
from capitune.backoffice.spreadsheets import written
from capitune.core.causes import scrubbed
from capitune.core.listing import Page, decode
from capitune.core.post import Sought

COLUMNS = "id,asked_at,person_id,person,address,mail,code,state,state_code,state_at,cause"


def lines(sought: Sought) -> Iterator[str]:
    """The file in pieces, newest first."""

    def read(after: str | None, size: int) -> Page[MailLine]:
        return mails(sought, size, decode(after))

    return written(COLUMNS.split(","), read, _cells)


def _cells(line: MailLine) -> list[str]:
    mail = line.mail
    return [
        str(mail.id),
        mail.created_at.isoformat(),
        str(mail.user_id),
        line.name,
        line.person.email if line.person else "",
        str(LETTERS.get(mail.letter, mail.letter)),
        mail.letter,
        str(STATES[mail.state]),
        mail.state.value,
        mail.state_at.isoformat(),
        scrubbed(mail.reason),
    ]
