"""The words by which professionals order their clients."""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dossier_tags",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("tint", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("tint IN ('grey', 'navy', 'teal', 'rust')", name="ck_dossier_tags_tint"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_dossier_tags_user_id_users", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_dossier_tags"),
    )
    op.create_index(
        "ix_dossier_tags_user_id_folded", "dossier_tags", ["user_id", "folded"], unique=True
    )
    op.create_table(
        "dossier_taggings",
        sa.Column("professional_id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("tag_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["professional_id", "dossier_id"],
            ["caseload.professional_id", "caseload.dossier_id"],
            name="fk_dossier_taggings_case",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tag_id"],
            ["dossier_tags.id"],
            name="fk_dossier_taggings_tag_id_dossier_tags",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "professional_id", "dossier_id", "tag_id", name="pk_dossier_taggings"
        ),
    )
    op.create_index(
        "ix_dossier_taggings_tag_id_dossier_id", "dossier_taggings", ["tag_id", "dossier_id"]
    )


def downgrade() -> None:
    op.drop_table("dossier_taggings")
    op.drop_table("dossier_tags")
