"""What is there of a person's profile, in one statement."""

import uuid

from sqlalchemy import bindparam, select

from capitune.accounts.models import Project, User
from capitune.core.reads import Read
from capitune.professionals.completeness import Completeness, judge
from capitune.professionals.models import Practice

FACTS = (
    select(
        User.role,
        User.phone,
        User.country,
        User.timezone,
        Project.goals,
        Project.sector,
        Project.budget_cents,
        Practice.bio,
        Practice.expertise,
        Practice.years,
        Practice.languages,
        Practice.services,
    )
    .select_from(User)
    .outerjoin(Project, Project.user_id == User.id)
    .outerjoin(Practice, Practice.user_id == User.id)
    .where(User.id == bindparam("key"))
)
READ = Read(FACTS)


def completeness_of(user_id: uuid.UUID | None) -> Completeness:
    """How complete this person's profile is (one statement)."""
    row = READ.first(key=user_id)
    return judge(row.role, row)
