"""The pipelines of professionals: the dossiers that each accompanies, as they are shown."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

ACTIONS = (
    "'complete_profile', 'create_dossier', 'replace_document', 'answer_message', 'renew_document', "
    "'provide_document', 'complete_step', 'accept_estimate', 'wait_professional', 'wait_authority', 'done'"
)
FILL = """
    INSERT INTO caseload (professional_id, dossier_id, number, title, candidate_first_name,
        candidate_last_name, words, family, stage, archived_at, planned_submission_on, due_on,
        validated_count, counted_count, next_action, next_requirement_id, next_step_id, next_step_on,
        next_requirement_labels, next_step_labels)
    SELECT a.professional_id, d.id, d.number, d.title, u.first_name, u.last_name,
           fold(concat_ws(' ', u.first_name, u.last_name, d.number)), d.family, d.stage, d.archived_at,
           d.planned_submission_on,
           coalesce((SELECT min(target_on) FROM steps
                     WHERE dossier_id = d.id AND done_at IS NULL), '9999-12-31'),
           d.validated_count, d.counted_count, d.next_action, d.next_requirement_id, d.next_step_id,
           d.next_step_on, r.labels, s.labels
    FROM (SELECT DISTINCT dossier_id, professional_id FROM assignments WHERE status = 'active') AS a
    JOIN dossiers AS d ON d.id = a.dossier_id
    JOIN users AS u ON u.id = d.candidate_id
    LEFT JOIN requirements AS r ON r.id = d.next_requirement_id
    LEFT JOIN steps AS s ON s.id = d.next_step_id
    """


def upgrade() -> None:
    op.create_table(
        "caseload",
        sa.Column("professional_id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("candidate_first_name", sa.Text(), nullable=False),
        sa.Column("candidate_last_name", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("planned_submission_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("validated_count", sa.Integer(), nullable=False),
        sa.Column("counted_count", sa.Integer(), nullable=False),
        sa.Column("next_action", sa.Text(), nullable=False),
        sa.Column("next_requirement_id", sa.Uuid(), nullable=True),
        sa.Column("next_step_id", sa.Uuid(), nullable=True),
        sa.Column("next_step_on", sa.Date(), nullable=True),
        sa.Column("next_requirement_labels", postgresql.JSONB(), nullable=True),
        sa.Column("next_step_labels", postgresql.JSONB(), nullable=True),
        sa.CheckConstraint(
            "stage IN ('prospect', 'interested', 'active', 'validated')", name="ck_caseload_stage"
        ),
        sa.CheckConstraint("family IN ('study', 'work', 'business')", name="ck_caseload_family"),
        sa.CheckConstraint(f"next_action IN ({ACTIONS})", name="ck_caseload_next_action"),
        sa.ForeignKeyConstraint(
            ["professional_id"],
            ["users.id"],
            name="fk_caseload_professional_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name="fk_caseload_dossier_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("professional_id", "dossier_id", name="pk_caseload"),
    )
    op.create_index("ix_caseload_dossier_id", "caseload", ["dossier_id"])
    op.create_index(
        "ix_caseload_open",
        "caseload",
        ["professional_id", "stage", "due_on", "dossier_id"],
        postgresql_where="archived_at IS NULL",
        postgresql_include=["family", "next_action", "next_step_on", "words"],
    )
    for name, which in (("by_day", "IS NULL"), ("archived", "IS NOT NULL")):
        op.create_index(
            f"ix_caseload_{name}",
            "caseload",
            ["professional_id", "due_on", "dossier_id"],
            postgresql_where=f"archived_at {which}",
        )
    op.execute(FILL)


def downgrade() -> None:
    op.drop_table("caseload")
