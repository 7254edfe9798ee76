"""Decisions that stand no longer: overturned by another, or withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reviews", sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("reviews", sa.Column("ended_by_id", sa.Uuid(), nullable=True))
    op.add_column("reviews", sa.Column("ending", sa.Text(), nullable=True))
    op.create_foreign_key(
        "fk_reviews_ended_by_id", "reviews", "users", ["ended_by_id"], ["id"], ondelete="RESTRICT"
    )
    op.create_check_constraint(
        "ck_reviews_ending", "reviews", "ending IN ('overturned', 'withdrawn')"
    )
    op.create_check_constraint(
        "ck_reviews_ended", "reviews", "(ended_at IS NULL) = (ending IS NULL)"
    )
    op.create_index("ix_reviews_ended_by_id", "reviews", ["ended_by_id"])
    op.create_index(
        "uq_reviews_standing",
        "reviews",
        ["document_id"],
        unique=True,
        postgresql_where="ended_at IS NULL",
    )


def downgrade() -> None:
    # Without these columns a version has one decision: the one that stands.
    op.execute("DELETE FROM reviews WHERE ended_at IS NOT NULL")
    op.drop_index("uq_reviews_standing", "reviews")
    op.drop_column("reviews", "ending")
    op.drop_column("reviews", "ended_by_id")
    op.drop_column("reviews", "ended_at")
