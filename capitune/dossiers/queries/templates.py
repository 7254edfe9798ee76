"""Templates as records, for the acts that copy or renew them."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from capitune.core.db import db
from capitune.dossiers.conditions import Question, questions_for
from capitune.dossiers.models import Dossier, Requirement, Template, TemplateRequirement

WHOLE = (
    select(Template)
    .options(
        selectinload(Template.requirements).selectinload(TemplateRequirement.document_type),
        selectinload(Template.steps),
    )
    .execution_options(populate_existing=True)
)


def template_to_open(code: str) -> Template | None:
    """The version of this template that is offered now, with its parts (four statements)."""
    return _latest(code, only_published=True)


def latest_template(code: str) -> Template | None:
    """The highest version of this template, published or not, with its parts (four statements)."""
    return _latest(code, only_published=False)


def template_version(template_id: uuid.UUID) -> Template | None:
    """One version of a template, offered or not, with its parts (four statements)."""
    return db.session.scalar(WHOLE.where(Template.id == template_id))


def questions_of(dossier: Dossier) -> list[Question]:
    """The questions on which documents of this dossier depend, in the version it keeps (two statements)."""
    questions = select(Template.questions).where(Template.id == dossier.template_id)
    conditions = select(Requirement.condition).where(
        Requirement.dossier_id == dossier.id, Requirement.condition.is_not(None)
    )
    return questions_for(db.session.scalars(questions).one(), db.session.scalars(conditions).all())


def _latest(code: str, *, only_published: bool) -> Template | None:
    statement = WHOLE.where(Template.code == code).order_by(Template.version.desc()).limit(1)
    if only_published:
        statement = statement.where(Template.published)
    return db.session.scalar(statement)
