"""What members answer to a post, and to each other."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0082"
down_revision = "0081"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "comments",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        _to("posts", "post_id"),
        _to("users", "author_id"),
        sa.Column("root_id", sa.Uuid(), nullable=False),
        _to("comments", "parent_id", nullable=True),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("body_html", sa.Text(), nullable=False),
        sa.Column("render_version", sa.Integer(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("depth BETWEEN 1 AND 3", name=op.f("ck_comments_depth")),
        sa.CheckConstraint("(depth = 1) = (parent_id IS NULL)", name=op.f("ck_comments_parent")),
    )
    for column in ("post_id", "author_id", "parent_id"):
        op.create_index(f"ix_comments_{column}", "comments", [column])
    op.create_index(
        "ix_comments_roots", "comments", ["post_id", "id"], postgresql_where=sa.text("depth = 1")
    )
    op.create_index("ix_comments_branch", "comments", ["root_id", "id"])


def _to(table: str, column: str, *, nullable: bool = False) -> sa.Column[object]:
    target = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(column, sa.Uuid(), target, nullable=nullable)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("comments")
