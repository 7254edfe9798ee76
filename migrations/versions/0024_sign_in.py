"""Changes of address, and the lock against guessing passwords."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

CHECK = "ck_one_time_codes_purpose"
BEFORE = "'verify_email', 'reset_password'"
AFTER = f"{BEFORE}, 'change_email', 'lift_lock'"


def upgrade() -> None:
    op.drop_constraint(CHECK, "one_time_codes", type_="check")
    op.create_check_constraint(CHECK, "one_time_codes", f"purpose IN ({AFTER})")
    op.create_table(
        "sign_in_guards",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("browser", sa.Uuid(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_sign_in_guards_user_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "browser", name="pk_sign_in_guards"),
    )
    op.create_table(
        "email_changes",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("code_id", sa.Uuid(), nullable=True),
        sa.Column("old_email", sa.Text(), nullable=False),
        sa.Column("new_email", sa.Text(), nullable=False),
        sa.Column("new_key", sa.Text(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["code_id"],
            ["one_time_codes.id"],
            name="fk_email_changes_code_id",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_email_changes_user_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_email_changes"),
        sa.UniqueConstraint("code_id", name="uq_email_changes_code_id"),
    )
    op.create_index("ix_email_changes_user_id", "email_changes", ["user_id"])


def downgrade() -> None:
    op.drop_table("email_changes")
    op.drop_table("sign_in_guards")
    op.execute(f"DELETE FROM one_time_codes WHERE purpose NOT IN ({BEFORE})")
    op.drop_constraint(CHECK, "one_time_codes", type_="check")
    op.create_check_constraint(CHECK, "one_time_codes", f"purpose IN ({BEFORE})")
