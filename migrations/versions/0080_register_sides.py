"""The number, the class and the place that the official register shows, to hold against what was declared."""

import sqlalchemy as sa
from alembic import op

revision = "0080"
down_revision = "0079"
branch_labels = None
depends_on = None

CLASSES = "'rcic', 'rcic_irb', 'risia', 'lawyer', 'notary', 'other'"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for name in ("register_number", "register_jurisdiction"):
        op.add_column("credentials", sa.Column(name, sa.Text(), server_default="", nullable=False))
        op.alter_column("credentials", name, server_default=None)
    op.add_column("credentials", sa.Column("register_class", sa.Text(), nullable=True))
    op.create_check_constraint(
        "ck_credentials_register_class", "credentials", f"register_class IN ({CLASSES})"
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for name in ("register_class", "register_jurisdiction", "register_number"):
        op.drop_column("credentials", name)
