"""What a person did with an effect that failed, and how the last run of each periodic job went.

Schema only; whatever ran before has ended. A clock of before writes a name and a moment, and may go on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0069"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
DEAD = sa.text("dead_at IS NOT NULL AND closed_at IS NULL")


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("outbox", sa.Column("closed_at", MOMENT, nullable=True))
    op.add_column("outbox", sa.Column("closed_why", sa.Text(), nullable=True))
    op.drop_index("ix_outbox_dead", "outbox")
    op.create_index("ix_outbox_dead", "outbox", ["id"], postgresql_where=DEAD)
    op.alter_column("periodic_runs", "ran_at", nullable=True)
    _add("tried_at", MOMENT, sa.text("now()"))
    _add("ended_at", MOMENT, sa.text("now()"), nullable=True)
    _add("cause", sa.Text(), "")
    _add("failures", sa.Integer(), "0")
    op.alter_column("periodic_runs", "ended_at", server_default=None)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for column in ("failures", "cause", "ended_at", "tried_at"):
        op.drop_column("periodic_runs", column)
    op.execute("DELETE FROM periodic_runs WHERE ran_at IS NULL")
    op.alter_column("periodic_runs", "ran_at", nullable=False)
    op.drop_index("ix_outbox_dead", "outbox")
    op.create_index(
        "ix_outbox_dead", "outbox", ["dead_at"], postgresql_where=sa.text("dead_at IS NOT NULL")
    )
    op.drop_column("outbox", "closed_why")
    op.drop_column("outbox", "closed_at")


def _add(name: str, kind: sa.types.TypeEngine, default: object, *, nullable: bool = False) -> None:
    column = sa.Column(name, kind, nullable=nullable, server_default=default)
    op.add_column("periodic_runs", column)
