"""Finding people by the beginning of a name, and effects that were given up.

``fold`` makes capitals and accents equal; it is immutable so that indexes may hold it, and needs no
contrib extension.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

FROM = "àáâãäåāăąçćčďđèéêëēęěìíîïīľłñńňòóôõöøōŕřśšşťţùúûüūůűýÿžźż"
TO = "aaaaaaaaacccddeeeeeeeiiiiillnnnooooooorrsssttuuuuuuuyyzzz"


def upgrade() -> None:
    op.execute(
        "CREATE FUNCTION fold(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS "
        f"$$ SELECT translate(replace(replace(lower($1), 'œ', 'oe'), 'æ', 'ae'), '{FROM}', '{TO}') $$"
    )
    for name in ("first_name", "last_name"):
        op.create_index(
            f"ix_users_{name}_folded",
            "users",
            [sa.text(f"fold({name})")],
            postgresql_ops={f"fold({name})": "text_pattern_ops"},
        )
    op.create_index(
        "ix_users_email_key_prefix",
        "users",
        ["email_key"],
        postgresql_ops={"email_key": "text_pattern_ops"},
    )
    op.create_index(
        "ix_outbox_dead",
        "outbox",
        ["dead_at"],
        postgresql_where=sa.text("dead_at IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_outbox_dead", "outbox")
    op.drop_index("ix_users_email_key_prefix", "users")
    for name in ("last_name", "first_name"):
        op.drop_index(f"ix_users_{name}_folded", "users")
    op.execute("DROP FUNCTION fold(text)")
