"""People of one role in one country, in the order of their sign-up: two filters at once walk one index.

Schema only.
"""

from alembic import op

revision = "0072"
down_revision = "0071"
branch_labels = None
depends_on = None

NAME = "ix_users_role_country_created_at_id"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_index(NAME, "users", ["role", "country", "created_at", "id"])


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_index(NAME, "users")
