"""Figures of each day."""

import sqlalchemy as sa
from alembic import op

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None

FIGURES = (
    "visits",
    "sign_ups",
    "verified",
    "opened",
    "completed",
    "sent",
    "accepted",
    "rejected",
    "contacts",
    "active",
    "in_stage",
    "review_hours",
    "answer_hours",
    "stage_days",
    "reached",
)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    listed = ", ".join(f"'{figure}'" for figure in FIGURES)
    op.create_table(
        "analytics_figures",
        sa.Column("figure", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("cut", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(f"figure IN ({listed})", name="ck_analytics_figures_figure"),
        sa.PrimaryKeyConstraint("figure", "day", "cut", name="pk_analytics_figures"),
    )
    op.create_table(
        "analytics_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_analytics_days"),
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("analytics_days")
    op.drop_table("analytics_figures")
