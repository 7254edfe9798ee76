"""Announcements, and who has put one aside."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "announcements",
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("tone", sa.Text(), nullable=False),
        sa.Column("audience", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("texts", postgresql.JSONB(), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("tone IN ('news', 'warning')", name="ck_announcements_tone"),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name="fk_announcements_author_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_announcements"),
    )
    op.create_index("ix_announcements_author_id", "announcements", ["author_id"])
    op.create_index(
        "ix_announcements_ends_at",
        "announcements",
        ["ends_at"],
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "announcement_reads",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("announcement_id", sa.Uuid(), nullable=False),
        sa.Column("read_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_announcement_reads_user_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcements.id"],
            name="fk_announcement_reads_announcement_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "announcement_id", name="pk_announcement_reads"),
    )
    op.create_index(
        "ix_announcement_reads_announcement_id", "announcement_reads", ["announcement_id"]
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("announcement_reads")
    op.drop_table("announcements")
