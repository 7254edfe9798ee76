"""Suspensions of accounts: why, until when, by whom."""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
REASONS = (
    "fraud",
    "fake_consultant",
    "money",
    "personal_data",
    "dangerous_advice",
    "hate",
    "spam",
    "stolen",
    "other",
)


def upgrade() -> None:
    listed = ", ".join(f"'{reason}'" for reason in REASONS)
    op.create_table(
        "suspensions",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("suspended_by", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("until", MOMENT, nullable=True),
        sa.Column("lifted_at", MOMENT, nullable=True),
        sa.Column("lifted_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint(f"reason IN ({listed})", name="ck_suspensions_reason"),
        _owner("user_id", "CASCADE"),
        _owner("suspended_by", "SET NULL"),
        _owner("lifted_by", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_suspensions"),
    )
    for column in ("user_id", "suspended_by", "lifted_by"):
        op.create_index(f"ix_suspensions_{column}", "suspensions", [column])
    op.create_index(
        "uq_suspensions_open",
        "suspensions",
        ["user_id"],
        unique=True,
        postgresql_where=sa.text("lifted_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("suspensions")


def _owner(column: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = f"fk_suspensions_{column}"
    return sa.ForeignKeyConstraint([column], ["users.id"], name=name, ondelete=ondelete)
