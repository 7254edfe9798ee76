"""Who of the team looks at a credential, and until when nobody else decides about it."""

import sqlalchemy as sa
from alembic import op

revision = "0083"
down_revision = "0082"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column(
        "credentials",
        sa.Column(
            "held_by_id", sa.Uuid(), sa.ForeignKey("users.id", ondelete="SET NULL"), nullable=True
        ),
    )
    op.add_column("credentials", sa.Column("held_until", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_credentials_held_by_id", "credentials", ["held_by_id"])


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_column("credentials", "held_until")
    op.drop_column("credentials", "held_by_id")
