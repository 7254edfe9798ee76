"""Who accompanies each dossier of a list, in the list's own statement."""

from sqlalchemy import JSON, func, literal_column, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from capitune.accounts.models import User
from capitune.dossiers.models import Assignment
from capitune.dossiers.queries.audiences import AnySelect
from capitune.dossiers.states import AssignmentStatus


def with_team(listed: AnySelect) -> AnySelect:
    """``listed`` (with an ``id``, newest first), and a column ``team``: who accompanies each now, as objects
    with ``id``, ``first_name``, ``last_name`` and ``role``; None for nobody.

    The list comes first, so that people are looked up once, not once for each row.
    """
    page = listed.cte("page")
    member = func.json_build_object(
        literal_column("'id'"),
        User.id,
        literal_column("'first_name'"),
        User.first_name,
        literal_column("'last_name'"),
        User.last_name,
        literal_column("'role'"),
        Assignment.role,
    )
    teams = (
        select(
            Assignment.dossier_id,
            func.json_agg(aggregate_order_by(member, Assignment.id), type_=JSON).label("team"),
        )
        .join(User, User.id == Assignment.professional_id)
        .where(
            Assignment.dossier_id.in_(select(page.c.id)),
            Assignment.status == AssignmentStatus.ACTIVE,
        )
        .group_by(Assignment.dossier_id)
        .subquery("teams")
    )
    return (
        select(*page.c, teams.c.team)
        .outerjoin(teams, teams.c.dossier_id == page.c.id)
        .order_by(page.c.id.desc())
    )
