"""Templates as records, for the acts that copy or renew them."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from capitune.core.db import db
from capitune.dossiers.models import Template, TemplateRequirement


def template_to_open(code: str) -> Template | None:
    """The version of this template that is offered now, with its parts (four statements)."""
    return _latest(code, only_published=True)


def latest_template(code: str) -> Template | None:
    """The highest version of this template, published or not, with its parts (four statements)."""
    return _latest(code, only_published=False)


def _latest(code: str, *, only_published: bool) -> Template | None:
    statement = (
        select(Template)
        .where(Template.code == code)
        .order_by(Template.version.desc())
        .limit(1)
        .options(
            selectinload(Template.requirements).selectinload(TemplateRequirement.document_type),
            selectinload(Template.steps),
        )
        .execution_options(populate_existing=True)
    )
    if only_published:
        statement = statement.where(Template.published)
    return db.session.scalar(statement)
