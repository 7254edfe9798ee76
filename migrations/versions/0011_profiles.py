"""What people say of themselves: telephone, province, picture, project; what a professional offers."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

SECTORS = (
    "'health', 'it', 'trades', 'transport', 'hospitality', 'education', 'finance', 'agriculture', "
    "'science', 'arts', 'other'"
)
LISTS = ("expertise", "languages", "services", "portfolio")


def upgrade() -> None:
    op.add_column("users", sa.Column("phone", sa.Text))
    op.add_column("users", sa.Column("province", sa.Text))
    op.add_column("users", sa.Column("avatar_id", sa.Uuid))
    op.create_table(
        "projects",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid, nullable=False),
        sa.Column("goals", ARRAY(sa.Text), nullable=False),
        sa.Column("sector", sa.Text),
        sa.Column("budget_cents", sa.BigInteger),
        sa.Column("budget_currency", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_projects"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_projects_user_id", ondelete="CASCADE"
        ),
        sa.CheckConstraint(f"sector IN ({SECTORS})", name="ck_projects_sector"),
        sa.CheckConstraint("goals <@ ARRAY['study', 'work', 'business']", name="ck_projects_goals"),
        sa.CheckConstraint("budget_cents >= 0", name="ck_projects_budget_cents"),
        sa.CheckConstraint("budget_currency = 'CAD'", name="ck_projects_budget_currency"),
    )
    op.create_index("ix_projects_user_id", "projects", ["user_id"], unique=True)
    op.add_column("practices", sa.Column("bio", sa.Text))
    op.add_column("practices", sa.Column("years", sa.Integer))
    for name in LISTS:
        # A constant default is written in the catalogue, not in the rows.
        op.add_column(
            "practices", sa.Column(name, ARRAY(sa.Text), nullable=False, server_default="{}")
        )
    op.create_check_constraint(op.f("ck_practices_years"), "practices", "years BETWEEN 0 AND 70")


def downgrade() -> None:
    op.drop_constraint(op.f("ck_practices_years"), "practices")
    for name in (*LISTS, "years", "bio"):
        op.drop_column("practices", name)
    op.drop_table("projects")
    for name in ("avatar_id", "province", "phone"):
        op.drop_column("users", name)
