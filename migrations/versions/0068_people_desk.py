"""Finding people at their desk: by both orders of a name, a telephone, a dossier; each filter in its order.

Schema only. The indexes of single names give way to those of both names together, which begin alike.
"""

import sqlalchemy as sa
from alembic import op

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None

PREFIX = "text_pattern_ops"
NAMES = {
    "ix_users_first_last_folded": "fold(first_name || ' ' || last_name)",
    "ix_users_last_first_folded": "fold(last_name || ' ' || first_name)",
}
OLD = ("first_name", "last_name")
ORDERED = ("standing", "country")


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for name, expression in NAMES.items():
        op.execute(f"CREATE INDEX {name} ON users (({expression}) {PREFIX})")
    op.create_index(
        "ix_users_phone_prefix",
        "users",
        ["phone"],
        postgresql_ops={"phone": PREFIX},
        postgresql_where=sa.text("phone IS NOT NULL"),
    )
    for column in ORDERED:
        name = f"ix_users_{column}_created_at_id"
        op.create_index(name, "users", [column, "created_at", "id"])
    op.create_index(
        "ix_users_unverified_created_at_id",
        "users",
        ["created_at", "id"],
        postgresql_where=sa.text("email_verified_at IS NULL"),
    )
    op.create_index(
        "ix_dossiers_number_prefix", "dossiers", ["number"], postgresql_ops={"number": PREFIX}
    )
    for name in OLD:
        op.drop_index(f"ix_users_{name}_folded", "users")


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for name in OLD:
        op.create_index(
            f"ix_users_{name}_folded",
            "users",
            [sa.text(f"fold({name})")],
            postgresql_ops={f"fold({name})": PREFIX},
        )
    op.drop_index("ix_dossiers_number_prefix", "dossiers")
    op.drop_index("ix_users_unverified_created_at_id", "users")
    for column in ORDERED:
        op.drop_index(f"ix_users_{column}_created_at_id", "users")
    op.drop_index("ix_users_phone_prefix", "users")
    for name in NAMES:
        op.drop_index(name, "users")
