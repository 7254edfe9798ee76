"""What of the catalogue is due for verification: the order, the source, the act, who may, and once a day."""

import json
import re
from datetime import date, timedelta

from flask import Flask
from sqlalchemy import select, update

from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers.models import DocumentType, Fee
from tests.factories.people import make_person
from tests.support.browserless import Browserless
from tests.support.signing import browser_of

HERE = "/admin/catalogue/"
KINDS = ((DocumentType, "ID_PASSPORT", "types"), (Fee, "STUDY_PERMIT", "fees"))


def due(browser: Browserless) -> str:
    """That part of the page."""
    answer = browser.get(HERE)
    assert answer.status_code == 200
    return answer.get_data(as_text=True).split('id="due"')[1]


def codes(part: str) -> list[str]:
    return re.findall(r"(?:Document|Frais), ([A-Z_0-9]+)<", part)


def verified(days: int | None, *only: str) -> None:
    """All were verified that many days ago, or ``only`` these."""
    day = today() - timedelta(days=days) if days is not None else None
    with unit_of_work():
        for kind in (DocumentType, Fee):
            named = kind.code.in_(only) if only else kind.id.is_not(None)
            db.session.execute(update(kind).where(named).values(verified_on=day))


def entry(kind: type[DocumentType | Fee], code: str) -> DocumentType | Fee:
    db.session.expire_all()
    return db.session.scalars(select(kind).where(kind.code == code)).first()  # type: ignore[return-value]


def test_what_is_due_comes_oldest_first_and_goes_once_verified(app: Flask) -> None:
    staff = make_person(Role.ADMIN)
    admin = browser_of(app, staff)
    part = due(admin)
    assert len(codes(part)) == 20  # bounded: nothing of all that ships was verified yet
    assert "D’autres attendent" in part
    assert 'rel="noopener noreferrer"' in part
    verified(10)
    assert "Rien n’est à vérifier" in due(admin)
    verified(183, "STUDY_PERMIT")
    verified(400, "ID_PASSPORT")
    verified(None, "CTR_CONSENT")
    verified(182, "ID_NATIONAL")  # the last day on which it still holds
    assert codes(due(admin)) == ["CTR_CONSENT", "ID_PASSPORT", "STUDY_PERMIT"]
    permit = entry(Fee, "STUDY_PERMIT")
    assert isinstance(permit, Fee)
    assert f'href="{permit.source}"' in due(admin)
    for kind, code, under in KINDS:
        before = entry(kind, code).verified_on
        assert before is not None
        path = f"{HERE}{under}/{entry(kind, code).id}/verified"
        assert admin.submit(path, {}, page=HERE).status_code == 303
        assert entry(kind, code).verified_on == today()
        again = admin.submit(path, {}, page=HERE)
        assert again.status_code == 422
        assert "déjà noté cette vérification" in again.get_data(as_text=True)
        rows = select(AuditEvent.data).where(
            AuditEvent.act == Act.ENTRY_VERIFIED, AuditEvent.subject_id == entry(kind, code).id
        )
        assert db.session.scalars(rows.where(AuditEvent.actor_id == staff.id)).all() == [
            {"entry": code, "before": before.isoformat()}
        ]
    assert codes(due(admin)) == ["CTR_CONSENT"]


def test_what_is_not_in_use_is_not_due_and_only_admins_verify(app: Flask) -> None:
    admin, moderator = (browser_of(app, make_person(role)) for role in (Role.ADMIN, Role.MODERATOR))
    verified(10)
    verified(None, "STUDY_PERMIT", "ID_PASSPORT")
    with unit_of_work():
        over = update(Fee).where(Fee.code == "STUDY_PERMIT")
        db.session.execute(over.values(effective_to=today() - timedelta(days=1)))
        drafts = update(DocumentType).where(DocumentType.code == "ID_PASSPORT")
        db.session.execute(drafts.values(published=False))
    assert codes(due(admin)) == []
    for kind, code, under in KINDS:
        path = f"{HERE}{under}/{entry(kind, code).id}/verified"
        assert moderator.submit(path, {}, page="/admin/").status_code == 403
        assert entry(kind, code).verified_on is None
    nobody = f"{HERE}fees/00000000-0000-4000-8000-000000000000/verified"
    assert admin.submit(nobody, {}, page=HERE).status_code == 404


def test_a_type_of_document_says_where_it_was_read_and_when(app: Flask) -> None:
    admin = browser_of(app, make_person(Role.ADMIN))
    verified(10)
    verified(400, "ID_PASSPORT")
    assert "Aucune" in due(admin)
    where = {"source": "https://www.canada.ca/passeport", "read_on": date(2026, 11, 22)}
    with unit_of_work():
        db.session.execute(
            update(DocumentType).where(DocumentType.code == "ID_PASSPORT").values(**where)
        )
    part = due(admin)
    assert 'href="https://www.canada.ca/passeport"' in part
    assert "22\xa0novembre\xa02026" in part or "22 novembre 2026" in part
    assert "Aucune" not in part
    whole = json.loads(admin.get(f"{HERE}export.json").get_data())
    found = next(row for row in whole["document_types"] if row["code"] == "ID_PASSPORT")
    assert (found["source"], found["read_on"]) == (where["source"], "2026-11-22")
