"""Steps that people date, hold and add."""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

NEW = ("dated_by_hand", "held_at", "hold_reason", "added_by_id")


def upgrade() -> None:
    op.add_column(
        "steps",
        sa.Column("dated_by_hand", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("steps", sa.Column("held_at", sa.DateTime(timezone=True)))
    op.add_column("steps", sa.Column("hold_reason", sa.Text(), nullable=False, server_default=""))
    op.add_column("steps", sa.Column("added_by_id", sa.Uuid()))
    op.create_foreign_key(
        "fk_steps_added_by_id_users", "steps", "users", ["added_by_id"], ["id"], ondelete="RESTRICT"
    )
    op.create_index("ix_steps_added_by_id", "steps", ["added_by_id"])


def downgrade() -> None:
    op.drop_index("ix_steps_added_by_id", "steps")
    op.drop_constraint("fk_steps_added_by_id_users", "steps", type_="foreignkey")
    for name in NEW:
        op.drop_column("steps", name)
