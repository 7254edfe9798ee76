"""A professional suggests a colleague; the candidate decides."""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None

CHECK, OPEN = "ck_assignments_status", "uq_assignments_open"
BEFORE = ("requested", "proposed", "active")
OVER = ("refused", "ended")


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("assignments", sa.Column("from_id", sa.Uuid(), nullable=True))
    op.add_column(
        "assignments",
        sa.Column("takes_over", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("assignments", sa.Column("motive", sa.Text(), nullable=False, server_default=""))
    for name in ("takes_over", "motive"):
        op.alter_column("assignments", name, server_default=None)
    op.create_foreign_key(
        "fk_assignments_from_id_assignments",
        "assignments",
        "assignments",
        ["from_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_index("ix_assignments_from_id", "assignments", ["from_id"])
    _allow(("suggested", *BEFORE))


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("DELETE FROM assignments WHERE status = 'suggested'")
    _allow(BEFORE)
    op.drop_index("ix_assignments_from_id", "assignments")
    op.drop_constraint("fk_assignments_from_id_assignments", "assignments", type_="foreignkey")
    for name in ("motive", "takes_over", "from_id"):
        op.drop_column("assignments", name)


def _allow(standing: tuple[str, ...]) -> None:
    """These statuses hold the place of one professional in one role."""
    op.drop_constraint(CHECK, "assignments", type_="check")
    op.create_check_constraint(CHECK, "assignments", f"status IN ({_listed(standing + OVER)})")
    op.drop_index(OPEN, "assignments")
    op.create_index(
        OPEN,
        "assignments",
        ["dossier_id", "professional_id", "role"],
        unique=True,
        postgresql_where=sa.text(f"status IN ({_listed(standing)})"),
    )


def _listed(statuses: tuple[str, ...]) -> str:
    return ", ".join(f"'{status}'" for status in statuses)
