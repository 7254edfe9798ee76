"""The audit log as a desk reads it: each filter in the order of time; and a log that cannot be emptied.

Schema only. The index by subject gives way to one that also holds the order.
"""

from alembic import op

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

TABLES = ("audit_events", "audit_links")
REFUSE = """
    CREATE FUNCTION refuse_audit_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '% is append only', TG_TABLE_NAME; END $$
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_index("ix_audit_events_subject_id_id", "audit_events", ["subject_id", "id"])
    op.create_index("ix_audit_events_act_id", "audit_events", ["act", "id"])
    op.create_index("ix_audit_events_subject_type_id", "audit_events", ["subject_type", "id"])
    op.drop_index("ix_audit_events_subject_id", "audit_events")
    op.execute(REFUSE)
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_truncate()"
        )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in TABLES:
        op.execute(f"DROP TRIGGER {table}_never_emptied ON {table}")
    op.execute("DROP FUNCTION refuse_audit_truncate()")
    op.create_index("ix_audit_events_subject_id", "audit_events", ["subject_id"])
    op.drop_index("ix_audit_events_subject_type_id", "audit_events")
    op.drop_index("ix_audit_events_act_id", "audit_events")
    op.drop_index("ix_audit_events_subject_id_id", "audit_events")
