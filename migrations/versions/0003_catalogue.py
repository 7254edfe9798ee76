"""The catalogue: document types, templates, rejection reasons.

Schema apart from data; no import of the application; expand, deploy, contract.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document_types",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("labels", postgresql.JSONB(), nullable=False),
        sa.Column("help", postgresql.JSONB(), nullable=False),
        sa.Column("validity", postgresql.JSONB(), nullable=False),
        sa.Column("reviewer_role", sa.Text(), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("lead_days", sa.Integer(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "reviewer_role IN ('lead', 'immigration', 'finance', 'coach')",
            name="ck_document_types_reviewer_role",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_document_types"),
        sa.UniqueConstraint("code", name="uq_document_types_code"),
    )
    op.create_table(
        "rejection_reasons",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("labels", postgresql.JSONB(), nullable=False),
        sa.Column("applies_to", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rejection_reasons"),
        sa.UniqueConstraint("code", name="uq_rejection_reasons_code"),
    )
    op.create_index(
        "ix_rejection_reasons_position", "rejection_reasons", ["position"], unique=False
    )
    op.create_table(
        "templates",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("labels", postgresql.JSONB(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("family IN ('study', 'work', 'business')", name="ck_templates_family"),
        sa.PrimaryKeyConstraint("id", name="pk_templates"),
        sa.UniqueConstraint("code", "version", name="uq_templates_code_version"),
    )
    op.create_table(
        "template_requirements",
        sa.Column("template_id", sa.Uuid(), nullable=False),
        sa.Column("document_type_id", sa.Uuid(), nullable=False),
        sa.Column("necessity", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "necessity IN ('required', 'conditional', 'optional')",
            name="ck_template_requirements_necessity",
        ),
        sa.ForeignKeyConstraint(
            ["document_type_id"],
            ["document_types.id"],
            name="fk_template_requirements_document_type_id",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["template_id"],
            ["templates.id"],
            name="fk_template_requirements_template_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_template_requirements"),
        sa.UniqueConstraint(
            "template_id",
            "document_type_id",
            name="uq_template_requirements_template_id_document_type_id",
        ),
    )
    op.create_index(
        "ix_template_requirements_document_type_id",
        "template_requirements",
        ["document_type_id"],
        unique=False,
    )
    op.create_table(
        "template_steps",
        sa.Column("template_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("labels", postgresql.JSONB(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("offset_days", sa.Integer(), nullable=False),
        sa.Column("duration_days", sa.Integer(), nullable=False),
        sa.Column("completes_with", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "owner IN ('candidate', 'professional', 'authority', 'third_party')",
            name="ck_template_steps_owner",
        ),
        sa.ForeignKeyConstraint(
            ["template_id"],
            ["templates.id"],
            name="fk_template_steps_template_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_template_steps"),
        sa.UniqueConstraint("template_id", "code", name="uq_template_steps_template_id_code"),
    )


def downgrade() -> None:
    op.drop_table("template_steps")
    op.drop_table("template_requirements")
    op.drop_table("templates")
    op.drop_table("rejection_reasons")
    op.drop_table("document_types")
