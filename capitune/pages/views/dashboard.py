"""The dashboard of each role: where one is, what comes next."""

from collections.abc import Callable

from flask import Response

from capitune.accounts.identity import timezone
from capitune.authz.actor import Actor, Role
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.clock import now, today
from capitune.core.htmx import page
from capitune.dossiers import queries
from capitune.dossiers.forms import ConfirmForm
from capitune.dossiers.queries.caseload import case_counts, caseload
from capitune.dossiers.queries.lastwords import last_words, owed_by
from capitune.dossiers.queries.practice import own_week
from capitune.dossiers.sought import Sought
from capitune.dossiers.views.mine import my_oldest, my_review_count, my_waiting
from capitune.dossiers.views.shown import shown
from capitune.dossiers.words.comfort import comfort_of
from capitune.dossiers.words.labels import OWNERS_AS_SEEN_BY_OTHERS, ROLES, STAGES
from capitune.dossiers.words.nextstep import no_dossier
from capitune.dossiers.words.route import route_of
from capitune.notifications.queries import notification_rows
from capitune.notifications.views import shown as told
from capitune.pages.views.blueprint import bp
from capitune.pages.words import complete_profile
from capitune.professionals.queries import completeness_and_offers, completeness_of

FEW_TO_CHECK = 6
LATEST, FEW = 4, 5  # a page watches five dossiers at most


@bp.get("/dashboard")
@access(Permission.DASHBOARD_SEE)
def dashboard() -> Response:
    """By role."""
    actor = current_actor()
    return BY_ROLE[actor.role](actor) if actor.role else page("pages/home.html")


def of_candidate(actor: Actor) -> Response:
    """One next action; without a dossier, what is essential of the profile, then to open one."""
    waiting = my_waiting()
    sheet = queries.sheet(waiting.dossier_id, actor, ()) if waiting.dossier_id else None
    complete, offers = completeness_and_offers(actor)
    news = told(notification_rows(actor, LATEST).items)
    if sheet is None:
        step = complete_profile() if complete.essential else no_dossier()
        return page(
            "pages/welcome.html", step=step, complete=complete, offers=offers, news=news, now=now()
        )
    return page(
        "pages/candidate.html",
        watched=[sheet.id],
        sheet=sheet,
        complete=complete,
        offers=offers,
        comfort=comfort_of(sheet, today(timezone())),
        messages=last_words(sheet.id),
        route=route_of(sheet),
        several=waiting.dossiers > 1,
        news=news,
        now=now(),
        today=today(timezone()),
    )


def of_professional(actor: Actor) -> Response:
    """What waits for an answer, what waits for a decision, and the clients; or how to be verified."""
    news = told(notification_rows(actor, LATEST).items)
    known = completeness_of(actor.user_id)
    if not actor.is_verified_professional:
        return page("pages/unverified.html", complete=known, news=news, now=now())
    day, (week, figures) = today(timezone()), own_week(actor, timezone())
    rows = caseload(actor, Sought(), day, FEW).items
    queue, to_check = my_oldest(FEW_TO_CHECK, [row.id for row in rows])
    return page(
        "pages/professional.html",
        watched=[row.id for row in rows],
        complete=known,
        proposals=queries.proposals(actor),
        queue=queue,
        to_check=my_review_count(),
        rows=shown(rows, to_check, day, owned=False),
        pipeline=case_counts(actor, day),
        owed=owed_by(actor),
        deadlines=week,
        figures=figures,
        owners=OWNERS_AS_SEEN_BY_OTHERS,
        stages=STAGES,
        roles=ROLES,
        form=ConfirmForm(),
        news=news,
        now=now(),
    )


def of_admin(actor: Actor) -> Response:
    """True figures, and the way to the back office."""
    rows = queries.dossier_rows(actor, FEW).items
    return page(
        "pages/admin.html",
        pipeline=queries.pipeline(actor),
        rows=shown(rows, {}, today(timezone()), owned=False),
        stages=STAGES,
        now=now(),
    )


def of_moderator(_actor: Actor) -> Response:
    """What is there today."""
    return page("pages/moderator.html", now=now())


BY_ROLE: dict[Role, Callable[[Actor], Response]] = {
    Role.CANDIDATE: of_candidate,
    Role.PROFESSIONAL: of_professional,
    Role.MODERATOR: of_moderator,
    Role.ADMIN: of_admin,
}
