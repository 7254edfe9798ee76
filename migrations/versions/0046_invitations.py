"""Invitations of prospects, and the consent that comes before the first document."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

TABLE = "dossier_invitations"
CHECK = "ck_consents_purpose"
BEFORE = "'terms', 'communications'"
UNANSWERED = "accepted_at IS NULL AND declined_at IS NULL AND withdrawn_at IS NULL"


def upgrade() -> None:
    op.drop_constraint(CHECK, "consents", type_="check")
    op.create_check_constraint(CHECK, "consents", f"purpose IN ({BEFORE}, 'documents')")
    op.create_table(
        TABLE,
        sa.Column("professional_id", sa.Uuid(), nullable=False),
        sa.Column("template_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("sends", sa.Integer(), nullable=False),
        *(_moment(name) for name in ("sent_at", "expires_at")),
        *(_moment(name, nullable=True) for name in ("accepted_at", "declined_at", "withdrawn_at")),
        sa.Column("dossier_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        _moment("created_at"),
        sa.CheckConstraint(
            "role IN ('lead', 'immigration', 'finance', 'coach')", name=f"ck_{TABLE}_role"
        ),
        sa.CheckConstraint("language IN ('fr', 'en')", name=f"ck_{TABLE}_language"),
        sa.ForeignKeyConstraint(
            ["professional_id"],
            ["users.id"],
            name=f"fk_{TABLE}_professional_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["template_id"], ["templates.id"], name=f"fk_{TABLE}_template_id", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name=f"fk_{TABLE}_dossier_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{TABLE}"),
    )
    op.create_index(
        f"uq_{TABLE}_waiting",
        TABLE,
        ["professional_id", "email_key", "template_id"],
        unique=True,
        postgresql_where=sa.text(UNANSWERED),
    )
    op.create_index(f"ix_{TABLE}_professional_id_id", TABLE, ["professional_id", "id"])
    op.create_index(f"ix_{TABLE}_expires_at", TABLE, ["expires_at"])
    op.create_index(f"ix_{TABLE}_template_id", TABLE, ["template_id"])
    op.create_index(f"ix_{TABLE}_dossier_id", TABLE, ["dossier_id"])


def downgrade() -> None:
    op.drop_table(TABLE)
    op.execute("DELETE FROM consents WHERE purpose = 'documents'")
    op.drop_constraint(CHECK, "consents", type_="check")
    op.create_check_constraint(CHECK, "consents", f"purpose IN ({BEFORE})")


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)
