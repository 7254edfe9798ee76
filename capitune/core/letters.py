"""Letters: what an e-mail says, composed when it leaves, in the reader's language.

Each domain's ``emails.py`` registers a composer by name. The outbox row of kind ``mail`` holds
``{"letter": name, "to": user_id, …ids}`` and nothing else: what is said is read again when it is sent, so
that a letter with nothing left to say is not sent at all.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import current_app

from capitune.core.i18n import speaking
from capitune.core.mail import Message
from capitune.core.mail.message import MAX_SUBJECT

Payload = dict[str, Any]
Composer = Callable[[Payload], Message | None]

# Not every white space: French needs its narrow no-break spaces.
LINE_BREAKS = re.compile(r"[ \t]*[\r\n]+[ \t]*")
BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Letter:
    """A registered letter. ``security``: cannot be switched off, and may rather come twice than never.
    ``bulk``: may rather never come than twice. ``commercial``: only to who asked for such letters; bulk too.
    ``elsewhere``: goes to an address that is not its person's own, so that its return says nothing of theirs.
    """

    compose: Composer
    security: bool
    bulk: bool
    commercial: bool
    elsewhere: bool


class UnknownLetter(LookupError):
    """No domain writes a letter of this name."""


_letters: dict[str, Letter] = {}


def letter(
    name: str,
    *,
    security: bool = False,
    bulk: bool = False,
    commercial: bool = False,
    elsewhere: bool = False,
) -> Callable[[Composer], Composer]:
    """Register the composer of the letter called ``name``; it returns None when it has nothing to say."""

    def register(composer: Composer) -> Composer:
        _letters[name] = Letter(composer, security, bulk or commercial, commercial, elsewhere)
        return composer

    return register


def letter_named(name: str) -> Letter:
    """The letter called ``name``. Raises ``UnknownLetter``."""
    try:
        return _letters[name]
    except KeyError as error:
        raise UnknownLetter(name) from error


def letters() -> dict[str, Letter]:
    """All registered letters, for the contract tests."""
    return dict(_letters)


def address_of(path: str) -> str:
    """The absolute address of ``path`` on this site: from ``BASE_URL`` only, never from a request."""
    base: str = current_app.config["BASE_URL"]
    return base + path


def written(
    kind: str, *, to: str, language: str, timezone: str | None = None, **facts: Any
) -> Message:
    """The message made from ``templates/emails/<kind>/{subject.txt,body.txt,body.html}``.

    Dates and words are those of ``language`` and ``timezone``. The templates get ``facts`` and
    ``base_url``, and nothing of any request.
    """
    with speaking(language, timezone):
        subject, text, html = (
            _rendered(f"emails/{kind}/{part}", facts)
            for part in ("subject.txt", "body.txt", "body.html")
        )
    return Message(
        to=to,
        subject=LINE_BREAKS.sub(" ", subject.strip())[:MAX_SUBJECT],
        text=BLANK_LINES.sub("\n\n", text).strip() + "\n",
        html=html,
        kind=kind,
    )


def _rendered(name: str, facts: dict[str, Any]) -> str:
    # Not render_template: its context processors look for the person of a request.
    template = current_app.jinja_env.get_template(name)
    return template.render(base_url=address_of(""), **facts)
