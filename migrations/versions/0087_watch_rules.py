"""Rules by which fraud is recognised, texts known to be fraud; what waits or warns."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0087"
down_revision = "0086"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "watch_rules",
        *_born(),
        sa.Column("slug", sa.Text(), nullable=False, unique=True),
        sa.Column("signal", sa.Text(), nullable=False),
        sa.Column("phrases", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("normaliser", sa.Text(), nullable=False),
        sa.Column("places", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("spares", sa.Text(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("message_fr", sa.Text(), nullable=False),
        sa.Column("message_en", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("mode_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        _one_of(
            "watch_rules", "signal", "contact offer guarantee money job_sale influence known victim"
        ),
        _one_of("watch_rules", "normaliser", "words letters"),
        _one_of("watch_rules", "spares", "t0 t1 t2 pro staff"),
        _one_of("watch_rules", "action", "combine note flag mask hold"),
        _one_of("watch_rules", "mode", "off shadow enforce"),
    )
    op.create_table(
        "watch_rule_revisions",
        *_born(),
        _to("watch_rules", "rule_id", "CASCADE", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("said", postgresql.JSONB(), nullable=False),
        _to("users", "changed_by_id", "SET NULL"),
    )
    op.create_index(
        "ix_watch_rule_revisions_changed_by_id", "watch_rule_revisions", ["changed_by_id"]
    )
    op.create_index(
        "uq_watch_rule_revisions_version",
        "watch_rule_revisions",
        ["rule_id", "version"],
        unique=True,
    )
    op.create_table(
        "watch_hits",
        *_born(),
        _to("watch_rules", "rule_id", "CASCADE", nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        _to("users", "user_id", "CASCADE", nullable=False),
        sa.Column("phrase", sa.Text(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=True),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=True),
        _one_of("watch_hits", "place", "post comment"),
        _one_of("watch_hits", "mode", "off shadow enforce"),
    )
    op.create_index("ix_watch_hits_rule", "watch_hits", ["rule_id", "id"])
    op.create_index("ix_watch_hits_subject", "watch_hits", ["subject_id"])
    op.create_index("ix_watch_hits_user_id", "watch_hits", ["user_id"])
    op.create_table(
        "scam_prints",
        *_born(),
        sa.Column("subject_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column("trigrams", sa.LargeBinary(), nullable=False),
        sa.Column("contacts", postgresql.ARRAY(sa.Text()), nullable=False),
    )
    op.create_index("ix_scam_prints_contacts", "scam_prints", ["contacts"], postgresql_using="gin")
    op.add_column("posts", sa.Column("notice", sa.Text(), nullable=False, server_default=""))
    texts = postgresql.ARRAY(sa.Text())
    op.add_column("posts", sa.Column("contacts", texts, nullable=False, server_default="{}"))
    op.add_column("comments", sa.Column("notice", sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "comments", sa.Column("held", sa.Boolean(), nullable=False, server_default="false")
    )
    op.add_column("comments", sa.Column("reason", sa.Text(), nullable=False, server_default=""))


def _born() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )


def _to(table: str, column: str, ondelete: str, *, nullable: bool = True) -> sa.Column[object]:
    target = sa.ForeignKey(f"{table}.id", ondelete=ondelete)
    return sa.Column(column, sa.Uuid(), target, nullable=nullable)


def _one_of(table: str, column: str, values: str) -> sa.CheckConstraint:
    known = ", ".join(f"'{value}'" for value in values.split())
    return sa.CheckConstraint(f"{column} IN ({known})", name=op.f(f"ck_{table}_{column}"))


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for column in ("reason", "held", "notice"):
        op.drop_column("comments", column)
    op.drop_column("posts", "contacts")
    op.drop_column("posts", "notice")
    for table in ("scam_prints", "watch_hits", "watch_rule_revisions", "watch_rules"):
        op.drop_table(table)
