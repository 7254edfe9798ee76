"""How people want to be told: preferences, groups in the bell, digests."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

TABLE = "notifications"
MAILINGS = "mail IN ('now', 'digest', 'off')"
ADDED = ("digest_id", "mail", "actors", "group_size", "group_key", "place")
UNREAD = "ix_notifications_unread"


def upgrade() -> None:
    _make_tables()
    # Constant defaults are written in the catalogue, not in the rows; code of before knows none of these.
    op.add_column(TABLE, sa.Column("place", sa.Text, nullable=False, server_default="shown"))
    op.add_column(TABLE, sa.Column("group_key", sa.Text))
    op.add_column(TABLE, sa.Column("group_size", sa.Integer, nullable=False, server_default="1"))
    op.add_column(TABLE, sa.Column("actors", JSONB, nullable=False, server_default="[]"))
    op.add_column(TABLE, sa.Column("mail", sa.Text, nullable=False, server_default="off"))
    op.add_column(TABLE, sa.Column("digest_id", sa.Uuid))
    op.create_foreign_key(
        op.f("fk_notifications_digest_id"),
        TABLE,
        "digests",
        ["digest_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_check_constraint(
        op.f("ck_notifications_place"), TABLE, "place IN ('shown', 'folded', 'hidden')"
    )
    op.create_check_constraint(op.f("ck_notifications_mail"), TABLE, MAILINGS)
    _index("shown", ["user_id", "id"], "place = 'shown'")
    op.drop_index(UNREAD, TABLE)
    _index("unread", ["user_id", "place"], "read_at IS NULL")
    _index("group", ["user_id", "group_key"], "read_at IS NULL AND group_key IS NOT NULL")
    waiting = "mail = 'digest' AND digest_id IS NULL AND read_at IS NULL"
    _index("waiting", ["user_id", "created_at"], waiting)
    _index("digest_id", ["digest_id"], "digest_id IS NOT NULL")


def downgrade() -> None:
    for name in ("digest_id", "waiting", "group", "unread", "shown"):
        op.drop_index(f"ix_notifications_{name}", TABLE)
    _index("unread", ["user_id"], "read_at IS NULL")
    for name in ADDED:
        op.drop_column(TABLE, name)
    for name in ("digests", "notification_preferences", "notification_settings"):
        op.drop_table(name)


def _index(name: str, columns: list[str], where: str) -> None:
    op.create_index(f"ix_notifications_{name}", TABLE, columns, postgresql_where=where)


def _make_tables() -> None:
    op.create_table(
        "notification_preferences",
        *_own("notification_preferences"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("in_app", sa.Boolean),
        sa.Column("mail", sa.Text),
        sa.UniqueConstraint(
            "user_id", "kind", name=op.f("uq_notification_preferences_user_id_kind")
        ),
        sa.CheckConstraint(MAILINGS, name=op.f("ck_notification_preferences_mail")),
    )
    op.create_table(
        "notification_settings",
        sa.Column("user_id", sa.Uuid, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("mail_off", sa.Boolean, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_notification_settings"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_notification_settings_user_id", ondelete="CASCADE"
        ),
        sa.CheckConstraint(
            "digest IN ('daily', 'weekly')", name=op.f("ck_notification_settings_digest")
        ),
    )
    op.create_table(
        "digests",
        *_own("digests"),
        sa.Column("period", sa.Date, nullable=False),
        sa.UniqueConstraint("user_id", "period", name=op.f("uq_digests_user_id_period")),
    )


def _own(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """What each row of a person begins with."""
    return (
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=f"fk_{table}_user_id", ondelete="CASCADE"
        ),
    )
