"""What the team asked a professional to send before it decides about a credential, and since when it waits."""

import sqlalchemy as sa
from alembic import op

revision = "0093"
down_revision = "0092"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    # A constant default is written in the catalogue, not in the rows.
    op.add_column(
        "credentials", sa.Column("proof_asked", sa.Text, nullable=False, server_default="")
    )
    op.add_column(
        "credentials", sa.Column("proof_asked_at", sa.DateTime(timezone=True), nullable=True)
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_column("credentials", "proof_asked_at")
    op.drop_column("credentials", "proof_asked")
