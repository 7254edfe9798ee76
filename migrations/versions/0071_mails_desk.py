"""Letters as a desk searches them, and what became of each, step by step."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0071"
down_revision = "0070"
branch_labels = None
depends_on = None

INDEXES = (("state", "id"), ("letter", "id"), ("letter", "state", "id"))


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    events = sa.Column("events", postgresql.JSONB(), nullable=False, server_default="[]")
    op.add_column("mails", events)
    for columns in INDEXES:
        op.create_index(f"ix_mails_{'_'.join(columns)}", "mails", list(columns))


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for columns in INDEXES:
        op.drop_index(f"ix_mails_{'_'.join(columns)}", "mails")
    op.drop_column("mails", "events")
