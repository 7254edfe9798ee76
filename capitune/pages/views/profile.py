"""One's own profile as one page: the account, and the project or the practice that goes with it."""

from typing import Any

from flask import Response

from capitune.accounts import amounts, countries, phones, provinces, zones
from capitune.accounts.labels import GOALS, SECTORS
from capitune.accounts.models import User
from capitune.accounts.queries import project_of
from capitune.accounts.views.profile import myself
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import page
from capitune.core.i18n import current_language
from capitune.pages.views.blueprint import bp
from capitune.pages.words import ask_for
from capitune.professionals.labels import DOMAINS, PROFESSIONS, PROVINCE_NAMES
from capitune.professionals.languages import names as language_names
from capitune.professionals.links import host_of
from capitune.professionals.queries import completeness_of, practice_of


@bp.get("/profile")
@access(Permission.ACCOUNT_SELF, subject=myself)
def profile(user: User) -> Response:
    """What others and we know of oneself, how complete it is, and where to change it."""
    actor, complete = current_actor(), completeness_of(user.id)
    return page(
        "accounts/profile.html",
        user=user,
        own=_of_person(user),
        complete=complete,
        asked=[ask_for(name) for name in complete.missing],
        plan=_of_project(user) if actor.is_candidate else None,
        practice=_of_practice(user) if actor.is_professional else None,
    )


def _of_person(user: User) -> dict[str, str]:
    language = current_language()
    return {
        "phone": phones.shown(user.phone, user.country),
        "country": countries.name(user.country, language),
        "province": provinces.name(user.province) if user.country == provinces.CANADA else "",
        "zone": zones.label(user.timezone, language),
    }


def _of_project(user: User) -> dict[str, Any]:
    project = project_of(user.id)
    if project is None:
        return {}
    return {
        "goals": ", ".join(str(label) for goal, label in GOALS.items() if goal in project.goals),
        "sector": SECTORS[project.sector] if project.sector else "",
        "budget": amounts.shown(project.budget_cents, current_language()),
    }


def _of_practice(user: User) -> dict[str, Any]:
    practice = practice_of(user.id)
    if practice is None:
        return {}
    return {
        "organization": practice.organization,
        "profession": PROFESSIONS[practice.profession],
        "domain": DOMAINS[practice.domain],
        "province": PROVINCE_NAMES.get(practice.province, practice.province),
        "bio": practice.bio,
        "years": practice.years,
        "expertise": practice.expertise,
        "languages": language_names(practice.languages),
        "services": practice.services,
        "portfolio": [(link, host_of(link)) for link in practice.portfolio],
    }
