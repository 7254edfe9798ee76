"""Reading a version beside the decision on it."""

from collections.abc import Sequence
from typing import Any

from flask import Response, flash
from wtforms.fields import SelectChoice

from capitune.authz.engine import Denial, Verdict, can, verdict
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.answers import sentence
from capitune.core.errors import Conflict, Invalid, NotFound
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _
from capitune.core.work import savepoint
from capitune.dossiers import queries, services
from capitune.dossiers.forms import DecisionForm
from capitune.dossiers.marks import MOST
from capitune.dossiers.models import Document
from capitune.dossiers.queries import VersionLine
from capitune.dossiers.queries.neighbours import Neighbours, neighbours
from capitune.dossiers.queries.reviews import ended_decisions
from capitune.dossiers.queries.siblings import siblings
from capitune.dossiers.states import DECIDABLE, Decision, DocumentStatus
from capitune.dossiers.views.blueprint import bp
from capitune.dossiers.views.queue import place_of
from capitune.dossiers.views.subjects import document_in
from capitune.dossiers.words.labels import CATEGORIES, KINDS

FIRST_REASONS = 4
ENDED = 3  # sent, received, decided: no decision has ended before another rise of the version


@bp.get("/dossiers/<uuid:dossier_id>/documents/<uuid:document_id>")
@bp.get("/dossiers/<uuid:dossier_id>/documents/<uuid:document_id>/review")
@access(Permission.DOCUMENT_READ, subject=document_in)
def reading(document: Document) -> Response:
    """The pages at left; at right the decision to take, the one taken, or why there is none."""
    return reading_page(document, DecisionForm(version=document.version))


@bp.post("/dossiers/<uuid:dossier_id>/documents/<uuid:document_id>/review")
@access(Permission.DOCUMENT_REVIEW, subject=document_in)
def review(document: Document) -> Response:
    """Decide, then on to the next version that waits in the queue one is in."""
    form = DecisionForm()
    if not form.validate_on_submit():
        return reading_page(document, form, status=422)
    onward = place_of(document).onward_url
    try:
        with savepoint():
            _decide(document, form)
    except Conflict as conflict:
        return reading_page(document, form, status=409, conflict=conflict)
    except Invalid as error:
        form.refuse(error)
        return reading_page(document, form, status=422)
    return go(onward)


def _decide(document: Document, form: DecisionForm) -> None:
    decision = Decision(form.status.data)
    services.decide(
        current_actor(),
        document,
        decision=decision,
        version=form.seen,
        reasons=form.reasons.data or (),
        comment=form.comment.data or "",
        marks=form.drawn,
    )
    if decision is Decision.VALIDATED:
        flash(_("Validated. The candidate is told."), "success")
    else:
        flash(
            _("A new version is asked for. The candidate gets your reasons by e-mail."), "success"
        )


def fresh_page(document: Document, *, status: int, conflict: Conflict) -> Response:
    """The page as it is now, with what happened instead of what was asked for."""
    return reading_page(document, DecisionForm(formdata=None), status=status, conflict=conflict)


def reading_page(
    document: Document,
    form: DecisionForm,
    *,
    status: int = 200,
    conflict: Conflict | None = None,
) -> Response:
    """The page; ``conflict`` says what happened meanwhile, what was typed stays."""
    line = queries.version_line(document.id)
    if line is None:
        raise NotFound
    may = verdict(current_actor(), Permission.DOCUMENT_REVIEW, document)
    owned = line.uploaded_by.id == current_actor().user_id
    stands = bool(may) and line.is_current and line.is_readable
    typed = conflict is not None and bool(form.status.data)
    asked = document.requirement
    reasons = queries.reasons_for(asked.category, asked.code) if may else []
    form.reasons.choices = [SelectChoice(r.code, r) for r in reasons]
    place = place_of(document)
    others = siblings(document.requirement_id)
    return page(
        "dossiers/reading.html",
        status=status,
        document=document,
        requirement=document.requirement,
        dossier=document.requirement.dossier,
        line=line,
        form=form,
        decides=bool(may) and (typed or (stands and line.status in DECIDABLE)),
        reconsiders=stands and line.status is DocumentStatus.VALIDATED,
        withdraws=stands and line.status is DocumentStatus.REJECTED,
        ended=ended_decisions(document.id) if document.version > ENDED else [],
        why=_why_not(may),
        conflict=conflict,
        reasons=reasons,
        first_reasons=FIRST_REASONS,
        owned=owned,
        describes=line.is_current and can(current_actor(), Permission.DOCUMENT_DESCRIBE, document),
        others=others,
        newest=_newest(others, line),
        place=place,
        around=neighbours(document) if not (place.index or place.query) else Neighbours(),
        categories=CATEGORIES,
        kinds=KINDS,
        pictures=pictures_of(line),
        most_marks=MOST,
    )


def _newest(others: Sequence[Any], line: VersionLine) -> Any:
    """The version of the same file that counts."""
    same = (o for o in others if (o.file_id, o.kind) == (line.file_id, line.kind))
    return next((o for o in same if not o.superseded_at), None)


def _why_not(answer: Verdict) -> str:
    """Why the reader may read but not decide, when there is more to say than no."""
    if not isinstance(answer, Denial):
        return ""
    if answer.code == "out_of_scope":
        return _(
            "You can read this document. Deciding on it needs a licence, or a role on this dossier, that"
            " covers it."
        )
    return sentence(answer.code)


def pictures_of(line: VersionLine) -> list[str]:
    """The addresses of its pages; none for what cannot be shown."""
    if not line.is_shown:
        return []
    here = f"/documents/{line.id}/pages"
    return [f"{here}/{number}.webp" for number in range(1, (line.pages or 1) + 1)]
