"""What the application itself cannot do to the audit log, whatever statement reaches the database."""

import uuid

import pytest
from sqlalchemy import select, text

from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.core.db import db
from capitune.core.work import unit_of_work

pytestmark = pytest.mark.usefixtures("live_app")
REFUSED = (
    "UPDATE audit_events SET data = '{}'",
    "UPDATE audit_events SET actor_name = 'nobody', address = NULL",
    "UPDATE audit_events SET address = '192.0.2.9'",
    "UPDATE audit_links SET hash = ''",
    "DELETE FROM audit_events",
    "DELETE FROM audit_links",
    "TRUNCATE audit_events CASCADE",
    "TRUNCATE audit_links",
    "WITH gone AS (DELETE FROM audit_links RETURNING 1) SELECT * FROM gone",
    "INSERT INTO audit_events SELECT * FROM audit_events ON CONFLICT (id) DO UPDATE SET act = 'x'",
)


def test_nothing_is_changed_removed_or_emptied_but_an_address_forgotten() -> None:
    context = uuid.uuid4()
    with unit_of_work():
        event = record(
            Actor.system("test"),
            Act.DOSSIER_EDITED,
            ("dossier", context),
            context_id=context,
            data={"from": "a", "to": "b"},
        )
        event.address = "192.0.2.1"
    for statement in REFUSED:
        with pytest.raises(Exception, match="append only"), unit_of_work():
            db.session.execute(text(statement))
    with unit_of_work():
        db.session.execute(text("UPDATE audit_events SET address = NULL"))
    kept = db.session.execute(
        select(AuditEvent.act, AuditEvent.data, AuditEvent.address).where(
            AuditEvent.context_id == context
        )
    ).one()
    assert tuple(kept) == (Act.DOSSIER_EDITED, {"from": "a", "to": "b"}, None)
