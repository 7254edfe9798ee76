"""Dated fees, and which of them each template calls for.

A constant default: adding the column rewrites nothing.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0042"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fees",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("labels", postgresql.JSONB(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('government', 'third_party', 'service')", name="ck_fees_kind"),
        sa.CheckConstraint("amount_cents >= 0", name="ck_fees_amount"),
        sa.CheckConstraint("effective_to >= effective_from", name="ck_fees_days"),
        sa.PrimaryKeyConstraint("id", name="pk_fees"),
        sa.UniqueConstraint("code", "effective_from", name="uq_fees_code_effective_from"),
    )
    op.add_column(
        "templates",
        sa.Column(
            "fees", postgresql.JSONB(), nullable=False, server_default=sa.text("'[]'::jsonb")
        ),
    )


def downgrade() -> None:
    op.drop_column("templates", "fees")
    op.drop_table("fees")
