"""What members follow and mute: tags, and what other members write."""

import sqlalchemy as sa
from alembic import op

revision = "0089"
down_revision = "0088"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table, named, target in (
        ("topic_stances", "topic_id", "topics"),
        ("member_stances", "member_id", "users"),
    ):
        op.create_table(
            table,
            _to("users", "user_id"),
            _to(target, named),
            sa.Column("stance", sa.Text(), nullable=False),
            sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
            sa.CheckConstraint("stance IN ('followed', 'muted')", name=op.f(f"ck_{table}_stance")),
        )
        op.create_index(f"ix_{table}_{named}", table, [named])
    op.create_index(
        "ix_posts_author",
        "posts",
        ["author_id", "place"],
        postgresql_where=sa.text("status = 'published'"),
    )


def _to(table: str, column: str) -> sa.Column[object]:
    target = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(column, sa.Uuid(), target, nullable=False, primary_key=True)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_index("ix_posts_author", "posts")
    op.drop_table("member_stances")
    op.drop_table("topic_stances")
