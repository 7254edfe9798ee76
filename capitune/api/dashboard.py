"""The dashboard of each role."""

from flask import Response

from capitune.accounts.identity import current_person, timezone
from capitune.api import shapes
from capitune.api.blueprint import bp
from capitune.api.dossiers import presenter
from capitune.api.presenters import dashboard as present
from capitune.api.presenters.dossiers import complete_profile, open_one
from capitune.api.replies import reply
from capitune.api.spec import operation
from capitune.authz.actor import Actor, Role
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.clock import today
from capitune.core.listing import DEFAULT_LIMIT
from capitune.dossiers.queries import (
    dossiers_with_team,
    pipeline,
    proposals,
    review_queue,
    sheet,
)
from capitune.dossiers.queries.caseload import case_counts
from capitune.dossiers.queries.lastwords import last_words, owed_by
from capitune.dossiers.queries.practice import own_week
from capitune.dossiers.words.comfort import comfort_of
from capitune.professionals.queries import completeness_of


@bp.get("/dashboard")
@access(Permission.DASHBOARD_SEE)
@operation(200, shapes.Dashboard, tag="dashboard")
def read_dashboard() -> Response:
    """What is to be done next, for whoever asks."""
    actor, person = current_actor(), current_person()
    unread = person.unread if person else 0
    if actor.is_candidate:
        return reply(_of_candidate(actor, unread))
    if actor.is_professional:
        return reply(_of_professional(actor, unread))
    return reply(_of_staff(actor, unread))


def _of_candidate(actor: Actor, unread: int) -> shapes.CandidateDashboard:
    dossiers = presenter().page(dossiers_with_team(actor, DEFAULT_LIMIT))["items"]
    live = (dossier for dossier in dossiers if not dossier["archived"])
    first = next(live, None)
    whole = sheet(first["id"], actor, ()) if first else None
    told = comfort_of(whole, today(timezone())) if whole else None
    return {
        "role": "candidate",
        "unread": unread,
        "next_action": first["next_action"] if first else _first_step(actor),
        "refused": present.refused(told) if told else [],
        "next_date": present.coming(told) if told else None,
        "turns": present.turns(whole.turns) if whole else None,
        "messages": present.last_words(last_words(whole.id)) if whole else [],
        "dossiers": dossiers,
    }


def _first_step(actor: Actor) -> shapes.Step:
    """Without a dossier: what is essential of the profile, then the dossier."""
    return complete_profile() if completeness_of(actor.user_id).essential else open_one()


def _of_professional(actor: Actor, unread: int) -> shapes.ProfessionalDashboard:
    counts = case_counts(actor, today(timezone()))
    week, figures = own_week(actor, timezone())
    return {
        "role": "professional",
        "unread": unread,
        "verified": actor.is_verified_professional,
        "pipeline": present.pipeline(counts),
        "to_review": present.waiting(review_queue(actor)),
        "proposals": present.proposals(proposals(actor)),
        "to_answer": present.owed(owed_by(actor)),
        "deadlines": present.deadlines(week),
        "figures": present.figures(sum(counts.values()), figures),
    }


def _of_staff(actor: Actor, unread: int) -> shapes.StaffDashboard:
    return {
        "role": "admin" if actor.role is Role.ADMIN else "moderator",
        "unread": unread,
        "pipeline": present.pipeline(pipeline(actor)),
    }
