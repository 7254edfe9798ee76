"""Volumes of made-up people and dossiers, to measure with. Written in bulk: no history, no files.

Raw SQL on purpose: a million rows through the services would take a day and measure the services.
"""

from dataclasses import dataclass

from sqlalchemy import text, true

from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers.queries.cases import casing
from capitune.dossiers.queries.waits import queueing

# What cannot be a real hash: nobody signs in to a made-up account.
NO_PASSWORD = "!"  # noqa: S105
# Every fiftieth person is a verified professional.
ONE_IN = 50

PEOPLE = """
    INSERT INTO users (id, email, email_key, password_hash, role, first_name, last_name, country,
                       language, standing, email_verified_at, licence_scopes, authz_version, is_demo,
                       created_at, updated_at)
    SELECT uuidv7(), k, k, :no_password,
           CASE WHEN n % :one_in = 0 THEN 'professional' ELSE 'candidate' END,
           'Volume', 'N' || n, 'SN', 'fr', 'active', now(),
           CASE WHEN n % :one_in = 0 THEN ARRAY['federal', 'immigration'] ELSE ARRAY[]::text[] END, 1, true,
           now(), now()
    FROM (SELECT n, 'volume-' || n || '@volume.example' AS k
          FROM generate_series(1, CAST(:users AS integer)) AS n) AS made
    ON CONFLICT (email_key) DO NOTHING
    """
RANKED = """
    CREATE TEMPORARY TABLE ranked ON COMMIT DROP AS
    SELECT id, role, row_number() OVER (PARTITION BY role ORDER BY id) - 1 AS rank
    FROM users WHERE password_hash = :no_password
    """
DOSSIERS = """
    INSERT INTO dossiers (id, number, candidate_id, template_id, family, title, description, stage,
                          started_at, validated_count, counted_count, next_action, version,
                          created_at, updated_at)
    SELECT uuidv7(), 'CAP-V-' || lpad(n::text, 8, '0'), c.id, t.id, t.family,
           (t.labels->>'fr') || ', ' || n, '', 'active', now(), 0,
           CASE WHEN :thin THEN 1 ELSE r.counted END, 'provide_document', 1, now(), now()
    FROM generate_series(1, CAST(:dossiers AS integer)) AS n
    JOIN LATERAL (SELECT id, labels, family FROM templates
                  WHERE code = 'ETU-ROC' ORDER BY version DESC LIMIT 1) AS t ON true
    JOIN LATERAL (SELECT count(*) AS counted FROM template_requirements
                  WHERE template_id = t.id AND necessity = 'required') AS r ON true
    JOIN ranked AS c ON c.role = 'candidate'
      AND c.rank = n % (SELECT count(*) FROM ranked WHERE role = 'candidate')
    ON CONFLICT (number) DO NOTHING
    """
NEW = """
    CREATE TEMPORARY TABLE new_dossiers ON COMMIT DROP AS
    SELECT d.id, d.template_id, d.candidate_id, row_number() OVER (ORDER BY d.id) AS n
    FROM dossiers AS d
    WHERE d.number LIKE 'CAP-V-%'
      AND NOT EXISTS (SELECT FROM requirements AS r WHERE r.dossier_id = d.id)
    """
ASKED = """
    CREATE TEMPORARY TABLE asked ON COMMIT DROP AS
    SELECT *, row_number() OVER kinds - 1 AS rank,
           count(*) OVER (PARTITION BY template_id, necessity) AS many
    FROM template_requirements
    WINDOW kinds AS (PARTITION BY template_id, necessity ORDER BY position)
    """
REQUIREMENTS = """
    INSERT INTO requirements (id, dossier_id, code, category, labels, help, necessity, is_triggered,
                              reviewer_role, sensitive, lead_days, position, status, created_at, updated_at)
    SELECT uuidv7(), d.id, y.code, y.category, y.labels, y.help, r.necessity, false, y.reviewer_role,
           y.sensitive, y.lead_days, r.position, 'required', now(), now()
    FROM new_dossiers AS d
    JOIN asked AS r ON r.template_id = d.template_id
      AND (NOT :thin OR r.necessity = 'required' AND r.rank = d.n % r.many)
    JOIN document_types AS y ON y.id = r.document_type_id
    """
STEPS = """
    INSERT INTO steps (id, dossier_id, code, labels, owner, starts_on, target_on, completes_with,
                       position, created_at)
    SELECT uuidv7(), d.id, s.code, s.labels, s.owner, current_date + s.offset_days,
           current_date + s.offset_days + s.duration_days, s.completes_with, s.position, now()
    FROM new_dossiers AS d JOIN template_steps AS s ON s.template_id = d.template_id
    WHERE NOT :thin
    """
ASSIGNMENTS = """
    INSERT INTO assignments (id, dossier_id, professional_id, role, status, reason, created_at,
                             answered_at, takes_over, motive)
    SELECT uuidv7(), d.id, p.id, 'lead', 'active', '', now(), now(), false, ''
    FROM new_dossiers AS d JOIN ranked AS p ON p.role = 'professional'
      AND p.rank = d.n % (SELECT count(*) FROM ranked WHERE role = 'professional')
    """
# One version sent, each time for another of the documents asked for, waiting for the professional.
DOCUMENTS = """
    INSERT INTO documents (id, file_id, dossier_id, requirement_id, uploaded_by_id, kind, number, status,
                           version, scan, storage_key, file_name, mime_type, size, pages, sha256,
                           created_at)
    SELECT v.id, v.id, d.id, r.id, d.candidate_id, 'original', 1, 'received', 2, 'clean',
           'volume/' || r.id, 'volume.pdf', 'application/pdf', 100000, 1, '\\x00', now()
    FROM new_dossiers AS d
    JOIN asked AS a ON a.template_id = d.template_id AND a.necessity = 'required' AND a.rank = d.n % a.many
    JOIN requirements AS r ON r.dossier_id = d.id AND r.position = a.position
    CROSS JOIN LATERAL (SELECT uuidv7() AS id WHERE r.id IS NOT NULL) AS v
    """
RECEIVED = """
    UPDATE requirements AS r SET status = 'received'
    FROM documents AS v JOIN new_dossiers AS d ON d.id = v.dossier_id WHERE r.id = v.requirement_id
    """
NEXT = """
    UPDATE dossiers AS d SET next_requirement_id = r.id
    FROM new_dossiers AS n
    JOIN LATERAL (SELECT id FROM requirements
                  WHERE dossier_id = n.id AND necessity = 'required' AND status = 'required'
                  ORDER BY lead_days DESC, position LIMIT 1) AS r ON true
    WHERE d.id = n.id
    """
# A temporary table has no statistics until it is asked to: without them each join is a nested loop.
BULK = (
    PEOPLE,
    RANKED,
    "ANALYZE ranked",
    DOSSIERS,
    NEW,
    "ANALYZE new_dossiers",
    ASKED,
    "ANALYZE asked",
    REQUIREMENTS,
    STEPS,
    ASSIGNMENTS,
    DOCUMENTS,
    RECEIVED,
    NEXT,
)

QUEUES, PIPELINES = queueing(true()), casing(true())


@dataclass(frozen=True, slots=True)
class Volume:
    """How many there should be in all.

    ``thin``: a new dossier asks for one document, of a type of its turn, and has no steps; as much as the
    queues read, at a fifteenth of the rows.
    """

    users: int
    dossiers: int
    thin: bool = False


def load(volume: Volume) -> None:
    """Bring the made-up people and dossiers up to ``volume``; what is there already stays.

    Each dossier has its requirements and steps, a professional, and one version that waits for a
    decision. Needs the catalogue (``seed catalogue``) and PostgreSQL 18.
    """
    facts = {
        "users": volume.users,
        "dossiers": volume.dossiers,
        "no_password": NO_PASSWORD,
        "one_in": ONE_IN,
        "thin": volume.thin,
    }
    with unit_of_work():
        db.session.execute(text("SET LOCAL statement_timeout = 0"))
        for statement in BULK:
            clause = text(statement)
            known = clause.compile().params
            db.session.execute(clause, {name: facts[name] for name in known})
        db.session.execute(QUEUES)
        db.session.execute(PIPELINES)
    tidy()


def tidy() -> None:
    """Statistics and visibility, as a database in use has them."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SET statement_timeout = 0"))
        connection.execute(text("VACUUM ANALYZE"))
        connection.execute(text("RESET statement_timeout"))
