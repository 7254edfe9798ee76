"""What a candidate answers about their situation, and which documents that calls for."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.core.db import db
from capitune.core.errors import Conflict
from capitune.core.events import publish
from capitune.dossiers.answers import fit_answers
from capitune.dossiers.conditions import Answers, Condition, applies
from capitune.dossiers.events import DossierEdited
from capitune.dossiers.models import Dossier, Requirement
from capitune.dossiers.queries.templates import questions_of
from capitune.dossiers.services.figures import recompute
from capitune.dossiers.services.hold import hold


def settled(condition: Condition | None, answers: Answers) -> dict[str, bool]:
    """What the answers say of a requirement: ``is_triggered``, or ``is_set_aside``, or neither."""
    found = applies(condition, answers)
    return {"is_triggered": found is True, "is_set_aside": found is False}


def answer_questions(
    actor: Actor, dossier: Dossier, *, answers: Mapping[str, Any], version: int | None = None
) -> Dossier:
    """Replace the answers, and settle each conditional document again. What was sent stays.

    Raises ``Invalid`` on ``answers.<question>`` (see ``fit_answers``), ``Conflict`` (``stale_version``) when
    ``version`` is not the present one.
    """
    dossier = hold(actor, Permission.DOSSIER_EDIT, dossier)
    if version is not None and version != dossier.version:
        raise Conflict(code="stale_version", facts={"version": dossier.version})
    needs = db.session.scalars(
        select(Requirement)
        .where(Requirement.dossier_id == dossier.id, Requirement.condition.is_not(None))
        .order_by(Requirement.position)
    ).all()
    kept = fit_answers(questions_of(dossier), answers)
    if kept == dossier.answers:
        return dossier
    changed = sorted(c for c in kept | dossier.answers if kept.get(c) != dossier.answers.get(c))
    dossier.answers = kept
    data = {"fields": changed, **_settle_all(needs, kept)}
    recompute(dossier)
    dossier.version += 1
    subject = ("dossier", dossier.id)
    record(actor, Act.DOSSIER_ANSWERED, subject, context_id=dossier.id, data=data)
    publish(DossierEdited(dossier.id, actor.user_id))
    return dossier


def _settle_all(needs: Any, answers: Answers) -> dict[str, list[str]]:
    """Settle each; the codes of what is asked for from now on, and of what no longer is."""
    asked, dropped = [], []
    for need in needs:
        before = need.is_triggered
        for name, value in settled(need.condition, answers).items():
            setattr(need, name, value)
        if need.is_triggered and not before:
            asked.append(need.code)
        elif before and not need.is_triggered:
            dropped.append(need.code)
    return {"asked": asked, "dropped": dropped}
