"""Rows by the million: people, dossiers, acts, letters and posts, written straight into their tables.

No trigger runs: the chain of the audit log over a million acts would measure itself. Nothing here is ever shown to
a person.
"""

from flask import Flask
from sqlalchemy import text

from bench import databases
from capitune.core.work import unit_of_work
from capitune.extensions import db

# As they come in: each table in the order of time. A year, so that a period is a part of it. Each filter finds a full page among a thousand rows as among a million:
# what is compared is then the same work.
PEOPLE = """
    INSERT INTO users (id, email, email_key, password_hash, role, first_name, last_name, country, language,
                       standing, email_verified_at, licence_scopes, authz_version, is_demo, created_at, updated_at)
    SELECT uuidv7('-365 days'::interval + at), k, k, '!', role, 'Prénom' || n % 5000, CASE WHEN n = 500 THEN 'Zébulon' ELSE 'Nom' || n END,
           (ARRAY['SN', 'CM', 'MA', 'FR', 'CI', 'BJ', 'IN', 'DZ'])[1 + n % 8], CASE WHEN n % 7 = 0 THEN 'en' ELSE 'fr' END,
           CASE WHEN n % 20 = 7 THEN 'suspended' ELSE 'active' END, now(), '{}', 1, false,
           now() - '365 days'::interval + at, now()
    FROM (SELECT n, 'row-' || n || '@rows.example' AS k, '364 days'::interval * n / :rows AS at,
                 CASE WHEN n % 20 = 1 THEN 'moderator' WHEN n % 5 = 0 THEN 'professional' ELSE 'candidate' END AS role
          FROM generate_series(1, CAST(:rows AS integer)) AS n) AS made
"""
DOSSIERS = """
    INSERT INTO dossiers (id, number, candidate_id, template_id, family, title, description, stage, started_at,
                          validated_count, counted_count, next_action, version, created_at, updated_at)
    SELECT uuidv7(u.created_at - now()), 'CAP-2025-' || lpad(n::text, 7, '0'), u.id, t.id, t.family, 'Dossier ' || n, '',
           (ARRAY['prospect', 'interested', 'active', 'validated'])[1 + n % 4], u.created_at, 0, 10,
           'provide_document', 1, u.created_at, now()
    FROM (SELECT id, created_at, row_number() OVER (ORDER BY id) AS n FROM users WHERE role = 'candidate') AS u
    JOIN LATERAL (SELECT id, family FROM templates WHERE u.n > 0 ORDER BY code LIMIT 1) AS t ON true
    LIMIT :rows
"""
CASES = """
    INSERT INTO desk_cases (dossier_id, family, template_code, stage, country, archived_at, turn, turn_since,
                            step_on, review_since, due_on, professionals, number, created_at, template_id,
                            candidate_id, candidate_first_name, candidate_last_name, last_act_at)
    SELECT d.id, d.family, t.code, d.stage, u.country, CASE WHEN n % 20 = 0 THEN now() END,
           (ARRAY['candidate', 'professional', 'authority', 'nobody'])[1 + n % 4], d.created_at, NULL,
           CASE WHEN n % 10 = 0 THEN d.created_at END, current_date - 300 + (n % 600)::integer, (n % 3)::integer,
           d.number, d.created_at, d.template_id, d.candidate_id, u.first_name, u.last_name, d.created_at
    FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM dossiers) AS d
    JOIN templates AS t ON t.id = d.template_id JOIN users AS u ON u.id = d.candidate_id
    ORDER BY d.id
"""
ACTS = """
    INSERT INTO audit_events (id, created_at, at, act, actor_id, actor_name, actor_role, door, subject_type,
                              subject_id, context_id, data)
    SELECT uuidv7(u.created_at - now()), u.created_at, u.created_at, a.act, u.id, '', u.role, 'web', a.kind, u.id, NULL, '{}'
    FROM (SELECT id, role, created_at, row_number() OVER (ORDER BY id) AS n FROM users) AS u
    JOIN (VALUES (0, 'session.opened', 'session'), (1, 'account.edited', 'user'), (2, 'document.sent', 'document'),
                 (3, 'message.sent', 'message'), (4, 'account.suspended', 'user')) AS a (place, act, kind)
      ON a.place = CASE WHEN u.n % 20 = 3 THEN 4 ELSE u.n % 4 END
"""
MAILS = """
    INSERT INTO mails (id, user_id, letter, state, state_at, reason, created_at)
    SELECT uuidv7(u.created_at - now()), u.id, (ARRAY['code', 'welcome', 'digest', 'message'])[1 + n % 4],
           CASE WHEN n % 20 = 9 THEN 'bounced' ELSE 'delivered' END, u.created_at, '', u.created_at
    FROM (SELECT id, created_at, row_number() OVER (ORDER BY id) AS n FROM users) AS u
"""
POSTS = """
    INSERT INTO posts (id, created_at, author_id, status, category, language, title, body, body_html, excerpt,
                       render_version, place, published_at, reason, version, updated_at)
    SELECT uuidv7(at), now() + at, authors[1 + n % cardinality(authors)], 'published',
           (ARRAY['studies', 'work', 'business', 'budget', 'documents', 'testimonials'])[1 + n % 6], 'fr',
           'Question numéro ' || n || ' sur les documents', 'Quels papiers faut-il pour le ' || n || ' ?'
           || CASE WHEN n % 40 = 0 THEN ' Une apostille peut-être.' ELSE '' END, '<p>Quels papiers ?</p>', '', 1,
           uuidv7(at), now() + at, '', 1, now() + at
    FROM (SELECT n, '364 days'::interval * n / :rows - '365 days'::interval AS at
          FROM generate_series(1, CAST(:rows AS integer)) AS n) AS made,
         (SELECT array_agg(id) AS authors FROM users WHERE role = 'professional') AS who
"""
STATS = """
    INSERT INTO post_stats (post_id, category, place, likes, comments, hot)
    SELECT id, category, place, n % 50, n % 7, log(1 + n % 50) + extract(epoch FROM published_at) / 79200
    FROM (SELECT *, row_number() OVER (ORDER BY place) AS n FROM posts) AS p
"""
TAGS = """
    INSERT INTO post_tags (post_id, topic_id, place)
    SELECT p.id, topics[1 + (n * step) % cardinality(topics)], p.place
    FROM (SELECT id, place, row_number() OVER (ORDER BY place) AS n FROM posts) AS p,
         (SELECT array_agg(id ORDER BY slug) AS topics FROM topics) AS t, (VALUES (1), (7), (11)) AS s (step)
    ON CONFLICT DO NOTHING
"""
BORNE = """
    UPDATE posts SET tags = b.slugs FROM (SELECT p.post_id, array_agg(t.slug ORDER BY t.slug) AS slugs
        FROM post_tags AS p JOIN topics AS t ON t.id = p.topic_id GROUP BY p.post_id) AS b
    WHERE posts.id = b.post_id
"""
TABLES = (
    "users",
    "dossiers",
    "desk_cases",
    "audit_events",
    "mails",
    "posts",
    "post_stats",
    "post_tags",
)


def fill(app: Flask, rows: int) -> None:
    """That many people, and as many of the rest; then what the planner knows of them."""
    with app.app_context():
        with unit_of_work():
            db.session.execute(text("SET LOCAL session_replication_role = replica"))
            db.session.execute(text("SET LOCAL statement_timeout = 0"))
            for statement in (PEOPLE, DOSSIERS, CASES, ACTS, MAILS, POSTS, STATS, TAGS, BORNE):
                db.session.execute(text(statement), {"rows": rows} if ":rows" in statement else {})
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("SET statement_timeout = 0"))
            for table in TABLES:
                connection.execute(text(f"VACUUM ANALYZE {table}"))
        databases.leave()
