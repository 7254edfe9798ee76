"""What people say of themselves."""

import uuid

from sqlalchemy import select

from capitune.accounts.models import Project
from capitune.core.db import db


def project_of(user_id: uuid.UUID) -> Project | None:
    """The project of this candidate, if they said anything of it."""
    return db.session.scalar(select(Project).where(Project.user_id == user_id))
