"""The topics of a post in its own row: a page of a feed reads no other table for them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0086"
down_revision = "0085"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column(
        "posts",
        sa.Column("tags", postgresql.ARRAY(sa.Text()), nullable=False, server_default="{}"),
    )
    op.execute(
        "UPDATE posts SET tags = borne.slugs FROM (SELECT p.post_id, array_agg(t.slug ORDER BY t.slug) AS slugs"
        " FROM post_tags AS p JOIN topics AS t ON t.id = p.topic_id GROUP BY p.post_id) AS borne"
        " WHERE posts.id = borne.post_id"
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_column("posts", "tags")
