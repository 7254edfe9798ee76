"""How far the pages of a version are drawn; the places a reviewer marks on them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0029"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Constant defaults are written in the catalogue, not in the rows.
    op.add_column(
        "documents", sa.Column("preview", sa.Text, nullable=False, server_default="pending")
    )
    op.create_check_constraint(
        op.f("ck_documents_preview"), "documents", "preview IN ('pending', 'drawn', 'failed')"
    )
    op.add_column("reviews", sa.Column("marks", JSONB, nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("reviews", "marks")
    op.drop_column("documents", "preview")
