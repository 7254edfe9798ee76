"""What waits for a decision, with what a line of the queue shows."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

NOBODY = "00000000-0000-0000-0000-000000000000"
SHOWN = {
    "requirement_id": (sa.Uuid(), NOBODY),
    "dossier_number": (sa.Text(), ""),
    "candidate_id": (sa.Uuid(), NOBODY),
    "candidate_first_name": (sa.Text(), ""),
    "candidate_last_name": (sa.Text(), ""),
    "labels": (postgresql.JSONB(), "{}"),
    "kind": (sa.Text(), "original"),
    "position": (sa.Integer(), "1"),
    "number": (sa.Integer(), "1"),
    "sent_at": (sa.DateTime(timezone=True), sa.func.now()),
}
FILL = """
    UPDATE review_waits AS w
    SET requirement_id = d.requirement_id, dossier_number = s.number, candidate_id = u.id,
        candidate_first_name = u.first_name, candidate_last_name = u.last_name,
        candidate_avatar_id = u.avatar_id, labels = r.labels, kind = d.kind, position = d.position,
        number = d.number, sent_at = d.created_at
    FROM documents AS d
    JOIN requirements AS r ON r.id = d.requirement_id
    JOIN dossiers AS s ON s.id = d.dossier_id
    JOIN users AS u ON u.id = s.candidate_id
    WHERE d.id = w.document_id
    """


def upgrade() -> None:
    # With defaults: programs of the version before may still write lines, which show nothing until the next act.
    for name, (kind, default) in SHOWN.items():
        column = sa.Column(name, kind, nullable=False, server_default=default)
        op.add_column("review_waits", column)
    op.add_column("review_waits", sa.Column("candidate_avatar_id", sa.Uuid()))
    op.create_check_constraint(
        "ck_review_waits_kind", "review_waits", "kind IN ('original', 'translation')"
    )
    op.create_index("ix_review_waits_candidate_id", "review_waits", ["candidate_id"])
    op.execute(FILL)


def downgrade() -> None:
    op.drop_constraint("ck_review_waits_kind", "review_waits", type_="check")
    for name in ("candidate_avatar_id", *SHOWN):
        op.drop_column("review_waits", name)
