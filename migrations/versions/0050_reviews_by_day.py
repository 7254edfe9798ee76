"""The decisions of a reviewer in the order of their days: their own figures read the last ninety."""

from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_index("ix_reviews_reviewer_id_created_at", "reviews", ["reviewer_id", "created_at"])
    op.drop_index("ix_reviews_reviewer_id", "reviews")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_index("ix_reviews_reviewer_id", "reviews", ["reviewer_id"])
    op.drop_index("ix_reviews_reviewer_id_created_at", "reviews")
