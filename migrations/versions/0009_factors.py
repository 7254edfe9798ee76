"""Second factors, sign-ins that wait for one, and people who have lost theirs."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def _own() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
    ]


def _owner(
    table: str, column: str = "user_id", ondelete: str = "CASCADE"
) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["users.id"], name=f"fk_{table}_{column}", ondelete=ondelete
    )


def upgrade() -> None:
    op.create_table(
        "authenticators",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("wrong_tries", sa.Integer(), nullable=False),
        sa.Column("wrong_since", MOMENT, nullable=True),
        *_own(),
        _owner("authenticators"),
        sa.PrimaryKeyConstraint("id", name="pk_authenticators"),
    )
    op.create_index("ix_authenticators_user_id", "authenticators", ["user_id"])
    for name, where in (("confirmed", "IS NOT NULL"), ("unconfirmed", "IS NULL")):
        op.create_index(
            f"uq_authenticators_{name}",
            "authenticators",
            ["user_id"],
            unique=True,
            postgresql_where=sa.text(f"confirmed_at {where}"),
        )
    op.create_table(
        "recovery_codes",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        *_own(),
        _owner("recovery_codes"),
        sa.PrimaryKeyConstraint("id", name="pk_recovery_codes"),
        sa.UniqueConstraint("user_id", "code_hash", name="uq_recovery_codes_user_id_code_hash"),
    )
    op.create_table(
        "passkeys",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("backed_up", sa.Boolean(), nullable=False),
        sa.Column("last_used_at", MOMENT, nullable=True),
        *_own(),
        _owner("passkeys"),
        sa.PrimaryKeyConstraint("id", name="pk_passkeys"),
        sa.UniqueConstraint("credential_id", name="uq_passkeys_credential_id"),
    )
    op.create_index("ix_passkeys_user_id", "passkeys", ["user_id"])
    op.create_table(
        "passkey_challenges",
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        *_own(),
        _owner("passkey_challenges"),
        sa.CheckConstraint(
            "purpose IN ('register', 'sign_in', 'second_step', 'confirm')",
            name="ck_passkey_challenges_purpose",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_passkey_challenges"),
    )
    op.create_index("ix_passkey_challenges_user_id", "passkey_challenges", ["user_id"])
    op.create_index("ix_passkey_challenges_expires_at", "passkey_challenges", ["expires_at"])
    _sign_ins()


def _sign_ins() -> None:
    op.create_table(
        "pending_sign_ins",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("authz_version", sa.Integer(), nullable=False),
        sa.Column("remember", sa.Boolean(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        *_own(),
        _owner("pending_sign_ins"),
        sa.PrimaryKeyConstraint("id", name="pk_pending_sign_ins"),
    )
    op.create_index("ix_pending_sign_ins_user_id", "pending_sign_ins", ["user_id"])
    op.create_table(
        "factor_rescues",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("code_expires_at", MOMENT, nullable=False),
        sa.Column("code_tries", sa.Integer(), nullable=False),
        sa.Column("mailbox_proved_at", MOMENT, nullable=True),
        sa.Column("opened_at", MOMENT, nullable=True),
        sa.Column("opened_by", sa.Uuid(), nullable=True),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("ended_reason", sa.Text(), nullable=True),
        *_own(),
        _owner("factor_rescues"),
        _owner("factor_rescues", "opened_by", "SET NULL"),
        _owner("factor_rescues", "done_by", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_factor_rescues"),
    )
    for column in ("user_id", "opened_by", "done_by"):
        op.create_index(f"ix_factor_rescues_{column}", "factor_rescues", [column])
    op.create_index("ix_factor_rescues_created_at_id", "factor_rescues", ["created_at", "id"])
    op.create_index(
        "uq_factor_rescues_under_way",
        "factor_rescues",
        ["user_id"],
        unique=True,
        postgresql_where=sa.text("done_at IS NULL AND ended_at IS NULL"),
    )


def downgrade() -> None:
    for table in (
        "factor_rescues",
        "pending_sign_ins",
        "passkey_challenges",
        "passkeys",
        "recovery_codes",
        "authenticators",
    ):
        op.drop_table(table)
