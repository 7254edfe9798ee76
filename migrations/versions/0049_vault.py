"""A version that serves another dossier of its candidate: where it comes from, and when it was taken back.

Schema apart from data; no import of the application.
"""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("documents", sa.Column("source_id", sa.Uuid(), nullable=True))
    op.add_column("documents", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    op.create_foreign_key(
        "fk_documents_source_id_documents",
        "documents",
        "documents",
        ["source_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_index("ix_documents_source_id", "documents", ["source_id"])
    op.drop_constraint("ck_documents_scan", "documents", type_="check")
    op.create_check_constraint(
        "ck_documents_scan",
        "documents",
        "scan IN ('scanning', 'clean', 'infected', 'error', 'withdrawn')",
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("UPDATE documents SET scan = 'error' WHERE scan = 'withdrawn'")
    op.drop_constraint("ck_documents_scan", "documents", type_="check")
    op.create_check_constraint(
        "ck_documents_scan",
        "documents",
        "scan IN ('scanning', 'clean', 'infected', 'error')",
    )
    op.drop_index("ix_documents_source_id", "documents")
    op.drop_constraint("fk_documents_source_id_documents", "documents", type_="foreignkey")
    op.drop_column("documents", "withdrawn_at")
    op.drop_column("documents", "source_id")
