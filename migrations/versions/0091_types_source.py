"""Where it was read what a type of document must be, and when."""

import sqlalchemy as sa
from alembic import op

revision = "0091"
down_revision = "0090"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("document_types", sa.Column("source", sa.Text(), nullable=True))
    op.add_column("document_types", sa.Column("read_on", sa.Date(), nullable=True))
    op.create_check_constraint("source", "document_types", "(source IS NULL) = (read_on IS NULL)")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_column("document_types", "read_on")
    op.drop_column("document_types", "source")
