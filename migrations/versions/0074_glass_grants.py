"""When one of the team looks into a dossier that is none of theirs."""

import sqlalchemy as sa
from alembic import op

revision = "0074"
down_revision = "0073"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "glass_grants",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("admin_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("until > created_at", name="ck_glass_grants_until"),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name="fk_glass_grants_dossier_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["admin_id"], ["users.id"], name="fk_glass_grants_admin_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_glass_grants"),
    )
    op.create_index("ix_glass_grants_dossier_id", "glass_grants", ["dossier_id"])
    op.create_index(
        "ix_glass_grants_admin_id_dossier_id", "glass_grants", ["admin_id", "dossier_id", "until"]
    )


def downgrade() -> None:
    op.drop_table("glass_grants")
