"""Budgets of dossiers: lines, quotes with what was accepted, payments.

The new column of ``dossiers`` has no default: adding it rewrites nothing.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

KINDS = "kind IN ('government', 'third_party', 'service')"


def upgrade() -> None:
    _lines()
    _quotes()
    _payments()
    op.add_column("dossiers", sa.Column("quote_number", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("dossiers", "quote_number")
    op.drop_table("payments")
    op.drop_table("quotes")
    op.drop_table("budget_lines")


def _lines() -> None:
    op.create_table(
        "budget_lines",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("fee_code", sa.Text(), nullable=True),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        *_born(),
        sa.CheckConstraint(KINDS, name="ck_budget_lines_kind"),
        sa.CheckConstraint("amount_cents BETWEEN 1 AND 100000000", name="ck_budget_lines_amount"),
        sa.CheckConstraint(
            "fee_code IS NOT NULL OR amount_cents IS NOT NULL", name="ck_budget_lines_priced"
        ),
        _to("budget_lines", "dossier_id", "dossiers.id", "CASCADE"),
        _to("budget_lines", "author_id", "users.id", "RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_budget_lines"),
        sa.UniqueConstraint("dossier_id", "fee_code", name="uq_budget_lines_dossier_id_fee_code"),
    )
    op.create_index("ix_budget_lines_author_id", "budget_lines", ["author_id"])


def _quotes() -> None:
    op.create_table(
        "quotes",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("lines", postgresql.JSONB(), nullable=False),
        sa.Column("total_cents", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_text", sa.Text(), nullable=True),
        sa.Column("accepted_language", sa.Text(), nullable=True),
        *_born(),
        _to("quotes", "dossier_id", "dossiers.id", "CASCADE"),
        _to("quotes", "proposed_by_id", "users.id", "RESTRICT"),
        sa.CheckConstraint(
            "(accepted_at IS NULL) = (accepted_text IS NULL)", name="ck_quotes_accepted"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_quotes"),
        sa.UniqueConstraint("dossier_id", "number", name="uq_quotes_dossier_id_number"),
    )
    op.create_index("ix_quotes_proposed_by_id", "quotes", ["proposed_by_id"])


def _payments() -> None:
    op.create_table(
        "payments",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("reverses_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        *_born(),
        sa.CheckConstraint(
            "amount_cents BETWEEN 1 AND 100000000 AND reverses_id IS NULL"
            " OR amount_cents BETWEEN -100000000 AND -1 AND reverses_id IS NOT NULL",
            name="ck_payments_amount",
        ),
        _to("payments", "dossier_id", "dossiers.id", "CASCADE"),
        _to("payments", "line_id", "budget_lines.id", "CASCADE"),
        _to("payments", "recorded_by_id", "users.id", "RESTRICT"),
        _to("payments", "reverses_id", "payments.id", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_payments"),
        sa.UniqueConstraint("reverses_id", name="uq_payments_reverses_id"),
    )
    for column in ("dossier_id", "line_id", "recorded_by_id"):
        op.create_index(f"ix_payments_{column}", "payments", [column])


def _born() -> tuple[sa.Column[object], sa.Column[object]]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )


def _to(table: str, column: str, target: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [target], name=f"fk_{table}_{column}", ondelete=ondelete
    )
