"""What is new of assignments has a value of its own again: code that does not know it writes rows too."""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("assignments", "takes_over", server_default=sa.false())
    op.alter_column("assignments", "motive", server_default="")


def downgrade() -> None:
    for name in ("takes_over", "motive"):
        op.alter_column("assignments", name, server_default=None)
