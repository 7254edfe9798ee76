"""Reading the catalogue that is on offer: the highest published version of each open template."""

import uuid
from collections import defaultdict
from typing import Any

from sqlalchemy import bindparam, func, select

from capitune.core.db import db
from capitune.dossiers.conditions import questions_for
from capitune.dossiers.models import (
    DocumentType,
    RejectionReason,
    Template,
    TemplateRequirement,
    TemplateStep,
)
from capitune.dossiers.queries.lines import (
    AnyRow,
    ReasonLine,
    TemplateDetail,
    TemplateDocument,
    TemplateLine,
    TemplateTask,
)
from capitune.dossiers.states import Family, Necessity

FAMILIES = {family: place for place, family in enumerate(Family)}

_latest = (
    select(Template.code, func.max(Template.version).label("version"))
    .where(Template.published)
    .group_by(Template.code)
    .subquery()
)
_offered = (
    select(Template.id, Template.code, Template.version, Template.family, Template.labels)
    .join(_latest, (_latest.c.code == Template.code) & (_latest.c.version == Template.version))
    .where(Template.is_open)
)
_required_count = (
    select(func.count())
    .select_from(TemplateRequirement)
    .join(DocumentType, DocumentType.id == TemplateRequirement.document_type_id)
    .where(
        TemplateRequirement.template_id == Template.id,
        TemplateRequirement.necessity == Necessity.REQUIRED,
        DocumentType.published,
    )
    .scalar_subquery()
)
_duration = (
    select(func.max(TemplateStep.offset_days + TemplateStep.duration_days))
    .where(TemplateStep.template_id == Template.id)
    .scalar_subquery()
)
OFFERED = _offered.add_columns(
    _required_count.label("required_count"),
    func.coalesce(_duration, 0).label("duration_days"),
    Template.questions,
    Template.processing,
).order_by(Template.id)
PREVIEW = select(
    Template.id,
    Template.code,
    Template.version,
    Template.family,
    Template.labels,
    Template.questions,
    Template.processing,
)
PARTS = (
    select(
        TemplateRequirement.template_id,
        DocumentType.code,
        DocumentType.category,
        DocumentType.labels,
        DocumentType.help,
        TemplateRequirement.necessity,
        DocumentType.reviewer_role,
        DocumentType.lead_days,
        TemplateRequirement.condition,
    )
    .join(DocumentType, DocumentType.id == TemplateRequirement.document_type_id)
    .where(TemplateRequirement.template_id.in_(bindparam("ids", expanding=True)))
    .where(DocumentType.published)
    .order_by(TemplateRequirement.position)
)
STEPS = (
    select(
        TemplateStep.template_id,
        TemplateStep.code,
        TemplateStep.labels,
        TemplateStep.owner,
        TemplateStep.offset_days,
        TemplateStep.duration_days,
        TemplateStep.completes_with,
    )
    .where(TemplateStep.template_id.in_(bindparam("ids", expanding=True)))
    .order_by(TemplateStep.position)
)
EVERY = "all"
REASONS = (
    select(RejectionReason.code, RejectionReason.labels)
    .where(
        RejectionReason.published,
        RejectionReason.applies_to.overlap(bindparam("groups")),
    )
    # Those of this kind of document first, those of all documents last.
    .order_by(
        RejectionReason.applies_to.overlap(bindparam("own")).desc(),
        RejectionReason.applies_to.overlap(bindparam("every")),
        RejectionReason.position,
    )
)


def offered_templates() -> list[TemplateLine]:
    """The templates a candidate may open now, by family, in the catalogue's order (one statement)."""
    return [
        TemplateLine(
            row.code, row.version, row.family, row.labels, row.required_count, row.duration_days
        )
        for row in _offered_rows()
    ]


def template_detail(code: str) -> TemplateDetail | None:
    """The offered version of this template with its parts (three statements); None when not offered."""
    return next(iter(_details([row for row in _offered_rows() if row.code == code])), None)


def template_preview(template_id: uuid.UUID) -> TemplateDetail | None:
    """One version with its parts as if it were offered, a draft too (three statements)."""
    rows = db.session.execute(PREVIEW.where(Template.id == template_id))
    return next(iter(_details(list(rows))), None)


def template_details() -> list[TemplateDetail]:
    """Every offered template with its parts (three statements)."""
    return _details(_offered_rows())


def reasons_for(category: str, code: str) -> list[ReasonLine]:
    """The published reasons that apply to documents of this type, of its category, of all: in this order
    (one statement).
    """
    parameters = {"groups": [EVERY, category, code], "own": [code], "every": [EVERY]}
    rows = db.session.execute(REASONS, parameters)
    return [ReasonLine(row.code, row.labels) for row in rows]


def _offered_rows() -> list[AnyRow]:
    return sorted(db.session.execute(OFFERED), key=lambda row: FAMILIES[row.family])


def _details(templates: list[AnyRow]) -> list[TemplateDetail]:
    parameters = {"ids": [row.id for row in templates]}
    if not templates:
        return []
    documents: dict[Any, list[TemplateDocument]] = defaultdict(list)
    for row in db.session.execute(PARTS, parameters):
        documents[row.template_id].append(TemplateDocument(*row[1:]))
    steps: dict[Any, list[TemplateTask]] = defaultdict(list)
    for step in db.session.execute(STEPS, parameters):
        steps[step.template_id].append(TemplateTask(*step[1:]))
    return [
        TemplateDetail(
            row.code,
            row.version,
            row.family,
            row.labels,
            tuple(documents[row.id]),
            tuple(steps[row.id]),
            tuple(questions_for(row.questions, [d.condition for d in documents[row.id]])),
            row.processing,
        )
        for row in templates
    ]
