"""What a candidate said to a professional who offers to accompany them.

Schema apart from data; no import of the application; expand, deploy, contract.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

TABLE = "contact_requests"


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("offer_answer", sa.Text(), nullable=True))
    op.add_column(TABLE, sa.Column("offer_answered_at", sa.DateTime(timezone=True), nullable=True))
    op.create_check_constraint(
        f"ck_{TABLE}_offer_answer", TABLE, "offer_answer IN ('accepted', 'declined')"
    )


def downgrade() -> None:
    op.drop_column(TABLE, "offer_answered_at")
    op.drop_column(TABLE, "offer_answer")
