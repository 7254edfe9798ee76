"""Reports of members, and the queue of the team."""

from flask import Response, request

from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.presenters import moderation as present
from capitune.api.replies import created, listed, reply
from capitune.api.spec import ReadingCases, operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.db import db
from capitune.core.errors import Invalid, NotFound
from capitune.core.listing import limit_of
from capitune.moderation import services
from capitune.moderation.models import ModerationCase
from capitune.moderation.queries.cases import case_by_id
from capitune.moderation.queries.desk import case_line, cases
from capitune.moderation.services.reporting import Complaint
from capitune.moderation.states import Pile, ReportReason

TAG = "moderation"
HERE = "/admin/moderation"


@bp.post("/reports")
@access(Permission.REPORT_MAKE)
@operation(201, shapes.Report, tag=TAG, refuses=(404, 409))
def report(json: bodies.NewReport) -> Response:
    """Have the team look at a post, a comment or a profile; once of each thing, ten a day."""
    said = Complaint(json.target_type, json.target_id, json.reason, json.comment)
    made = services.report(current_actor(), said)
    return created(present.report(made), "/api/reports")


@bp.get(HERE)
@access(Permission.CASE_LIST)
@operation(200, shapes.Cases, tag=TAG, paged=ReadingCases)
def list_cases() -> Response:
    """What waits for the team, the most urgent and then the oldest first."""
    asked = request.args
    pile = asked.get("pile", "") or Pile.ALL
    if pile not in set(Pile):
        raise Invalid.on("pile", "unknown_pile")
    found = cases(
        current_actor().user_id, Pile(pile), limit_of(asked.get("limit")), asked.get("after")
    )
    return listed(present.cases(found))


@bp.post(f"{HERE}/<uuid:case_id>/claim")
@access(Permission.CASE_JUDGE, subject=case_by_id)
@operation(200, shapes.Claim, tag=TAG, refuses=(409,))
def claim_case(case: ModerationCase) -> Response:
    """Take it in hand for ten minutes: nobody else decides it meanwhile (409)."""
    held = services.claim(current_actor(), case.id)
    return reply({"id": held.id, "claimed_until": held.claimed_until, "version": held.version})


@bp.post(f"{HERE}/<uuid:case_id>/decide")
@access(Permission.CASE_JUDGE, subject=case_by_id)
@operation(200, shapes.Case, tag=TAG, refuses=(409,))
def decide_case(case: ModerationCase, json: bodies.CaseRuling) -> Response:
    """Decide it. ``suspend`` asks that one has shown who one is within ten minutes; without ``message`` the author gets
    the usual one. ``reason`` is one of the eight codes; your own words are kept as a note of the team.
    """
    is_code = json.reason in set(ReportReason)
    reason, note = (json.reason, "") if is_code else ("", json.reason)
    ruling = services.Ruling(json.decision, reason, json.message, json.until, note)
    services.decide(current_actor(), case.id, ruling, version=json.version)
    db.session.flush()
    line = case_line(case.id)
    if line is None:
        raise NotFound
    return reply(present.case(line))
