"""What whoever approves a licence has looked at, and notes for the second."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0085"
down_revision = "0084"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column(
        "credential_approvals",
        sa.Column("looked", postgresql.ARRAY(sa.Text()), nullable=False, server_default="{}"),
    )
    op.add_column(
        "credential_approvals", sa.Column("note", sa.Text(), nullable=False, server_default="")
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_column("credential_approvals", "note")
    op.drop_column("credential_approvals", "looked")
