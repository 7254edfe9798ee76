"""Reporting what somebody wrote, and what became of one's reports."""

import uuid

from flask import Response, flash, request

from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.answers import sentence
from capitune.core.errors import Limited, NotFound
from capitune.core.htmx import go, page
from capitune.core.i18n import gettext as _
from capitune.core.ids import parse_id
from capitune.core.listing import limit_of
from capitune.moderation import services, targets
from capitune.moderation.forms import ReportForm
from capitune.moderation.labels import EXPLAINED, OUTCOMES, REASONS, TARGETS
from capitune.moderation.paths import REPORTS
from capitune.moderation.policy import Reported
from capitune.moderation.queries.own import own_reports
from capitune.moderation.services.reporting import Complaint
from capitune.moderation.states import TargetType
from capitune.moderation.targets import Seen
from capitune.moderation.views.blueprint import bp


@bp.get(REPORTS)
@access(Permission.REPORT_MAKE)
def reports() -> Response:
    """What one reported, the last first, and what became of it."""
    limit, after = limit_of(request.args.get("limit")), request.args.get("after")
    found = own_reports(current_actor().user_id, limit, after)
    return page(
        "moderation/reports.html",
        rows=found.items,
        next_url=f"{REPORTS}?after={found.next_cursor}" if found.next_cursor else "",
        reasons=REASONS,
        targets=TARGETS,
        outcomes=OUTCOMES,
    )


@bp.route(f"{REPORTS}/new", methods=["GET", "POST"])
@access(Permission.REPORT_MAKE)
def report() -> Response:
    """Report the thing that the address names."""
    kind, key, seen = _named()
    form, status = ReportForm(), 200
    if form.is_submitted():
        said = Complaint(kind.value, key, form.reason.data or "", form.comment.data or "")
        try:
            if form.validate() and form.attempt(services.report, current_actor(), said):
                flash(
                    _("Thank you. Our team looks at it, and you will read here what became of it."),
                    "success",
                )
                return go(REPORTS)
            status = 422
        except Limited as refusal:
            form.form_errors.append(sentence(refusal.code, refusal.facts))
            status = refusal.status
    return page(
        "moderation/report.html",
        status=status,
        form=form,
        seen=seen,
        kind=TARGETS[kind],
        explained=EXPLAINED,
    )


def _named() -> tuple[TargetType, uuid.UUID, Seen]:
    """What the address names, once the reader may know of it and report it."""
    code, key, actor = (
        request.args.get("type", ""),
        parse_id(request.args.get("id")),
        current_actor(),
    )
    if code not in targets.reportable() or key is None:
        raise NotFound
    kind = TargetType(code)
    seen = targets.look(kind, key)
    if seen is None or not targets.may_see(actor, kind, key):
        raise NotFound
    require(actor, Permission.REPORT_MAKE, Reported(key, seen.author_id))
    return kind, key, seen
