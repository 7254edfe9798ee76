"""The heaviest cases: a dossier of sixty documents in three hundred versions, a queue across two thousand,
a conversation of ten thousand messages.

Written in bulk, as volumes are: what is measured is how they are read.
"""

import uuid

from flask import Flask
from sqlalchemy import select, text

from bench import databases
from capitune import volumes
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers.models import Assignment, Document, Dossier
from capitune.dossiers.queries.cases import casing
from capitune.dossiers.queries.waits import queueing

ASKED, SENT = 60, 5  # documents of the long dossier, versions of each
QUEUED = 2_000  # dossiers of the reviewer
SAID = 10_000  # messages of the long conversation
# Of ten documents, one must be sent again; four are being checked and five are validated.
FATE = "CASE WHEN r.position % 10 = 0 THEN 'rejected' WHEN r.position % 10 < 5 THEN 'received' ELSE 'validated' END"
REFUSED = "La page 2 manque. Envoyez le document complet."

EMPTIED = "DELETE FROM requirements WHERE dossier_id = :dossier_id"
REQUIREMENTS = """
    INSERT INTO requirements (id, dossier_id, code, category, labels, help, necessity, is_triggered,
                              reviewer_role, sensitive, lead_days, position, status, created_at, updated_at)
    SELECT uuidv7(), :dossier_id, y.code || '_' || n, y.category, y.labels, y.help, 'required', false,
           'lead', y.sensitive, y.lead_days, n, 'required', now(), now()
    FROM generate_series(1, CAST(:asked AS integer)) AS n
    JOIN (SELECT *, row_number() OVER (ORDER BY code) - 1 AS rank, count(*) OVER () AS many
          FROM document_types) AS y ON y.rank = n % y.many
    """
VERSIONS = f"""
    INSERT INTO documents (id, file_id, dossier_id, requirement_id, uploaded_by_id, kind, number, status,
                           version, scan, storage_key, file_name, mime_type, size, pages, sha256,
                           created_at, superseded_at)
    SELECT v.id, first_value(v.id) OVER files, d.id, v.requirement_id, d.candidate_id, 'original', v.number,
           CASE WHEN v.number < :sent THEN 'rejected' ELSE v.fate END, 3, 'clean', 'bench/' || v.id,
           'document-' || v.position || '.pdf', 'application/pdf', 1200000, 3, decode(md5(v.id::text), 'hex'),
           now(), CASE WHEN v.number < :sent THEN now() END
    FROM dossiers AS d
    JOIN (SELECT uuidv7() AS id, r.dossier_id, r.id AS requirement_id, r.position, n AS number, {FATE} AS fate
          FROM generate_series(1, CAST(:sent AS integer)) AS n, requirements AS r
          WHERE r.dossier_id = :dossier_id) AS v ON v.dossier_id = d.id
    WHERE d.id = :dossier_id
    WINDOW files AS (PARTITION BY v.requirement_id ORDER BY v.number)
    """
STATUSES = f"UPDATE requirements AS r SET status = {FATE} WHERE dossier_id = :dossier_id"
REVIEWS = """
    INSERT INTO reviews (id, document_id, reviewer_id, decision, reasons, comment, created_at)
    SELECT uuidv7(), v.id, :reviewer_id, v.status,
           CASE WHEN v.status = 'rejected' THEN ARRAY['OTHER'] ELSE ARRAY[]::text[] END,
           CASE WHEN v.status = 'rejected' THEN :refused ELSE '' END, now()
    FROM documents AS v WHERE v.dossier_id = :dossier_id AND v.status IN ('rejected', 'validated')
    """
FIGURES = """
    UPDATE dossiers AS d
    SET counted_count = :asked, next_action = 'replace_document', next_step_id = NULL,
        next_requirement_id = (SELECT id FROM requirements
                               WHERE dossier_id = d.id AND status = 'rejected' ORDER BY position LIMIT 1),
        validated_count = (SELECT count(*) FROM requirements WHERE dossier_id = d.id AND status = 'validated')
    WHERE d.id = :dossier_id
    """
LONG = (EMPTIED, REQUIREMENTS, VERSIONS, STATUSES, REVIEWS, FIGURES)

TAKEN = """
    INSERT INTO assignments (id, dossier_id, professional_id, role, status, reason, created_at,
                             answered_at, takes_over, motive)
    SELECT uuidv7(), id, :reviewer_id, 'lead', 'active', '', now(), now(), false, ''
    FROM (SELECT id FROM dossiers WHERE number LIKE 'CAP-V-%' ORDER BY id DESC LIMIT :many) AS newest
    ON CONFLICT DO NOTHING
    """

# By turns, five minutes apart.
WRITTEN = """
    INSERT INTO messages (id, dossier_id, author_id, client_id, body, reply_expected, created_at)
    SELECT uuidv7(), d.id, CASE WHEN n % 2 = 0 THEN d.candidate_id ELSE a.professional_id END, uuidv7(),
           'Message ' || n || '. La page 3 est lisible, il manque le verso du relevé de notes.', false,
           now() - (CAST(:many AS integer) - n) * interval '5 minutes'
    FROM dossiers AS d
    CROSS JOIN LATERAL (SELECT professional_id FROM assignments
                        WHERE dossier_id = d.id AND status = 'active' ORDER BY id LIMIT 1) AS a
    CROSS JOIN generate_series((SELECT count(*)::integer + 1 FROM messages WHERE dossier_id = :dossier_id),
                               CAST(:many AS integer)) AS n
    WHERE d.id = :dossier_id ORDER BY n
    """
READ = """
    INSERT INTO message_seen (dossier_id, user_id, message_id, seen_at)
    SELECT DISTINCT ON (author_id) m.dossier_id, m.author_id, l.id, now()
    FROM messages AS m
    CROSS JOIN (SELECT id FROM messages WHERE dossier_id = :dossier_id ORDER BY id DESC LIMIT 1) AS l
    WHERE m.dossier_id = :dossier_id
    ON CONFLICT (dossier_id, user_id) DO UPDATE SET message_id = excluded.message_id
    """


def lengthen(dossier_id: uuid.UUID, reviewer_id: uuid.UUID) -> None:
    """The dossier asks for ``ASKED`` documents; each was sent ``SENT`` times and refused in between."""
    facts = {
        "dossier_id": dossier_id,
        "reviewer_id": reviewer_id,
        "asked": ASKED,
        "sent": SENT,
        "refused": REFUSED,
    }
    with unit_of_work():
        for statement in LONG:
            clause = text(statement)
            db.session.execute(clause, {name: facts[name] for name in clause.compile().params})


def hand_over(app: Flask, reviewer_id: uuid.UUID, many: int) -> None:
    """The newest ``many`` of the made-up dossiers are this professional's, too."""
    with app.app_context():
        with unit_of_work():
            db.session.execute(text(TAKEN), {"reviewer_id": reviewer_id, "many": many})
            mine = select(Assignment.dossier_id).where(Assignment.professional_id == reviewer_id)
            db.session.execute(queueing(Document.dossier_id.in_(mine)))
            db.session.execute(casing(Dossier.id.in_(mine)))
        volumes.tidy()
        databases.leave()


def converse(app: Flask, dossier_id: uuid.UUID, many: int) -> None:
    """The conversation of the dossier has ``many`` messages, all of them read."""
    with app.app_context():
        with unit_of_work():
            for statement in (WRITTEN, READ):
                clause = text(statement)
                facts = {"dossier_id": dossier_id, "many": many}
                db.session.execute(clause, {n: facts[n] for n in clause.compile().params})
        volumes.tidy()
        databases.leave()
