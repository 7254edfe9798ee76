"""How many files a dossier begins by asking for, by type of document.

A constant default: adding the column rewrites nothing.
"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "document_types", sa.Column("files", sa.Integer(), nullable=False, server_default="1")
    )
    op.create_check_constraint(
        "ck_document_types_files", "document_types", "files BETWEEN 1 AND 20"
    )


def downgrade() -> None:
    op.drop_column("document_types", "files")
