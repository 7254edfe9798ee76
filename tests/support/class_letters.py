"""A letter of each class, for tests of the post."""

from collections.abc import Iterator
from typing import Any

import pytest

from capitune.accounts.models import User
from capitune.core import letters
from capitune.core.db import db
from capitune.core.mail import Message

CLASSES: dict[str, dict[str, bool]] = {
    "of_security": {"security": True},
    "of_work": {},
    "of_bulk": {"bulk": True},
}


@pytest.fixture
def class_letters() -> Iterator[None]:
    """``of_security``, ``of_work``, ``of_bulk``: the subject is what the letter is about."""

    def compose(payload: dict[str, Any]) -> Message:
        person = db.session.get_one(User, payload["to"])
        return Message(person.email, payload["about"], "Text", "<p>Text</p>", payload["letter"])

    for name, marks in CLASSES.items():
        letters.letter(name, **marks)(compose)
    yield
    for name in CLASSES:
        letters._letters.pop(name)
