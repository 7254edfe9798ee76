"""The queues of versions that wait for a professional's decision."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

FILL = """
    INSERT INTO review_waits (professional_id, document_id, dossier_id, code, role, needs)
    SELECT a.professional_id, d.id, d.dossier_id, r.code, r.reviewer_role,
           CASE WHEN r.reviewer_role <> 'immigration' THEN 'none'
                WHEN r.code ~ '(^|_)QC(_|$)' THEN 'quebec'
                WHEN s.family = 'study' THEN 'study' ELSE 'federal' END
    FROM documents AS d
    JOIN requirements AS r ON r.id = d.requirement_id
    JOIN dossiers AS s ON s.id = d.dossier_id
    JOIN (SELECT dossier_id, professional_id, bool_or(role IN ('finance', 'lead')) AS counts_money
          FROM assignments WHERE status = 'active' GROUP BY dossier_id, professional_id) AS a
      ON a.dossier_id = d.dossier_id
    WHERE d.status = 'received' AND d.scan = 'clean' AND d.superseded_at IS NULL
      AND d.deleted_at IS NULL AND s.archived_at IS NULL
      AND (r.reviewer_role <> 'finance' OR a.counts_money)
    """


def upgrade() -> None:
    op.create_table(
        "review_waits",
        sa.Column("professional_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("needs", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "role IN ('lead', 'immigration', 'finance', 'coach')", name="ck_review_waits_role"
        ),
        sa.CheckConstraint(
            "needs IN ('none', 'federal', 'study', 'quebec')", name="ck_review_waits_needs"
        ),
        sa.ForeignKeyConstraint(
            ["professional_id"],
            ["users.id"],
            name="fk_review_waits_professional_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name="fk_review_waits_document_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name="fk_review_waits_dossier_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("professional_id", "document_id", name="pk_review_waits"),
    )
    op.create_index("ix_review_waits_document_id", "review_waits", ["document_id"])
    op.create_index("ix_review_waits_dossier_id", "review_waits", ["dossier_id"])
    op.create_index(
        "ix_review_waits_by_code", "review_waits", ["professional_id", "code", "document_id"]
    )
    op.create_index(
        "ix_review_waits_by_dossier",
        "review_waits",
        ["professional_id", "dossier_id", "document_id"],
    )
    op.execute(FILL)


def downgrade() -> None:
    op.drop_table("review_waits")
