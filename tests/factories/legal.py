"""Legal texts for tests."""

from datetime import date

from capitune.accounts.models import Consent, User
from capitune.accounts.states import Purpose
from capitune.authz.actor import Role
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.legal import services
from capitune.legal.models import LegalText
from capitune.legal.queries import in_force, published_texts, text_by_id
from capitune.legal.states import Kind
from tests.factories.people import acting, make_person

WORDS = {
    "fr": {"title": "Conditions", "body": "## Règles\n\nNouvelles.", "changes": "Les **frais**."},
    "en": {"title": "Terms", "body": "## Rules\n\nNew ones.", "changes": "The **fees**."},
}


def drafted(kind: Kind) -> LegalText:
    """The draft of this kind, complete."""
    admin = acting(make_person(Role.ADMIN))
    with unit_of_work():
        key = services.begin_draft(admin, kind)
        found = text_by_id(key)
        assert found
        return services.change_draft(admin, key, WORDS, found.version)


def published(kind: Kind, day: date | None = None) -> LegalText:
    """A newer version, in force from that day on (today)."""
    draft = drafted(kind)
    admin = acting(make_person(Role.ADMIN))
    with unit_of_work():
        return services.publish_text(admin, draft.id, day or today(), draft.version)


def agreed_before(person: User, label: str = "2025-06") -> None:
    """That person agreed to terms of an older time."""
    with unit_of_work():
        answer = Consent(user_id=person.id, purpose=Purpose.TERMS, granted=True, text_version=label)
        db.session.add(answer)


def text_in_force(kind: Kind) -> LegalText:
    """The version that counts today."""
    found = in_force(published_texts(kind), today())
    assert found
    return found
