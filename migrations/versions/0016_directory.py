"""The directory: verified professionals as they are found, in one narrow table for reading."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR

revision = "0016"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLE = "directory_entries"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.Column("last_name", sa.Text(), nullable=False),
        sa.Column("organization", sa.Text(), nullable=False),
        sa.Column("profession", sa.Text(), nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("scopes", ARRAY(sa.Text()), nullable=False),
        sa.Column("languages", ARRAY(sa.Text()), nullable=False),
        sa.Column("search", TSVECTOR(), nullable=False),
        sa.Column("licence_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("dealt_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_directory_entries_user_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name="pk_directory_entries"),
    )
    op.create_index("ix_directory_entries_place", TABLE, ["place", "user_id"])
    for column in ("profession", "domain", "province"):
        op.create_index(f"ix_directory_entries_{column}", TABLE, [column, "place", "user_id"])
    for column in ("scopes", "languages", "search"):
        op.create_index(f"ix_directory_entries_{column}", TABLE, [column], postgresql_using="gin")
    op.create_index("ix_directory_entries_dealt_on", TABLE, ["dealt_on"])


def downgrade() -> None:
    op.drop_table(TABLE)
