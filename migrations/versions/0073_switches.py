"""Switches that an admin turns."""

import sqlalchemy as sa
from alembic import op

revision = "0073"
down_revision = "0072"
branch_labels = None
depends_on = None

NAMES = "'inside.candidates_publish', 'inside.unverified_publish'"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "switches",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("turned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("turned_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(f"name IN ({NAMES})", name="ck_switches_name"),
        sa.ForeignKeyConstraint(
            ["turned_by_id"], ["users.id"], name="fk_switches_turned_by_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("name", name="pk_switches"),
    )
    op.create_index("ix_switches_turned_by_id", "switches", ["turned_by_id"])


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("switches")
