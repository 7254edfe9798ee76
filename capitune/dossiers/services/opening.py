"""Opening a dossier from a template."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from capitune.accounts.models import User
from capitune.accounts.queries import lock_user
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid
from capitune.core.events import publish
from capitune.core.ids import new_id
from capitune.dossiers.answers import fit_answers
from capitune.dossiers.calendar import spans
from capitune.dossiers.conditions import Question, questions_for
from capitune.dossiers.events import DossierOpened
from capitune.dossiers.models import Dossier, Requirement, Step, Template, TemplateRequirement
from capitune.dossiers.models.dossier import NUMBERS
from capitune.dossiers.queries.templates import template_to_open
from capitune.dossiers.services.answers import settled
from capitune.dossiers.services.dossiers import (
    LONGEST_TITLE,
    fit_description,
    fit_planned,
    fit_title,
)
from capitune.dossiers.services.figures import recompute

MOST_OPEN = 30  # dossiers of one person that are not archived


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a candidate says of the dossier they open; all of it may be left out."""

    title: str = ""
    description: str = ""
    planned_submission_on: date | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)


NOTHING = Wanted()


def open_dossier(
    actor: Actor,
    *,
    template_code: str,
    title: str = "",
    description: str = "",
    planned_submission_on: date | None = None,
    answers: Mapping[str, Any] | None = None,
) -> Dossier:
    """Open a dossier from a template: its requirements and dated steps are copied, for good.

    Without a title it takes the template's label in the candidate's language. The ``answers`` decide on the
    conditional documents. Raises ``Invalid`` on ``template`` (``unknown_template``, ``template_closed``),
    ``title``, ``description``, ``planned_submission_on`` (``date_past``, ``date_far``) or
    ``answers.<question>`` (see ``fit_answers``); ``Conflict`` (``too_many_dossiers``).
    """
    require(actor, Permission.DOSSIER_CREATE)
    candidate = db.session.get_one(User, actor.user_id)
    wanted = Wanted(title, description, planned_submission_on, answers or {})
    return open_from(actor, candidate, offered_template(template_code), wanted)


def open_from(
    actor: Actor,
    candidate: User,
    template: Template,
    wanted: Wanted = NOTHING,
) -> Dossier:
    """The same from this version of a template, whether it is still offered or not. The caller has asked."""
    _check_room(candidate)
    opened_on = today(candidate.timezone)
    own_words = fit_title(wanted.title) if wanted.title.strip() else None
    dossier = Dossier(
        id=new_id(),
        number=_number(opened_on),
        candidate_id=candidate.id,
        template_id=template.id,
        family=template.family,
        title=own_words or _label(template, candidate.language)[:LONGEST_TITLE],
        description=fit_description(wanted.description),
        planned_submission_on=fit_planned(wanted.planned_submission_on),
        answers=fit_answers(asked_of(template), wanted.answers),
    )
    db.session.add(dossier)
    db.session.flush()
    db.session.add_all(_requirements(dossier, template))
    db.session.add_all(_steps(dossier, template, opened_on))
    recompute(dossier)
    data = {"template": template.code, "version": template.version}
    record(actor, Act.DOSSIER_OPENED, ("dossier", dossier.id), context_id=dossier.id, data=data)
    publish(DossierOpened(dossier.id, actor.user_id))
    return dossier


def offered_template(code: str) -> Template:
    """The version that is offered now. Raises ``Invalid`` on ``template``."""
    template = template_to_open(code)
    if template is None:
        raise Invalid.on("template", "unknown_template")
    if not template.is_open:
        raise Invalid.on("template", "template_closed")
    return template


def asked_of(template: Template) -> list[Question]:
    """The questions on which its published documents depend."""
    published = [part for part in template.requirements if part.document_type.published]
    return questions_for(template.questions, [part.condition for part in published])


def _check_room(candidate: User) -> None:
    """One person may have several dossiers, not any number: counted one opening after the other."""
    lock_user(candidate.id)
    still_open = select(Dossier.id).where(
        Dossier.candidate_id == candidate.id, Dossier.archived_at.is_(None)
    )
    newest = still_open.order_by(Dossier.id.desc()).limit(MOST_OPEN)
    if len(db.session.scalars(newest).all()) >= MOST_OPEN:
        raise Conflict(code="too_many_dossiers", facts={"most": MOST_OPEN})


def _number(opened_on: date) -> str:
    serial = db.session.scalar(select(NUMBERS.next_value()))
    return f"CAP-{opened_on.year}-{serial:04d}"


def _label(template: Template, language: str) -> str:
    return template.labels.get(language) or template.labels["fr"]


def _requirements(dossier: Dossier, template: Template) -> list[Requirement]:
    """One for each published document type; drafts wait until staff has confirmed them."""
    asked = [part for part in template.requirements if part.document_type.published]
    return [_requirement(dossier, part) for part in asked]


def _requirement(dossier: Dossier, part: TemplateRequirement) -> Requirement:
    kind = part.document_type
    return Requirement(
        dossier_id=dossier.id,
        code=kind.code,
        category=kind.category,
        labels=kind.labels,
        help=kind.help,
        necessity=part.necessity,
        condition=part.condition,
        **settled(part.condition, dossier.answers),
        reviewer_role=kind.reviewer_role,
        sensitive=kind.sensitive,
        lead_days=kind.lead_days,
        files=kind.files,
        position=part.position,
    )


def _steps(dossier: Dossier, template: Template, opened_on: date) -> list[Step]:
    days = spans(template.steps, opened_on, dossier.planned_submission_on)
    return [
        Step(
            dossier_id=dossier.id,
            code=step.code,
            labels=step.labels,
            owner=step.owner,
            starts_on=days[step.code].starts_on,
            target_on=days[step.code].target_on,
            completes_with=step.completes_with,
            position=step.position,
        )
        for step in template.steps
    ]
