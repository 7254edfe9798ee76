"""How each figure is counted: one statement, which writes its rows.

``start`` is within and ``end`` is not (moments); ``first_id`` and ``end_id`` are the same as keys of the audit log.
Each is written once; days are those of ``zone``.
"""

from sqlalchemy import TextClause, text

from capitune.analytics.states import Figure, Reach
from capitune.audit.acts import Act
from capitune.dossiers.states import Decision, Stage

SLICES = (
    "LATERAL (VALUES (''), ('role:' || u.role), ('country:' || coalesce(u.country, '')),"
    " ('language:' || u.language)) AS c(cut)"
)
MEMBERS = "u.role IN ('candidate', 'professional')"


def _day(moment: str) -> str:
    return f"({moment} AT TIME ZONE :zone)::date"


def _within(moment: str) -> str:
    return f"{moment} >= :start AND {moment} < :end"


def _count(figure: Figure, body: str, *, moment: str, cut: str = "''", of: str = "*") -> TextClause:
    # Every part is a literal of this module.
    return text(
        "INSERT INTO analytics_figures (figure, day, cut, value)"
        f" SELECT '{figure.value}', {_day(moment)}, {cut}, count({of}) {body} GROUP BY 2, 3"
    )


def _hours(since: str, until: str) -> str:
    spent = f"floor(extract(epoch FROM {until} - {since}) / 3600)"
    return f"lpad(least(greatest({spent}, 0), :most_hours)::text, 4, '0')"


def _days(since: str, until: str) -> str:
    spent = f"floor(extract(epoch FROM {until} - {since}) / 86400)"
    return f"lpad(least(greatest({spent}, 0), :most_days)::text, 3, '0')"


_STAGED = f"FROM audit_events e WHERE e.act = '{Act.DOSSIER_STAGED.value}' AND e.id >= :first_id AND e.id < :end_id"
_DECIDED = "FROM reviews r WHERE r.decision = '{}' AND " + _within("r.created_at")
_FIRST_DECISION = (
    "NOT EXISTS (SELECT FROM reviews b WHERE b.document_id = r.document_id"
    " AND (b.created_at, b.id) < (r.created_at, r.id))"
)
_BEFORE = (
    "LATERAL (SELECT coalesce(max(p.at), d.created_at) AS since FROM audit_events p"  # noqa: S608
    f" WHERE p.context_id = e.context_id AND p.id < e.id AND p.act = '{Act.DOSSIER_STAGED.value}') AS b"
)

COUNTS = (
    _count(
        Figure.SIGN_UPS,
        f"FROM users u CROSS JOIN {SLICES} WHERE {MEMBERS} AND {_within('u.created_at')}",
        moment="u.created_at",
        cut="c.cut",
    ),
    _count(
        Figure.VERIFIED,
        f"FROM users u CROSS JOIN {SLICES} WHERE {MEMBERS} AND {_within('u.email_verified_at')}"
        " AND (c.cut = '' OR c.cut LIKE 'role:%')",
        moment="u.email_verified_at",
        cut="c.cut",
    ),
    _count(
        Figure.OPENED,
        "FROM dossiers d CROSS JOIN LATERAL (VALUES (''), ('family:' || d.family)) AS c(cut)"
        f" WHERE {_within('d.created_at')}",
        moment="d.created_at",
        cut="c.cut",
    ),
    _count(
        Figure.COMPLETED,
        f"{_STAGED} AND e.data->>'to' = '{Stage.VALIDATED.value}'",
        moment="e.at",
        of="DISTINCT e.context_id",
    ),
    _count(Figure.SENT, f"FROM documents d WHERE {_within('d.created_at')}", moment="d.created_at"),
    _count(Figure.ACCEPTED, _DECIDED.format(Decision.VALIDATED.value), moment="r.created_at"),
    _count(Figure.REJECTED, _DECIDED.format(Decision.REJECTED.value), moment="r.created_at"),
    _count(
        Figure.CONTACTS,
        f"FROM contact_requests r WHERE {_within('r.created_at')}",
        moment="r.created_at",
    ),
    _count(
        Figure.ACTIVE,
        f"FROM audit_events e JOIN users u ON u.id = e.actor_id CROSS JOIN {SLICES}"
        f" WHERE {MEMBERS} AND e.id >= :first_id AND e.id < :end_id",
        moment="e.at",
        cut="c.cut",
        of="DISTINCT e.actor_id",
    ),
    _count(
        Figure.REVIEW_HOURS,
        f"FROM reviews r JOIN documents d ON d.id = r.document_id WHERE {_within('r.created_at')}"
        f" AND {_FIRST_DECISION}",
        moment="r.created_at",
        cut=_hours("d.created_at", "r.created_at"),
    ),
    _count(
        Figure.ANSWER_HOURS,
        f"FROM contact_requests r WHERE {_within('r.answered_at')}",
        moment="r.answered_at",
        cut=_hours("r.created_at", "r.answered_at"),
    ),
    _count(
        Figure.STAGE_DAYS,
        _STAGED.replace(
            "WHERE", f"JOIN dossiers d ON d.id = e.context_id CROSS JOIN {_BEFORE} WHERE"
        ),
        moment="e.at",
        cut=f"(e.data->>'from') || ':' || {_days('b.since', 'e.at')}",
    ),
)
STAGES = text(
    "INSERT INTO analytics_figures (figure, day, cut, value)"  # noqa: S608 a literal
    f" SELECT '{Figure.IN_STAGE.value}', :last, stage, count(*) FROM dossiers"
    " WHERE archived_at IS NULL GROUP BY stage"
)
# Each step includes the ones before it, so that the funnel only narrows.
COHORTS = text(
    "INSERT INTO analytics_figures (figure, day, cut, value)"  # noqa: S608 literals
    f" SELECT '{Figure.REACHED.value}', day, c.cut, count(*) FROM ("
    f"  SELECT {_day('u.created_at')} AS day,"
    "   CASE WHEN u.email_verified_at IS NULL THEN 0 WHEN NOT f.opened THEN 1 WHEN NOT f.sent THEN 2"
    "        WHEN NOT f.accepted THEN 3 WHEN NOT f.completed THEN 4 ELSE 5 END AS far"
    "  FROM users u CROSS JOIN LATERAL (SELECT"
    "    EXISTS (SELECT FROM dossiers d WHERE d.candidate_id = u.id) AS opened,"
    "    EXISTS (SELECT FROM dossiers d JOIN documents v ON v.dossier_id = d.id WHERE d.candidate_id = u.id) AS sent,"
    "    EXISTS (SELECT FROM dossiers d JOIN documents v ON v.dossier_id = d.id WHERE d.candidate_id = u.id"
    f"            AND v.status = '{Decision.VALIDATED.value}') AS accepted,"
    f"    EXISTS (SELECT FROM dossiers d WHERE d.candidate_id = u.id AND d.stage = '{Stage.VALIDATED.value}') AS completed"
    f"  ) AS f WHERE u.role = 'candidate' AND {_within('u.created_at')}) AS people"
    " JOIN (VALUES "
    + ", ".join(f"({rank}, '{reach.value}')" for rank, reach in enumerate(Reach, 1))
    + ") AS c(rank, cut) ON c.rank <= far GROUP BY 2, 3"
)
