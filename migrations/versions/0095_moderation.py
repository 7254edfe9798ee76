"""What members report, the queue of the team, what it decides."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0095"
down_revision = "0094"
branch_labels = None
depends_on = None

TARGETS = "IN ('post', 'comment', 'profile', 'chat', 'question', 'sanction')"
REASONS = "'fraud', 'fake_consultant', 'money', 'personal_data', 'dangerous_advice', 'hate', 'spam', 'other'"
STANDINGS = "IN ('shown', 'held', 'hidden')"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column(
        "comments", sa.Column("standing", sa.Text(), nullable=False, server_default="shown")
    )
    op.create_check_constraint(op.f("ck_comments_standing"), "comments", f"standing {STANDINGS}")
    _cases()
    _notes()
    _reports()
    _sanctions()


def _cases() -> None:
    op.create_table(
        "moderation_cases",
        *_born(),
        sa.Column("target_type", sa.Text(), nullable=False),
        sa.Column("target_id", sa.Uuid(), nullable=False),
        _to("users", "subject_id"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("is_automatic", sa.Boolean(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("why", postgresql.JSONB(), nullable=False),
        _by("claimed_by"),
        sa.Column("claimed_until", sa.DateTime(timezone=True)),
        sa.Column("decision", sa.Text()),
        sa.Column("ruled_for", sa.Text()),
        _by("decided_by"),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("before", sa.Text()),
        _by("against_id"),
        sa.Column("version", sa.Integer(), nullable=False),
        _check("moderation_cases", "target_type", f"target_type {TARGETS}"),
        _check("moderation_cases", "kind", "kind IN ('report', 'hold', 'appeal')"),
        _check(
            "moderation_cases",
            "reason",
            f"reason IN ({REASONS}, 'first_posts', 'watch_rule', 'appeal')",
        ),
        _check(
            "moderation_cases",
            "decision",
            "decision IN ('keep', 'remove', 'warn', 'restrict', 'read_only', 'suspend')",
        ),
        _check("moderation_cases", "ruled_for", f"ruled_for IN ({REASONS})"),
        _check("moderation_cases", "before", f"before {STANDINGS}"),
        _check("moderation_cases", "priority", "priority BETWEEN 0 AND 2"),
        _check("moderation_cases", "decided", "(decided_at IS NULL) = (decision IS NULL)"),
        _check("moderation_cases", "other_judge", "kind <> 'appeal' OR decided_by <> against_id"),
    )
    for column in ("subject_id", "claimed_by", "decided_by", "against_id"):
        op.create_index(f"ix_moderation_cases_{column}", "moderation_cases", [column])
    waits = sa.text("decided_at IS NULL")
    for name, columns, where, unique in (
        ("uq_moderation_cases_open", ["target_type", "target_id"], waits, True),
        ("uq_moderation_cases_appeal", ["target_id"], sa.text("kind = 'appeal'"), True),
        ("ix_moderation_cases_queue", ["priority", "id"], waits, False),
        ("ix_moderation_cases_reason", ["reason", "priority", "id"], waits, False),
        ("ix_moderation_cases_decided", ["decided_at"], sa.text("decided_at IS NOT NULL"), False),
        ("ix_moderation_cases_target", ["target_type", "target_id", "id"], None, False),
    ):
        op.create_index(name, "moderation_cases", columns, unique=unique, postgresql_where=where)


def _notes() -> None:
    op.create_table(
        "case_notes",
        *_born(),
        _to("moderation_cases", "case_id"),
        _by("author_id"),
        sa.Column("words", sa.Text(), nullable=False),
    )
    op.create_index("ix_case_notes_case_id", "case_notes", ["case_id", "id"])
    op.create_index("ix_case_notes_author_id", "case_notes", ["author_id"])


def _reports() -> None:
    op.create_table(
        "reports",
        *_born(),
        _to("moderation_cases", "case_id"),
        _to("users", "reporter_id"),
        sa.Column("target_type", sa.Text(), nullable=False),
        sa.Column("target_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.Text()),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        _check("reports", "target_type", f"target_type {TARGETS}"),
        _check("reports", "reason", f"reason IN ({REASONS})"),
        _check("reports", "outcome", "outcome IN ('upheld', 'dismissed', 'abusive')"),
    )
    op.create_index("ix_reports_case_id", "reports", ["case_id"])
    once = ["reporter_id", "target_type", "target_id"]
    op.create_index("uq_reports_once", "reports", once, unique=True)
    op.create_index("ix_reports_reporter_id_id", "reports", ["reporter_id", "id"])


def _sanctions() -> None:
    op.create_table(
        "sanctions",
        *_born(),
        _to("users", "user_id"),
        sa.Column("case_id", sa.Uuid(), sa.ForeignKey("moderation_cases.id", ondelete="SET NULL")),
        _by("actor_id"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True)),
        sa.Column("lifted_at", sa.DateTime(timezone=True)),
        _by("lifted_by"),
        _check(
            "sanctions",
            "kind",
            "kind IN ('message', 'warning', 'restricted', 'read_only', 'suspension', 'ban')",
        ),
        _check("sanctions", "reason", f"reason IN ({REASONS})"),
    )
    for column in ("case_id", "actor_id", "lifted_by"):
        op.create_index(f"ix_sanctions_{column}", "sanctions", [column])
    op.create_index("ix_sanctions_user_id_id", "sanctions", ["user_id", "id"])
    binding = sa.text("kind IN ('restricted', 'read_only') AND lifted_at IS NULL")
    op.create_index("ix_sanctions_binding", "sanctions", ["user_id"], postgresql_where=binding)


def _born() -> tuple[sa.Column[object], sa.Column[object]]:
    return (
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )


def _to(table: str, column: str) -> sa.Column[object]:
    target = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(column, sa.Uuid(), target, nullable=False)


def _by(column: str) -> sa.Column[object]:
    return sa.Column(column, sa.Uuid(), sa.ForeignKey("users.id", ondelete="SET NULL"))


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in ("sanctions", "reports", "case_notes", "moderation_cases"):
        op.drop_table(table)
    op.drop_constraint(op.f("ck_comments_standing"), "comments")
    op.drop_column("comments", "standing")
