"""What a line of the dossiers' desk shows, in its own row; the last act too, with each line of a journal.

Schema apart from data; no import of the application.
"""

import sqlalchemy as sa
from alembic import op

revision = "0076"
down_revision = "0075"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
ADDED = {
    "number": sa.Text(),
    "created_at": MOMENT,
    "template_id": sa.Uuid(),
    "candidate_id": sa.Uuid(),
    "candidate_first_name": sa.Text(),
    "candidate_last_name": sa.Text(),
}
FILL = """
    UPDATE desk_cases AS c SET number = d.number, created_at = d.created_at, template_id = d.template_id,
        candidate_id = d.candidate_id, candidate_first_name = u.first_name, candidate_last_name = u.last_name,
        last_act_at = (SELECT at FROM audit_events WHERE context_id = d.id ORDER BY id DESC LIMIT 1)
    FROM dossiers AS d JOIN users AS u ON u.id = d.candidate_id WHERE d.id = c.dossier_id
    """
# At the commit, after the journal's line was linked, so in the order of the journal. A transaction that waits for that
# order may hold this row: nobody waits for it here, the one that holds it writes its own act last.
LAST = """
    CREATE FUNCTION set_last_act() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE desk_cases SET last_act_at = NEW.at WHERE dossier_id =
            (SELECT dossier_id FROM desk_cases WHERE dossier_id = NEW.context_id FOR UPDATE SKIP LOCKED);
        RETURN NULL;
    END $$
"""
TRIGGER = """
    CREATE CONSTRAINT TRIGGER audit_events_shown AFTER INSERT ON audit_events
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.context_id IS NOT NULL)
    EXECUTE FUNCTION set_last_act()
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for name, kind in {**ADDED, "last_act_at": MOMENT}.items():
        op.add_column("desk_cases", sa.Column(name, kind, nullable=True))
    op.execute(LAST)
    op.execute(TRIGGER)
    op.execute(FILL)
    for name in ADDED:
        op.alter_column("desk_cases", name, nullable=False)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("DROP TRIGGER audit_events_shown ON audit_events")
    op.execute("DROP FUNCTION set_last_act()")
    for name in (*ADDED, "last_act_at"):
        op.drop_column("desk_cases", name)
