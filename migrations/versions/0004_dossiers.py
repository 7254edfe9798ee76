"""Dossiers, assignments, requirements, documents, reviews, steps.

Schema apart from data; no import of the application; expand, deploy, contract.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(sa.schema.CreateSequence(sa.Sequence("dossier_numbers")))
    op.create_table(
        "dossiers",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("template_id", sa.Uuid(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("planned_submission_on", sa.Date(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("validated_count", sa.Integer(), nullable=False),
        sa.Column("counted_count", sa.Integer(), nullable=False),
        sa.Column("next_action", sa.Text(), nullable=False),
        sa.Column("next_requirement_id", sa.Uuid(), nullable=True),
        sa.Column("next_step_id", sa.Uuid(), nullable=True),
        sa.Column("next_step_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("family IN ('study', 'work', 'business')", name="ck_dossiers_family"),
        sa.CheckConstraint(
            "next_action IN ('complete_profile', 'create_dossier', 'replace_document', 'answer_message', 'renew_document', 'provide_document', 'complete_step', 'accept_estimate', 'wait_professional', 'wait_authority', 'done')",
            name="ck_dossiers_next_action",
        ),
        sa.CheckConstraint(
            "stage IN ('prospect', 'interested', 'active', 'validated')", name="ck_dossiers_stage"
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["users.id"], name="fk_dossiers_candidate_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["template_id"], ["templates.id"], name="fk_dossiers_template_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_dossiers"),
        sa.UniqueConstraint("number", name="uq_dossiers_number"),
    )
    op.create_index("ix_dossiers_candidate_id_id", "dossiers", ["candidate_id", "id"], unique=False)
    op.create_index("ix_dossiers_template_id", "dossiers", ["template_id"], unique=False)
    op.create_table(
        "assignments",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("professional_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "role IN ('lead', 'immigration', 'finance', 'coach')", name="ck_assignments_role"
        ),
        sa.CheckConstraint(
            "status IN ('requested', 'proposed', 'active', 'refused', 'ended')",
            name="ck_assignments_status",
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["users.id"], name="fk_assignments_asked_by_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name="fk_assignments_dossier_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["professional_id"],
            ["users.id"],
            name="fk_assignments_professional_id",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_assignments"),
    )
    op.create_index("ix_assignments_asked_by_id", "assignments", ["asked_by_id"], unique=False)
    op.create_index("ix_assignments_dossier_id", "assignments", ["dossier_id"], unique=False)
    op.create_index(
        "ix_assignments_professional_id_status",
        "assignments",
        ["professional_id", "status", "dossier_id"],
        unique=False,
    )
    op.create_index(
        "uq_assignments_open",
        "assignments",
        ["dossier_id", "professional_id", "role"],
        unique=True,
        postgresql_where="status IN ('requested', 'proposed', 'active')",
    )
    op.create_table(
        "requirements",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("labels", postgresql.JSONB(), nullable=False),
        sa.Column("help", postgresql.JSONB(), nullable=False),
        sa.Column("necessity", sa.Text(), nullable=False),
        sa.Column("is_triggered", sa.Boolean(), nullable=False),
        sa.Column("reviewer_role", sa.Text(), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("lead_days", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "necessity IN ('required', 'conditional', 'optional')", name="ck_requirements_necessity"
        ),
        sa.CheckConstraint(
            "reviewer_role IN ('lead', 'immigration', 'finance', 'coach')",
            name="ck_requirements_reviewer_role",
        ),
        sa.CheckConstraint(
            "status IN ('required', 'pending', 'received', 'validated', 'rejected')",
            name="ck_requirements_status",
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name="fk_requirements_dossier_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_requirements"),
        sa.UniqueConstraint("dossier_id", "code", name="uq_requirements_dossier_id_code"),
    )
    op.create_table(
        "steps",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("labels", postgresql.JSONB(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("target_on", sa.Date(), nullable=False),
        sa.Column("completes_with", sa.Text(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "owner IN ('candidate', 'professional', 'authority', 'third_party')",
            name="ck_steps_owner",
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name="fk_steps_dossier_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_steps"),
        sa.UniqueConstraint("dossier_id", "code", name="uq_steps_dossier_id_code"),
    )
    op.create_table(
        "documents",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("requirement_id", sa.Uuid(), nullable=False),
        sa.Column("uploaded_by_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("scan", sa.Text(), nullable=False),
        sa.Column("storage_key", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("mime_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('original', 'translation')", name="ck_documents_kind"),
        sa.CheckConstraint(
            "scan IN ('scanning', 'clean', 'infected', 'error')", name="ck_documents_scan"
        ),
        sa.CheckConstraint(
            "status IN ('required', 'pending', 'received', 'validated', 'rejected')",
            name="ck_documents_status",
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name="fk_documents_dossier_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["requirement_id"],
            ["requirements.id"],
            name="fk_documents_requirement_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"],
            ["users.id"],
            name="fk_documents_uploaded_by_id",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
        sa.UniqueConstraint(
            "requirement_id", "kind", "number", name="uq_documents_requirement_id_kind_number"
        ),
    )
    op.create_index("ix_documents_dossier_id_id", "documents", ["dossier_id", "id"], unique=False)
    op.create_index(
        "ix_documents_scanning",
        "documents",
        ["id"],
        unique=False,
        postgresql_where="scan = 'scanning'",
    )
    op.create_index("ix_documents_uploaded_by_id", "documents", ["uploaded_by_id"], unique=False)
    op.create_table(
        "reviews",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("reviewer_id", sa.Uuid(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("reasons", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("decision IN ('validated', 'rejected')", name="ck_reviews_decision"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name="fk_reviews_document_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["users.id"], name="fk_reviews_reviewer_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
    )
    op.create_index("ix_reviews_document_id", "reviews", ["document_id"], unique=False)
    op.create_index("ix_reviews_reviewer_id", "reviews", ["reviewer_id"], unique=False)


def downgrade() -> None:
    op.drop_table("reviews")
    op.drop_table("documents")
    op.drop_table("steps")
    op.drop_table("requirements")
    op.drop_table("assignments")
    op.drop_table("dossiers")
    op.execute(sa.schema.DropSequence(sa.Sequence("dossier_numbers")))
