"""Dossiers as the team's desk finds them."""

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
OPEN = "archived_at IS NULL"
FILL = """
    INSERT INTO desk_cases (dossier_id, family, template_code, stage, country, archived_at, turn, turn_since,
        step_on, review_since, due_on, professionals)
    SELECT d.id, d.family, t.code, d.stage, u.country, d.archived_at,
           CASE WHEN d.archived_at IS NOT NULL THEN 'nobody'
                WHEN d.next_step_on < current_date THEN 'candidate' ELSE k.kept END,
           coalesce((SELECT at FROM audit_events
                     WHERE context_id = d.id AND act = 'dossier.turn_passed'
                     ORDER BY id DESC LIMIT 1), d.created_at),
           CASE WHEN d.archived_at IS NULL AND k.kept <> 'candidate' AND d.next_step_on >= current_date
                THEN d.next_step_on END,
           (SELECT min(created_at) FROM documents
            WHERE dossier_id = d.id AND status = 'received' AND scan = 'clean'
                  AND superseded_at IS NULL AND deleted_at IS NULL),
           coalesce((SELECT min(target_on) FROM steps
                     WHERE dossier_id = d.id AND done_at IS NULL AND held_at IS NULL), '9999-12-31'),
           (SELECT count(DISTINCT professional_id) FROM assignments
            WHERE dossier_id = d.id AND status = 'active')
    FROM dossiers AS d
    JOIN templates AS t ON t.id = d.template_id
    JOIN users AS u ON u.id = d.candidate_id
    CROSS JOIN LATERAL (SELECT CASE d.next_action WHEN 'wait_professional' THEN 'professional'
        WHEN 'wait_authority' THEN 'authority' WHEN 'done' THEN 'nobody' ELSE 'candidate' END) AS k(kept)
    """


def upgrade() -> None:
    op.create_table(
        "desk_cases",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("template_code", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("archived_at", MOMENT, nullable=True),
        sa.Column("turn", sa.Text(), nullable=False),
        sa.Column("turn_since", MOMENT, nullable=False),
        sa.Column("step_on", sa.Date(), nullable=True),
        sa.Column("review_since", MOMENT, nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("professionals", sa.Integer(), nullable=False),
        sa.CheckConstraint("family IN ('study', 'work', 'business')", name="ck_desk_cases_family"),
        sa.CheckConstraint(
            "stage IN ('prospect', 'interested', 'active', 'validated')",
            name="ck_desk_cases_stage",
        ),
        sa.CheckConstraint(
            "turn IN ('candidate', 'professional', 'authority', 'nobody')",
            name="ck_desk_cases_turn",
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name="fk_desk_cases_dossier_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("dossier_id", name="pk_desk_cases"),
    )
    for name in ("stage", "family", "template_code", "country", "due_on"):
        _index(name, [name, "dossier_id"], OPEN)
    _index("turn", ["turn", "turn_since", "dossier_id"], OPEN)
    _index("review", ["review_since", "dossier_id"], f"{OPEN} AND review_since IS NOT NULL")
    _index("alone", ["dossier_id"], f"{OPEN} AND professionals = 0")
    _index("archived", ["dossier_id"], "archived_at IS NOT NULL")
    _index("step_on", ["step_on"], "step_on IS NOT NULL")
    op.execute(FILL)


def downgrade() -> None:
    op.drop_table("desk_cases")


def _index(name: str, columns: list[str], where: str) -> None:
    op.create_index(f"ix_desk_cases_{name}", "desk_cases", columns, postgresql_where=sa.text(where))
