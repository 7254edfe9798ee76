"""A professional sets a dossier aside among their own."""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("caseload", sa.Column("aside_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.execute("UPDATE caseload SET archived_at = NULL WHERE archived_at = aside_at")
    op.drop_column("caseload", "aside_at")
