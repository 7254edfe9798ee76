"""Credentials of professionals: what is declared, proved, checked in official registers, decided, contested.

Schema apart from data; no import of the application; expand, deploy, contract.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "credentials",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("number_norm", sa.Text(), nullable=False),
        sa.Column("class", sa.Text(), nullable=False),
        sa.Column("jurisdiction", sa.Text(), nullable=False),
        sa.Column("profession", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("holds_number", sa.Boolean(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("register_url", sa.Text(), nullable=False),
        sa.Column("register_name", sa.Text(), nullable=False),
        sa.Column("register_contact", sa.Text(), nullable=False),
        sa.Column("register_status", sa.Text(), nullable=True),
        sa.Column("restrictions", sa.Text(), nullable=False),
        sa.Column("quebec_authorised", sa.Boolean(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by_id", sa.Uuid(), nullable=True),
        sa.Column("contact_proof_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_check_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "body IN ('cicc', 'law_society', 'cnq', 'mifi', 'none')", name="ck_credentials_body"
        ),
        sa.CheckConstraint(
            "class IN ('rcic', 'rcic_irb', 'risia', 'lawyer', 'notary', 'other')",
            name="ck_credentials_class",
        ),
        sa.CheckConstraint(
            "profession IN ('immigration_consultant', 'lawyer', 'notary', 'finance_consultant', 'coach', 'training_body', 'other')",
            name="ck_credentials_profession",
        ),
        sa.CheckConstraint(
            "register_status IN ('active', 'restricted', 'not_entitled')",
            name="ck_credentials_register_status",
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'submitted', 'in_review', 'approved', 'refused', 'suspended', 'expired')",
            name="ck_credentials_status",
        ),
        sa.ForeignKeyConstraint(
            ["checked_by_id"],
            ["users.id"],
            name="fk_credentials_checked_by_id",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_credentials_user_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_credentials"),
        sa.UniqueConstraint(
            "user_id", "body", "number_norm", name="uq_credentials_user_id_body_number_norm"
        ),
    )
    op.create_index(
        "ix_credentials_body_number_norm", "credentials", ["body", "number_norm"], unique=False
    )
    op.create_index("ix_credentials_checked_by_id", "credentials", ["checked_by_id"], unique=False)
    op.create_index(
        "ix_credentials_expires_at",
        "credentials",
        ["expires_at"],
        unique=False,
        postgresql_where="status = 'approved'",
    )
    op.create_index(
        "ix_credentials_queue",
        "credentials",
        ["submitted_at", "id"],
        unique=False,
        postgresql_where="status IN ('submitted', 'in_review')",
    )
    op.create_index("ix_credentials_status_id", "credentials", ["status", "id"], unique=False)
    op.create_index(
        "uq_credentials_holder",
        "credentials",
        ["body", "number_norm"],
        unique=True,
        postgresql_where="holds_number",
    )
    op.create_table(
        "credential_approvals",
        sa.Column("credential_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("approver_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["approver_id"],
            ["users.id"],
            name="fk_credential_approvals_approver_id",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["credentials.id"],
            name="fk_credential_approvals_credential_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_credential_approvals"),
        sa.UniqueConstraint(
            "credential_id",
            "round",
            "approver_id",
            name="uq_credential_approvals_credential_id_round_approver_id",
        ),
        sa.UniqueConstraint(
            "credential_id",
            "round",
            "place",
            name="uq_credential_approvals_credential_id_round_place",
        ),
    )
    op.create_index(
        "ix_credential_approvals_approver_id", "credential_approvals", ["approver_id"], unique=False
    )
    op.create_table(
        "credential_codes",
        sa.Column("credential_id", sa.Uuid(), nullable=False),
        sa.Column("sent_to", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["credentials.id"],
            name="fk_credential_codes_credential_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_credential_codes"),
    )
    op.create_index(
        "ix_credential_codes_credential_id_created_at",
        "credential_codes",
        ["credential_id", "created_at"],
        unique=False,
    )
    op.create_table(
        "credential_moves",
        sa.Column("credential_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "status IN ('draft', 'submitted', 'in_review', 'approved', 'refused', 'suspended', 'expired')",
            name="ck_credential_moves_status",
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["users.id"], name="fk_credential_moves_by_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["credentials.id"],
            name="fk_credential_moves_credential_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_credential_moves"),
    )
    op.create_index("ix_credential_moves_by_id", "credential_moves", ["by_id"], unique=False)
    op.create_index(
        "ix_credential_moves_credential_id_id",
        "credential_moves",
        ["credential_id", "id"],
        unique=False,
    )
    op.create_table(
        "credential_proofs",
        sa.Column("credential_id", sa.Uuid(), nullable=False),
        sa.Column("scan", sa.Text(), nullable=False),
        sa.Column("storage_key", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("mime_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "scan IN ('scanning', 'clean', 'infected', 'error')", name="ck_credential_proofs_scan"
        ),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["credentials.id"],
            name="fk_credential_proofs_credential_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_credential_proofs"),
    )
    op.create_index(
        "ix_credential_proofs_credential_id_id",
        "credential_proofs",
        ["credential_id", "id"],
        unique=False,
    )
    op.create_table(
        "impersonation_cases",
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("number_norm", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Uuid(), nullable=True),
        sa.Column("kept_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "body IN ('cicc', 'law_society', 'cnq', 'mifi', 'none')",
            name="ck_impersonation_cases_body",
        ),
        sa.ForeignKeyConstraint(
            ["kept_id"],
            ["credentials.id"],
            name="fk_impersonation_cases_kept_id",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["settled_by_id"],
            ["users.id"],
            name="fk_impersonation_cases_settled_by_id",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_impersonation_cases"),
    )
    op.create_index(
        "ix_impersonation_cases_kept_id", "impersonation_cases", ["kept_id"], unique=False
    )
    op.create_index(
        "ix_impersonation_cases_settled_by_id",
        "impersonation_cases",
        ["settled_by_id"],
        unique=False,
    )
    op.create_index(
        "uq_impersonation_cases_open",
        "impersonation_cases",
        ["body", "number_norm"],
        unique=True,
        postgresql_where="settled_at IS NULL",
    )


def downgrade() -> None:
    op.drop_table("impersonation_cases")
    op.drop_table("credential_proofs")
    op.drop_table("credential_moves")
    op.drop_table("credential_codes")
    op.drop_table("credential_approvals")
    op.drop_table("credentials")
