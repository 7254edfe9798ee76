"""Finding what people are to be reminded of."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

INDEXES = (
    ("ix_steps_due", "steps", "target_on", "done_at IS NULL"),
    ("ix_requirements_rejected", "requirements", "id", "status = 'rejected'"),
    ("ix_assignments_unanswered", "assignments", "id", "status IN ('requested', 'proposed')"),
)


def upgrade() -> None:
    for name, table, column, where in INDEXES:
        op.create_index(name, table, [column], postgresql_where=sa.text(where))


def downgrade() -> None:
    for name, table, _, _ in INDEXES:
        op.drop_index(name, table)
