"""Journals whose lines are chained by their fingerprints: an altered, removed or inserted line shows.

Schema apart from data; no import of the application. Journals that are older get their links with
their next line.
"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

# What the fingerprint of a line covers: everything but the address and the request, the first of
# which is forgotten with its person. Separated by the unit separator, which no field can hold.
LINE = """
    CREATE FUNCTION audit_line(number bigint, event audit_events) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE RETURN concat_ws(E'\\x1f',
        number::text, event.id::text,
        to_char(event.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        event.act, coalesce(event.actor_id::text, ''), event.actor_name,
        coalesce(event.actor_role, ''), event.door, event.subject_type,
        coalesce(event.subject_id::text, ''), event.context_id::text, event.data::text)
"""
HASH = """
    CREATE FUNCTION audit_hash(previous bytea, number bigint, event audit_events) RETURNS bytea
    LANGUAGE sql STABLE PARALLEL SAFE RETURN
        sha256(previous || convert_to(audit_line(number, event), 'UTF8'))
"""
# Deferred to the commit: by then the transaction waits for no other row, so that waiting here for
# another transaction's commit closes no circle. The lock puts the lines of one journal in one order.
LINK = """
    CREATE FUNCTION link_audit_event() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE last audit_links%ROWTYPE; event audit_events%ROWTYPE;
    BEGIN
        PERFORM pg_advisory_xact_lock(hashtextextended(NEW.context_id::text, 0));
        SELECT * INTO last FROM audit_links WHERE context_id = NEW.context_id
            ORDER BY number DESC LIMIT 1;
        IF FOUND THEN
            INSERT INTO audit_links (context_id, number, event_id, hash) VALUES (NEW.context_id,
                last.number + 1, NEW.id, audit_hash(last.hash, last.number + 1, NEW))
                ON CONFLICT (event_id) DO NOTHING;
            RETURN NULL;
        END IF;
        last.number := 0;
        last.hash := ''::bytea;
        FOR event IN SELECT * FROM audit_events WHERE context_id = NEW.context_id ORDER BY id LOOP
            last.number := last.number + 1;
            last.hash := audit_hash(last.hash, last.number, event);
            INSERT INTO audit_links (context_id, number, event_id, hash)
                VALUES (NEW.context_id, last.number, event.id, last.hash);
        END LOOP;
        RETURN NULL;
    END $$
"""
REFUSE = """
    CREATE FUNCTION refuse_link_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'audit_links is append only'; END $$
"""


def upgrade() -> None:
    op.create_table(
        "audit_links",
        sa.Column("context_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["audit_events.id"], name="fk_audit_links_event_id"),
        sa.PrimaryKeyConstraint("context_id", "number", name="pk_audit_links"),
        sa.UniqueConstraint("event_id", name="uq_audit_links_event_id"),
    )
    for statement in (LINE, HASH, LINK, REFUSE):
        op.execute(statement)
    op.execute(
        """
        CREATE CONSTRAINT TRIGGER audit_events_linked AFTER INSERT ON audit_events
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.context_id IS NOT NULL)
        EXECUTE FUNCTION link_audit_event()
        """
    )
    op.execute(
        """
        CREATE TRIGGER audit_links_append_only BEFORE UPDATE OR DELETE ON audit_links
        FOR EACH ROW EXECUTE FUNCTION refuse_link_change()
        """
    )


def downgrade() -> None:
    op.execute("DROP TRIGGER audit_events_linked ON audit_events")
    op.drop_table("audit_links")
    op.execute("DROP FUNCTION link_audit_event(), refuse_link_change()")
    op.execute("DROP FUNCTION audit_hash(bytea, bigint, audit_events)")
    op.execute("DROP FUNCTION audit_line(bigint, audit_events)")
