"""The SQL of the floor, written by hand."""

_PERSON = """
    SELECT u.id, u.first_name, u.last_name, u.timezone, u.licence_scopes, u.role,
           (SELECT count(*) FROM notifications WHERE user_id = u.id AND place = 'shown' AND read_at IS NULL) AS unread
    FROM {opened} AS s JOIN users AS u ON u.id = s.user_id
    WHERE {key} AND s.ended_at IS NULL AND s.expires_at > now()
      AND s.last_seen_at > now() - interval '7 days' AND s.authz_version = u.authz_version
      AND u.standing = 'active' AND u.email_verified_at IS NOT NULL AND u.role = {role}
    """
CANDIDATE = _PERSON.format(
    opened="web_sessions", key="s.secret_hash = %(secret_hash)s", role="'candidate'"
)
PROFESSIONAL = _PERSON.format(
    opened="token_families",
    key="s.id = %(family_id)s AND s.user_id = %(user_id)s AND s.authz_version = %(version)s",
    role="'professional' AND u.licence_scopes <> '{}'"
    " AND (u.licence_until IS NULL OR u.licence_until > now())",
)
REVIEWER = _PERSON.format(
    opened="web_sessions", key="s.secret_hash = %(secret_hash)s", role="'professional'"
)
ANYBODY = _PERSON.format(
    opened="web_sessions",
    key="s.secret_hash = %(secret_hash)s",
    role="ANY ('{candidate,professional}')",
)
DOSSIER = """
    SELECT d.id, d.number, d.title, d.description, d.stage, d.archived_at, d.started_at,
           d.planned_submission_on, d.validated_count, d.counted_count
    FROM dossiers AS d WHERE d.id = %(dossier_id)s AND d.candidate_id = %(person_id)s
    """
TEAM = """
    SELECT a.id, a.role, a.answered_at, u.id AS user_id, u.first_name, u.last_name
    FROM assignments AS a JOIN users AS u ON u.id = a.professional_id
    WHERE a.dossier_id = %(dossier_id)s AND a.status = 'active' ORDER BY a.id
    """
REQUIREMENTS = """
    SELECT id, category, labels->>'fr' AS label, necessity, is_triggered, lead_days, position, status
    FROM requirements WHERE dossier_id = %(dossier_id)s ORDER BY position
    """
VERSIONS = """
    SELECT v.id, v.requirement_id, v.kind, v.number, v.status, v.scan, v.file_name, v.size, v.pages,
           v.created_at, v.superseded_at, r.comment, r.created_at AS decided_at,
           w.id AS reviewer_id, w.first_name, w.last_name,
           (SELECT array_agg(labels->>'fr' ORDER BY position) FROM rejection_reasons
            WHERE code = ANY (r.reasons)) AS reasons
    FROM documents AS v
    LEFT JOIN reviews AS r ON r.document_id = v.id AND r.ended_at IS NULL
    LEFT JOIN users AS w ON w.id = r.reviewer_id
    WHERE v.dossier_id = %(dossier_id)s AND v.deleted_at IS NULL ORDER BY v.id DESC
    """
WAITING = """
    SELECT count(*) FILTER (WHERE r.status IN ('rejected', 'required')
             AND (r.status = 'rejected' OR r.necessity = 'required' OR r.is_triggered)) AS count,
           count(*) FILTER (WHERE r.status = 'rejected') AS rejected
    FROM requirements AS r JOIN dossiers AS d ON d.id = r.dossier_id
    WHERE d.candidate_id = %(person_id)s AND d.archived_at IS NULL
    """
DOSSIERS = """
    SELECT d.id, d.number, d.title, d.description, d.family, d.stage, d.archived_at, d.started_at,
           d.planned_submission_on, d.created_at, d.updated_at, d.version, d.validated_count,
           d.counted_count, d.next_action, d.next_requirement_id, d.next_step_id, d.next_step_on,
           r.labels->>'fr' AS next_requirement, s.labels->>'fr' AS next_step,
           t.code AS template_code, t.labels->>'fr' AS template_title,
           d.candidate_id, u.first_name, u.last_name
    FROM dossiers AS d
    JOIN templates AS t ON t.id = d.template_id
    JOIN users AS u ON u.id = d.candidate_id
    LEFT JOIN requirements AS r ON r.id = d.next_requirement_id
    LEFT JOIN steps AS s ON s.id = d.next_step_id
    WHERE d.id IN (SELECT dossier_id FROM assignments
                   WHERE professional_id = %(person_id)s AND status = 'active')
    ORDER BY d.id DESC LIMIT 21
    """
TEAMS = """
    SELECT a.dossier_id, a.role, u.id, u.first_name, u.last_name
    FROM assignments AS a JOIN users AS u ON u.id = a.professional_id
    WHERE a.dossier_id = ANY (%(ids)s) AND a.status = 'active' ORDER BY a.id
    """
_MINE = "professional_id = %(person_id)s AND needs = ANY (%(met)s)"
QUEUE = f"""
    SELECT document_id AS id, dossier_id, dossier_number AS dossier, candidate_first_name AS first_name,
           candidate_last_name AS last_name, labels->>'fr' AS label, kind, number, sent_at AS created_at
    FROM review_waits WHERE {_MINE} ORDER BY document_id LIMIT 21
    """
WAITS = f"SELECT count(*) AS many FROM (SELECT 1 FROM review_waits WHERE {_MINE} LIMIT 100) AS w"
TYPES = f"""
    SELECT code, labels->>'fr' AS label FROM document_types AS t
    WHERE EXISTS (SELECT 1 FROM review_waits WHERE code = t.code AND {_MINE}) ORDER BY category, code
    """
NEWEST = """
    SELECT d.id, d.number, d.title, d.planned_submission_on, d.validated_count, d.counted_count,
           d.next_action, d.next_requirement_id
    FROM dossiers AS d WHERE d.candidate_id = %(person_id)s
    ORDER BY d.archived_at IS NOT NULL, d.id DESC LIMIT 1
    """
REFUSED = """
    SELECT v.requirement_id, q.labels->>'fr' AS label, r.comment, w.id AS reviewer_id, w.first_name, w.last_name,
           (SELECT array_agg(labels->>'fr' ORDER BY position) FROM rejection_reasons
            WHERE code = ANY (r.reasons)) AS reasons
    FROM documents AS v
    JOIN requirements AS q ON q.id = v.requirement_id AND q.status = 'rejected'
    JOIN reviews AS r ON r.document_id = v.id AND r.ended_at IS NULL AND r.decision = 'rejected'
    JOIN users AS w ON w.id = r.reviewer_id
    WHERE v.dossier_id = %(dossier_id)s AND v.deleted_at IS NULL AND v.superseded_at IS NULL ORDER BY q.position
    """
STEPS = """
    SELECT labels->>'fr' AS label, target_on, done_at, target_on >= current_date AS is_ahead
    FROM steps WHERE dossier_id = %(dossier_id)s ORDER BY position
    """
NEWS = """
    SELECT kind, url, created_at FROM notifications
    WHERE user_id = %(person_id)s AND place = 'shown' ORDER BY id DESC LIMIT 4
    """
_CASES = "professional_id = %(person_id)s AND archived_at IS NULL"
STAGES = f"SELECT stage, count(*) FROM caseload WHERE {_CASES} GROUP BY stage"
CLIENTS = f"""
    SELECT dossier_id AS id, title, candidate_first_name AS first_name, candidate_last_name AS last_name,
           validated_count, counted_count, next_requirement_labels->>'fr' AS next_requirement,
           next_step_labels->>'fr' AS next_step
    FROM caseload WHERE {_CASES} ORDER BY due_on, dossier_id LIMIT 5
    """
_CASE = """
    SELECT c.dossier_id AS id, c.number, c.title, c.stage, c.candidate_first_name AS first_name,
           c.candidate_last_name AS last_name, c.validated_count, c.counted_count, c.due_on,
           c.next_requirement_labels->>'fr' AS next_requirement, c.next_step_labels->>'fr' AS next_step,
           (SELECT count(*) FROM (
                SELECT 1 FROM messages AS m
                WHERE m.dossier_id = c.dossier_id AND m.author_id <> %(person_id)s AND m.withdrawn_at IS NULL
                  AND m.id > coalesce((SELECT message_id FROM message_seen AS s
                                       WHERE s.dossier_id = c.dossier_id AND s.user_id = %(person_id)s),
                                      '00000000-0000-0000-0000-000000000000')
                LIMIT 100) AS fresh) AS unread
    FROM caseload AS c WHERE c.professional_id = %(person_id)s AND c.archived_at IS NULL
    """
LIST = f"{_CASE} ORDER BY c.due_on, c.dossier_id LIMIT 21"
BOARD = " UNION ALL ".join(
    f"({_CASE} AND c.stage = '{stage}' ORDER BY c.due_on, c.dossier_id LIMIT 20)"
    for stage in ("prospect", "interested", "active", "validated")
)
OWN_ORDER = """
    SELECT id, name, 'tag' AS kind FROM dossier_tags WHERE user_id = %(person_id)s
    UNION ALL SELECT id, name, 'view' FROM saved_views WHERE user_id = %(person_id)s ORDER BY 3, 2
    """
WAITS_IN = f"""
    SELECT dossier_id, count(*) AS many FROM review_waits
    WHERE {_MINE} AND dossier_id = ANY (%(ids)s) GROUP BY dossier_id
    """
WEEK = f"""
    SELECT c.due_on AS target_on, s.labels->>'fr' AS label, c.dossier_id, c.number, c.candidate_first_name,
           c.candidate_last_name
    FROM (SELECT * FROM caseload WHERE {_CASES} AND due_on >= current_date AND due_on < current_date + 7
          ORDER BY due_on, dossier_id LIMIT 6) AS c
    JOIN steps AS s ON s.dossier_id = c.dossier_id AND s.target_on = c.due_on AND s.done_at IS NULL
    ORDER BY c.due_on, s.id
    """
LATE = f"""
    SELECT count(*) AS many FROM (SELECT 1 FROM caseload WHERE {_CASES} AND due_on < current_date LIMIT 100) AS l
    """
FIGURES = """
    SELECT count(*) FILTER (WHERE r.decision = 'validated' AND r.ended_at IS NULL
             AND r.created_at >= date_trunc('month', now())) AS validated,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM r.created_at - v.created_at)) AS seconds
    FROM reviews AS r JOIN documents AS v ON v.id = r.document_id
    WHERE r.reviewer_id = %(person_id)s AND r.created_at >= now() - interval '90 days'
    """
# The last thirty messages of a conversation, each with who wrote it and who has read it.
TALK = """
    SELECT m.id, m.created_at, m.author_id, m.client_id, m.body, m.reply_expected, m.answered_at, m.withdrawn_at,
           u.first_name, u.last_name,
           (SELECT string_agg(r.first_name, ', ') FROM message_seen AS s JOIN users AS r ON r.id = s.user_id
            WHERE s.dossier_id = m.dossier_id AND s.message_id >= m.id AND s.user_id <> m.author_id) AS seen
    FROM messages AS m JOIN users AS u ON u.id = m.author_id
    WHERE m.dossier_id = %(dossier_id)s ORDER BY m.id DESC LIMIT 31
    """
FILES = """
    SELECT id, message_id, file_name, size, scan FROM message_files
    WHERE dossier_id = %(dossier_id)s AND message_id >= %(first)s AND deleted_at IS NULL
    """
UNREAD = """
    SELECT count(*) AS unread FROM (
        SELECT 1 FROM messages
        WHERE dossier_id = %(dossier_id)s AND author_id <> %(person_id)s AND withdrawn_at IS NULL
          AND id > coalesce((SELECT message_id FROM message_seen
                             WHERE dossier_id = %(dossier_id)s AND user_id = %(person_id)s),
                            '00000000-0000-0000-0000-000000000000')
        LIMIT 100) AS fresh
    """
