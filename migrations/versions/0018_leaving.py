"""Copies of one's data, accounts that are deleted, and an audit trail that can forget an address.

Schema apart from data; no import of the application; expand, deploy, contract.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

REFUSE_ALL = """
    CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'audit_events is append only'; END $$
"""
# One change is let through: the address from which a person acted is forgotten with their account.
FORGET_ADDRESSES = """
    CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE forgotten audit_events%ROWTYPE := OLD;
    BEGIN
        forgotten.address := NULL;
        IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM forgotten THEN RETURN NEW; END IF;
        RAISE EXCEPTION 'audit_events is append only';
    END $$
"""


def upgrade() -> None:
    op.create_table(
        "departures",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("erases_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("came_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_departures_user_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_departures"),
    )
    op.create_index("ix_departures_user_id_id", "departures", ["user_id", "id"], unique=False)
    op.create_index(
        "uq_departures_open",
        "departures",
        ["user_id"],
        unique=True,
        postgresql_where="came_back_at IS NULL AND erased_at IS NULL",
    )
    op.create_table(
        "exports",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("storage_key", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("status IN ('preparing', 'ready', 'expired')", name="ck_exports_status"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_exports_user_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_exports"),
    )
    op.create_index("ix_exports_user_id_id", "exports", ["user_id", "id"], unique=False)
    op.create_index(
        "uq_exports_preparing",
        "exports",
        ["user_id"],
        unique=True,
        postgresql_where="status = 'preparing'",
    )
    _standings("'active', 'suspended', 'leaving', 'erased'")
    op.execute(FORGET_ADDRESSES)


def downgrade() -> None:
    op.execute(REFUSE_ALL)
    op.execute("UPDATE users SET standing = 'suspended' WHERE standing IN ('leaving', 'erased')")
    _standings("'active', 'suspended'")
    op.drop_table("exports")
    op.drop_table("departures")


def _standings(names: str) -> None:
    op.drop_constraint("ck_users_standing", "users", type_="check")
    op.create_check_constraint("ck_users_standing", "users", f"standing IN ({names})")
