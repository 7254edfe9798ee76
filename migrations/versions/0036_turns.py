"""Whose turn it is, in the journal: an index to read the passages of one dossier."""

from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_audit_events_turns",
        "audit_events",
        ["context_id", "id"],
        postgresql_where="act = 'dossier.turn_passed'",
    )


def downgrade() -> None:
    op.drop_index("ix_audit_events_turns", "audit_events")
