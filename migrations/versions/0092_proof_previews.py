"""Whether the pages of a file that supports a credential can be shown."""

import sqlalchemy as sa
from alembic import op

revision = "0092"
down_revision = "0091"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    # A constant default is written in the catalogue, not in the rows.
    op.add_column(
        "credential_proofs", sa.Column("preview", sa.Text, nullable=False, server_default="pending")
    )
    op.create_check_constraint(
        op.f("ck_credential_proofs_preview"),
        "credential_proofs",
        "preview IN ('pending', 'drawn', 'failed')",
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_column("credential_proofs", "preview")
