"""Finding the sign-ins that have just run out."""

from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

TABLES, COLUMNS = ("web_sessions", "token_families"), ("expires_at", "last_seen_at")


def upgrade() -> None:
    for table in TABLES:
        for column in COLUMNS:
            op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    for table in TABLES:
        for column in COLUMNS:
            op.drop_index(f"ix_{table}_{column}", table)
