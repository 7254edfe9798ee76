"""Several files for one requirement, their dates and their pairs; what a candidate cannot provide.

Schema apart from data, but for ``file_id``: until now each requirement had one file.
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

OLD_KEY, NEW_KEY = "uq_documents_requirement_id_kind_number", "uq_documents_file_id_kind_number"
# One file a requirement so far: its first version names it.
NAME_FILES = """
    UPDATE documents AS d SET file_id = f.id
    FROM (SELECT DISTINCT ON (requirement_id) requirement_id, id FROM documents
          ORDER BY requirement_id, id) AS f
    WHERE f.requirement_id = d.requirement_id
    """


def upgrade() -> None:
    _documents()
    _uploads()
    _requirements()


def _documents() -> None:
    op.add_column("documents", sa.Column("file_id", sa.Uuid(), nullable=True))
    op.add_column(
        "documents", sa.Column("position", sa.Integer(), nullable=False, server_default="1")
    )
    op.add_column("documents", sa.Column("issued_on", sa.Date(), nullable=True))
    op.add_column("documents", sa.Column("expires_on", sa.Date(), nullable=True))
    op.add_column(
        "documents",
        sa.Column("needs_translation", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("documents", sa.Column("duplicate_of_id", sa.Uuid(), nullable=True))
    op.execute(NAME_FILES)
    op.alter_column("documents", "file_id", nullable=False)
    op.create_foreign_key(
        "fk_documents_file_id", "documents", "documents", ["file_id"], ["id"], ondelete="CASCADE"
    )
    op.create_foreign_key(
        "fk_documents_duplicate_of_id",
        "documents",
        "documents",
        ["duplicate_of_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_index("ix_documents_requirement_id", "documents", ["requirement_id"])
    op.create_index("ix_documents_duplicate_of_id", "documents", ["duplicate_of_id"])
    op.create_unique_constraint(NEW_KEY, "documents", ["file_id", "kind", "number"])
    op.drop_constraint(OLD_KEY, "documents", type_="unique")
    op.create_check_constraint(
        "ck_documents_dates", "documents", "expires_on IS NULL OR expires_on > issued_on"
    )


def _uploads() -> None:
    op.add_column("uploads", sa.Column("file_id", sa.Uuid(), nullable=True))
    op.add_column(
        "uploads", sa.Column("is_new", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_foreign_key(
        "fk_uploads_file_id", "uploads", "documents", ["file_id"], ["id"], ondelete="SET NULL"
    )
    op.create_index("ix_uploads_file_id", "uploads", ["file_id"])


def _requirements() -> None:
    op.add_column(
        "requirements", sa.Column("files", sa.Integer(), nullable=False, server_default="1")
    )
    op.add_column("requirements", sa.Column("expires_on", sa.Date(), nullable=True))
    op.add_column("requirements", sa.Column("expiry_told", sa.Integer(), nullable=True))
    op.add_column("requirements", sa.Column("exemption", sa.Text(), nullable=True))
    op.add_column("requirements", sa.Column("excuse", sa.Text(), nullable=False, server_default=""))
    op.add_column("requirements", sa.Column("answer", sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "requirements", sa.Column("exempted_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("requirements", sa.Column("answered_by_id", sa.Uuid(), nullable=True))
    op.create_check_constraint(
        "ck_requirements_exemption",
        "requirements",
        "exemption IN ('excused', 'insisted', 'waived')",
    )
    op.create_check_constraint("ck_requirements_files", "requirements", "files BETWEEN 1 AND 20")
    op.create_foreign_key(
        "fk_requirements_answered_by_id",
        "requirements",
        "users",
        ["answered_by_id"],
        ["id"],
        ondelete="RESTRICT",
    )
    op.create_index("ix_requirements_answered_by_id", "requirements", ["answered_by_id"])
    op.create_index(
        "ix_requirements_expires_on",
        "requirements",
        ["expires_on"],
        postgresql_where=sa.text("expires_on IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_requirements_expires_on", "requirements")
    op.drop_index("ix_requirements_answered_by_id", "requirements")
    op.drop_constraint("fk_requirements_answered_by_id", "requirements", type_="foreignkey")
    op.drop_constraint("ck_requirements_files", "requirements", type_="check")
    op.drop_constraint("ck_requirements_exemption", "requirements", type_="check")
    for column in (
        "answered_by_id",
        "exempted_at",
        "answer",
        "excuse",
        "exemption",
        "expiry_told",
        "expires_on",
        "files",
    ):
        op.drop_column("requirements", column)
    op.drop_index("ix_uploads_file_id", "uploads")
    op.drop_constraint("fk_uploads_file_id", "uploads", type_="foreignkey")
    op.drop_column("uploads", "is_new")
    op.drop_column("uploads", "file_id")
    # With one file a requirement again, the versions of all its files are counted together.
    op.execute(
        """
        UPDATE documents AS d SET number = n.number
        FROM (SELECT id, row_number() OVER (PARTITION BY requirement_id, kind ORDER BY id) AS number
              FROM documents) AS n
        WHERE n.id = d.id
        """
    )
    op.create_unique_constraint(OLD_KEY, "documents", ["requirement_id", "kind", "number"])
    op.drop_constraint("ck_documents_dates", "documents", type_="check")
    op.drop_constraint(NEW_KEY, "documents", type_="unique")
    op.drop_index("ix_documents_duplicate_of_id", "documents")
    op.drop_index("ix_documents_requirement_id", "documents")
    op.drop_constraint("fk_documents_duplicate_of_id", "documents", type_="foreignkey")
    op.drop_constraint("fk_documents_file_id", "documents", type_="foreignkey")
    for column in (
        "duplicate_of_id",
        "needs_translation",
        "expires_on",
        "issued_on",
        "position",
        "file_id",
    ):
        op.drop_column("documents", column)
