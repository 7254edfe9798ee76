"""The first tags of the community."""

import uuid
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0079"
down_revision = "0078"
branch_labels = None
depends_on = None

TOPICS = (
    ("study-permit", "Permis d’études", "Study permit"),
    ("work-permit", "Permis de travail", "Work permit"),
    ("pgwp", "Permis post-diplôme", "Post-graduation work permit"),
    ("express-entry", "Entrée express", "Express Entry"),
    ("provincial-nominee", "Candidats des provinces", "Provincial nominees"),
    ("pal", "LAP", "PAL"),
    ("caq", "CAQ", "CAQ"),
    ("csq", "CSQ", "CSQ"),
    ("lmia", "EIMT", "LMIA"),
    ("language-tests", "Tests de langue", "Language tests"),
    ("credential-assessment", "Évaluation des diplômes", "Credential assessment"),
    ("proof-of-funds", "Preuve de fonds", "Proof of funds"),
    ("biometrics", "Biométrie", "Biometrics"),
    ("medical-exam", "Examen médical", "Medical exam"),
    ("police-certificate", "Certificat de police", "Police certificate"),
    ("translation", "Traduction", "Translation"),
    ("family", "Famille", "Family"),
    ("permanent-residence", "Résidence permanente", "Permanent residence"),
    ("citizenship", "Citoyenneté", "Citizenship"),
    ("start-up", "Créer une entreprise", "Starting a business"),
    ("housing", "Logement", "Housing"),
    ("banking", "Banque", "Banking"),
    ("health-cover", "Assurance maladie", "Health cover"),
    ("job-search", "Recherche d’emploi", "Job search"),
    ("quebec", "Québec", "Québec"),
    ("ontario", "Ontario", "Ontario"),
    ("atlantic", "Atlantique", "Atlantic Canada"),
    ("west", "Ouest", "Western Canada"),
    ("delays", "Délais", "Waiting times"),
    ("scam-alert", "Alerte arnaque", "Scam alert"),
)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    table = sa.table(
        "topics",
        sa.column("id", sa.Uuid()),
        sa.column("created_at", sa.DateTime(timezone=True)),
        sa.column("slug", sa.Text()),
        sa.column("name_fr", sa.Text()),
        sa.column("name_en", sa.Text()),
    )
    born = datetime(2026, 11, 27, tzinfo=UTC)
    op.bulk_insert(
        table,
        [
            {
                "id": uuid.uuid5(uuid.NAMESPACE_URL, f"capitune:topic:{slug}"),
                "created_at": born,
                "slug": slug,
                "name_fr": french,
                "name_en": english,
            }
            for slug, french, english in TOPICS
        ],
    )


def downgrade() -> None:
    op.execute("DELETE FROM topics")
