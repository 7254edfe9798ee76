"""Files that the store has lost, and finding the row behind a stored object."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

NAMED = {
    "documents": "storage_key",
    "credential_proofs": "storage_key",
    "uploads": "storage_key",
    "exports": "storage_key",
    "users": "avatar_id",
}
# Most people have no picture.
WHERE = {"users": "avatar_id IS NOT NULL"}


def upgrade() -> None:
    op.create_table(
        "missing_files",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("named_by", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("noticed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_missing_files"),
    )
    for table, column in NAMED.items():
        op.create_index(f"ix_{table}_{column}", table, [column], postgresql_where=WHERE.get(table))


def downgrade() -> None:
    for table, column in NAMED.items():
        op.drop_index(f"ix_{table}_{column}", table)
    op.drop_table("missing_files")
