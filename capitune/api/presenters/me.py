"""One's own account and profile."""

from capitune.accounts.models import Project, User
from capitune.accounts.states import Goal
from capitune.api import shapes
from capitune.api.presenters.people import avatar_url, user
from capitune.professionals.completeness import Completeness
from capitune.professionals.models import Practice

NAMES = {"budget_cents": "budget"}


def me(
    person: User, project: Project | None, practice: Practice | None, complete: Completeness
) -> shapes.Me:
    """Everything one may read and change of oneself."""
    cents = project.budget_cents if project else None
    return {
        **user(person),
        "phone": person.phone,
        "province": practice.province if practice else person.province,
        "goals": [Goal(goal) for goal in project.goals] if project else [],
        "sector": project.sector if project else None,
        "budget": None if cents is None else {"amount_cents": cents, "currency": "CAD"},
        "organization": practice.organization if practice else None,
        "profession": practice.profession if practice else None,
        "domain": practice.domain if practice else None,
        "bio": practice.bio if practice else None,
        "years": practice.years if practice else None,
        "expertise": practice.expertise if practice else [],
        "languages": practice.languages if practice else [],
        "services": practice.services if practice else [],
        "portfolio": practice.portfolio if practice else [],
        "avatar_url": avatar_url(person),
        "completeness": {
            "percent": complete.percent,
            "missing": [NAMES.get(name, name) for name in complete.missing],
            "essential": [NAMES.get(name, name) for name in complete.essential],
        },
    }
