"""What the team's library holds, and how far people have come in its courses."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0094"
down_revision = "0093"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
PUBLISHED = sa.text("status = 'published'")
SEARCH = (
    "CASE WHEN status <> 'published' THEN NULL ELSE "
    + " || ".join(
        f"setweight(to_tsvector('{language}', fold(coalesce(texts -> '{language[:2]}' ->> '{name}', ''))), '{weight}')"
        for language in ("french", "english")
        for name, weight in (("title", "A"), ("summary", "B"), ("body", "C"))
    )
    + " END"
)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "resources",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("texts", postgresql.JSONB(), nullable=False),
        sa.Column("lessons", postgresql.JSONB(), nullable=False),
        sa.Column("render_version", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("source_name", sa.Text(), nullable=False),
        sa.Column("source_url", sa.Text(), nullable=False),
        sa.Column("valid_on", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("place", sa.Uuid(), nullable=True),
        sa.Column("published_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("search", postgresql.TSVECTOR(), sa.Computed(SEARCH, persisted=True)),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("kind IN ('guide', 'course', 'checklist')", name="ck_resources_kind"),
        sa.CheckConstraint(
            "status IN ('draft', 'published', 'retired')", name="ck_resources_status"
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name="fk_resources_owner_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_resources"),
    )
    op.create_index("ix_resources_owner_id", "resources", ["owner_id"])
    op.create_index(
        "ix_resources_newest", "resources", ["place"], unique=True, postgresql_where=PUBLISHED
    )
    op.create_index("ix_resources_kind", "resources", ["kind", "place"], postgresql_where=PUBLISHED)
    op.create_index(
        "ix_resources_review_on", "resources", ["review_on"], postgresql_where=PUBLISHED
    )
    op.create_index("ix_resources_search", "resources", ["search"], postgresql_using="gin")
    op.create_table(
        "resource_lessons_done",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("lesson", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("done_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_resource_lessons_done_user_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"],
            ["resources.id"],
            name="fk_resource_lessons_done_resource_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "user_id", "resource_id", "lesson", name="pk_resource_lessons_done"
        ),
    )
    op.create_index(
        "ix_resource_lessons_done_resource_id", "resource_lessons_done", ["resource_id"]
    )


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_table("resource_lessons_done")
    op.drop_table("resources")
