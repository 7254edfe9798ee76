"""Posts of the community, what is counted of them, their tags, who thanks and who keeps."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0078"
down_revision = "0077"
branch_labels = None
depends_on = None

CATEGORIES = "'studies', 'work', 'business', 'budget', 'documents', 'testimonials'"
WEIGHED = "setweight(to_tsvector('{0}', fold(title)), 'A') || setweight(to_tsvector('{0}', fold(body)), 'B')"
SEARCH = (
    "CASE WHEN status <> 'published' THEN NULL "
    f"WHEN language = 'en' THEN {WEIGHED.format('english')} ELSE {WEIGHED.format('french')} END"
)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _posts()
    _counted()
    _tags()
    _members()


def _posts() -> None:
    op.create_table(
        "posts",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        _to("users", "author_id"),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("body_html", sa.Text(), nullable=False),
        sa.Column("excerpt", sa.Text(), nullable=False),
        sa.Column("render_version", sa.Integer(), nullable=False),
        sa.Column("place", sa.Uuid(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("search", postgresql.TSVECTOR(), sa.Computed(SEARCH, persisted=True)),
        sa.CheckConstraint(f"category IN ({CATEGORIES})", name=op.f("ck_posts_category")),
        sa.CheckConstraint(
            "status IN ('draft', 'published', 'held', 'hidden')", name=op.f("ck_posts_status")
        ),
        sa.CheckConstraint(
            "status = 'draft' OR (category IS NOT NULL AND title <> '' AND body <> '')",
            name=op.f("ck_posts_whole"),
        ),
        sa.CheckConstraint(
            "status <> 'published' OR (place IS NOT NULL AND published_at IS NOT NULL)",
            name=op.f("ck_posts_place"),
        ),
    )
    shown = sa.text("status = 'published'")
    op.create_index("ix_posts_newest", "posts", ["place"], unique=True, postgresql_where=shown)
    op.create_index("ix_posts_category", "posts", ["category", "place"], postgresql_where=shown)
    op.create_index("ix_posts_mine", "posts", ["author_id", "id"])
    op.create_index("ix_posts_held", "posts", ["id"], postgresql_where=sa.text("status = 'held'"))
    op.create_index("ix_posts_search", "posts", ["search"], postgresql_using="gin")


def _counted() -> None:
    op.create_table(
        "post_stats",
        _to("posts", "post_id", key=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("place", sa.Uuid(), nullable=True),
        sa.Column("likes", sa.Integer(), nullable=False),
        sa.Column("comments", sa.Integer(), nullable=False),
        sa.Column("hot", postgresql.DOUBLE_PRECISION(), nullable=False),
        sa.CheckConstraint("likes >= 0 AND comments >= 0", name=op.f("ck_post_stats_counts")),
    )
    placed = sa.text("place IS NOT NULL")
    op.create_index("ix_post_stats_hot", "post_stats", ["hot", "place"], postgresql_where=placed)
    op.create_index(
        "ix_post_stats_category_hot",
        "post_stats",
        ["category", "hot", "place"],
        postgresql_where=placed,
    )
    op.create_table(
        "post_revisions",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        _to("posts", "post_id"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
    )
    op.create_index(
        "uq_post_revisions_post_id_version", "post_revisions", ["post_id", "version"], unique=True
    )


def _tags() -> None:
    op.create_table(
        "topics",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name_fr", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.UniqueConstraint("slug", name=op.f("uq_topics_slug")),
    )
    op.create_table(
        "post_tags",
        _to("posts", "post_id", key=True),
        _to("topics", "topic_id", key=True),
        sa.Column("place", sa.Uuid(), nullable=True),
    )
    op.create_index("ix_post_tags_topic_id", "post_tags", ["topic_id"])
    op.create_index(
        "ix_post_tags_newest",
        "post_tags",
        ["topic_id", "place"],
        postgresql_where=sa.text("place IS NOT NULL"),
    )


def _members() -> None:
    op.create_table(
        "post_likes",
        _to("posts", "post_id", key=True),
        _to("users", "user_id", key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_post_likes_user_id", "post_likes", ["user_id"])
    op.create_table(
        "post_bookmarks",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        _to("posts", "post_id"),
        _to("users", "user_id"),
    )
    op.create_index(
        "uq_post_bookmarks_post_id_user_id", "post_bookmarks", ["post_id", "user_id"], unique=True
    )
    op.create_index("ix_post_bookmarks_kept", "post_bookmarks", ["user_id", "id"])


def _to(table: str, column: str, *, key: bool = False) -> sa.Column[object]:
    target = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(column, sa.Uuid(), target, nullable=False, primary_key=key)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    tables = (
        "post_bookmarks",
        "post_likes",
        "post_tags",
        "topics",
        "post_revisions",
        "post_stats",
        "posts",
    )
    for table in tables:
        op.drop_table(table)
