"""Answers of a candidate, and the conditions that they settle.

Constant defaults: on a table of millions of rows, adding these columns rewrites nothing.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("templates", _json("questions", "[]"))
    op.add_column("templates", sa.Column("processing", JSONB(), nullable=True))
    op.add_column("template_requirements", sa.Column("condition", JSONB(), nullable=True))
    op.add_column("dossiers", _json("answers", "{}"))
    op.add_column("requirements", sa.Column("condition", JSONB(), nullable=True))
    op.add_column(
        "requirements",
        sa.Column("is_set_aside", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    op.drop_column("requirements", "is_set_aside")
    op.drop_column("requirements", "condition")
    op.drop_column("dossiers", "answers")
    op.drop_column("template_requirements", "condition")
    op.drop_column("templates", "processing")
    op.drop_column("templates", "questions")


def _json(name: str, empty: str) -> sa.Column[object]:
    return sa.Column(name, JSONB(), nullable=False, server_default=sa.text(f"'{empty}'::jsonb"))
