"""Contact requests, and the safety card that was read before."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

STATES = "'sent', 'accepted', 'declined', 'lapsed'"


def _person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["users.id"], name=f"fk_{table}_{column}_users", ondelete="CASCADE"
    )


def upgrade() -> None:
    table = "contact_requests"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("professional_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("offers", sa.Boolean(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(f"status IN ({STATES})", name="ck_contact_requests_status"),
        _person(table, "candidate_id"),
        _person(table, "professional_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )
    op.create_index("ix_contact_requests_candidate_id_id", table, ["candidate_id", "id"])
    op.create_index("ix_contact_requests_professional_id_id", table, ["professional_id", "id"])
    op.create_index(
        "ix_contact_requests_pair", table, ["candidate_id", "professional_id", "created_at"]
    )
    table = "safety_reads"
    op.create_table(
        table,
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("professional_id", sa.Uuid(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        _person(table, "candidate_id"),
        _person(table, "professional_id"),
        sa.PrimaryKeyConstraint("candidate_id", "professional_id", name=f"pk_{table}"),
    )
    op.create_index("ix_safety_reads_professional_id", table, ["professional_id"])


def downgrade() -> None:
    op.drop_table("safety_reads")
    op.drop_table("contact_requests")
