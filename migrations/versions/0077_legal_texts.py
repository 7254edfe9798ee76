"""Legal texts with their versions; the first ones, to which people have agreed until now."""

import json
import uuid
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0077"
down_revision = "0076"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
# The words as they were in force on that day. Not to be edited: consents refer to them.
FOLDER = Path(__file__).parent.parent / "texts"
LABEL, DAY = "2026-01", "2026-01-01"
TITLES = {
    "terms": {"fr": "Conditions d’utilisation", "en": "Terms of use"},
    "privacy": {"fr": "Confidentialité", "en": "Privacy"},
}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "legal_texts",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("texts", postgresql.JSONB(), nullable=False),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("published_at", MOMENT, nullable=True),
        sa.Column("publisher_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("kind IN ('terms', 'privacy')", name="ck_legal_texts_kind"),
        sa.CheckConstraint(
            "(published_at IS NULL) = (effective_on IS NULL)"
            " AND (published_at IS NULL) = (label IS NULL)",
            name="ck_legal_texts_published",
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name="fk_legal_texts_author_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["publisher_id"], ["users.id"], name="fk_legal_texts_publisher_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_legal_texts"),
    )
    op.create_index("ix_legal_texts_author_id", "legal_texts", ["author_id"])
    op.create_index("ix_legal_texts_publisher_id", "legal_texts", ["publisher_id"])
    op.create_index("uq_legal_texts_label", "legal_texts", ["kind", "label"], unique=True)
    op.create_index(
        "uq_legal_texts_effective_on", "legal_texts", ["kind", "effective_on"], unique=True
    )
    op.create_index(
        "uq_legal_texts_draft",
        "legal_texts",
        ["kind"],
        unique=True,
        postgresql_where=sa.text("published_at IS NULL"),
    )
    # Counting who agreed to a version of the terms reads this index only.
    op.create_index(
        "ix_consents_terms",
        "consents",
        ["text_version", "user_id"],
        postgresql_where=sa.text("purpose = 'terms' AND granted"),
    )
    _first_ones()
    # What people agreed to stays as they read it: the database itself refuses anything else.
    op.execute(
        """
        CREATE FUNCTION refuse_legal_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF OLD.published_at IS NULL THEN
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
          END IF;
          IF TG_OP = 'UPDATE' AND (NEW.kind, NEW.texts, NEW.label, NEW.effective_on, NEW.published_at)
             IS NOT DISTINCT FROM (OLD.kind, OLD.texts, OLD.label, OLD.effective_on, OLD.published_at) THEN
            RETURN NEW;
          END IF;
          RAISE EXCEPTION 'a published legal text does not change';
        END $$
        """
    )
    op.execute(
        """
        CREATE TRIGGER legal_texts_stand BEFORE UPDATE OR DELETE ON legal_texts
        FOR EACH ROW EXECUTE FUNCTION refuse_legal_change()
        """
    )


def _first_ones() -> None:
    moment = datetime.now(UTC)
    insert = sa.text(
        "INSERT INTO legal_texts (id, created_at, kind, texts, label, effective_on, published_at, version,"
        " updated_at) VALUES (:id, :moment, :kind, CAST(:texts AS jsonb), :label, :day, :since, 1, :moment)"
    )
    for kind, titles in TITLES.items():
        texts = {
            language: {
                "title": title,
                "body": (FOLDER / f"{kind}.{language}.md").read_text("utf-8"),
            }
            for language, title in titles.items()
        }
        values = {
            "id": uuid.uuid4(),
            "kind": kind,
            "texts": json.dumps(texts),
            "label": LABEL,
            "day": datetime.fromisoformat(DAY).date(),
            "moment": moment,
            "since": datetime.fromisoformat(DAY).replace(tzinfo=UTC),
        }
        op.get_bind().execute(insert, values)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.drop_index("ix_consents_terms", "consents")
    op.drop_table("legal_texts")
    op.execute("DROP FUNCTION refuse_legal_change()")
