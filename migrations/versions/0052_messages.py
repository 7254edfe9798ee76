"""The conversation of each dossier, and how far each person has read it."""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

AWAITED = "reply_expected AND answered_at IS NULL AND withdrawn_at IS NULL"


def upgrade() -> None:
    op.create_table(
        "messages",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("reply_expected", sa.Boolean(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"],
            ["dossiers.id"],
            name="fk_messages_dossier_id_dossiers",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name="fk_messages_author_id_users", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.UniqueConstraint("author_id", "client_id", name="uq_messages_author_id_client_id"),
    )
    op.create_index("ix_messages_dossier_id_id", "messages", ["dossier_id", "id"])
    op.create_index(
        "ix_messages_awaited", "messages", ["dossier_id"], postgresql_where=sa.text(AWAITED)
    )
    op.create_table(
        "message_seen",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"],
            ["dossiers.id"],
            name="fk_message_seen_dossier_id_dossiers",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_message_seen_user_id_users", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("dossier_id", "user_id", name="pk_message_seen"),
    )
    op.create_index("ix_message_seen_user_id", "message_seen", ["user_id"])


def downgrade() -> None:
    op.drop_table("message_seen")
    op.drop_table("messages")
