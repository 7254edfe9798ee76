"""Put the house together: settings, extensions, policies, routes, reactions. Nothing else."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

from capitune import reactions, routes
from capitune.accounts import datamap as accounts_datamap
from capitune.accounts import emails as accounts_emails
from capitune.accounts import identity
from capitune.accounts import jobs as accounts_jobs
from capitune.accounts import policy as accounts_policy
from capitune.accounts import refusals as accounts_refusals
from capitune.accounts.views import confirm, factors, terms
from capitune.analytics import datamap as analytics_datamap
from capitune.analytics import policy as analytics_policy
from capitune.analytics import visits
from capitune.announcements import datamap as announcements_datamap
from capitune.announcements import policy as announcements_policy
from capitune.announcements import refusals as announcements_refusals
from capitune.audit import datamap as audit_datamap
from capitune.audit.services import record_refusal
from capitune.authz import sockets, web
from capitune.authz.actor import Door
from capitune.backoffice import policy as backoffice_policy
from capitune.backoffice import refusals as backoffice_refusals
from capitune.core import (
    answers,
    assets,
    catching,
    formats,
    http,
    i18n,
    idempotency,
    jobs,
    limits,
    logs,
    mail,
    scanner,
    schedule,
    secrets,
    storage,
    templating,
)
from capitune.core import schedule as core_schedule
from capitune.core.datamap import mechanisms
from capitune.core.errors import FactorNeeded, ProofNeeded, Refused, TermsNeeded
from capitune.core.files import refusals as file_refusals
from capitune.dossiers import datamap as dossiers_datamap
from capitune.dossiers import jobs as dossiers_jobs
from capitune.dossiers import policy as dossiers_policy
from capitune.dossiers import refusals as dossiers_refusals
from capitune.dossiers import sockets as dossiers_sockets
from capitune.extensions import csrf, db, migrate, socketio
from capitune.inside import datamap as inside_datamap
from capitune.inside import moderated as inside_moderated
from capitune.inside import policy as inside_policy
from capitune.inside import refusals as inside_refusals
from capitune.inside import sockets as inside_sockets
from capitune.legal import datamap as legal_datamap
from capitune.legal import policy as legal_policy
from capitune.legal import refusals as legal_refusals
from capitune.moderation import datamap as moderation_datamap
from capitune.moderation import jobs as moderation_jobs
from capitune.moderation import policy as moderation_policy
from capitune.moderation import refusals as moderation_refusals
from capitune.notifications import datamap as notifications_datamap
from capitune.notifications import jobs as notifications_jobs
from capitune.notifications import policy as notifications_policy
from capitune.notifications import refusals as notifications_refusals
from capitune.professionals import datamap as professionals_datamap
from capitune.professionals import jobs as professionals_jobs
from capitune.professionals import moderated as professionals_moderated
from capitune.professionals import policy as professionals_policy
from capitune.professionals import refusals as professionals_refusals
from capitune.resources import datamap as resources_datamap
from capitune.resources import policy as resources_policy
from capitune.resources import refusals as resources_refusals
from capitune.safety import datamap as safety_datamap
from capitune.safety import policy as safety_policy
from capitune.safety import refusals as safety_refusals
from capitune.schedule import SCHEDULE
from capitune.settings import datamap as settings_datamap
from capitune.settings import policy as settings_policy
from capitune.settings import refusals as settings_refusals

ROOT = Path(__file__).parent.parent

# Importing a policy registers its rules, jobs their effects, emails their letters, sockets their events,
# a mechanism its tables.
REGISTERED = (
    schedule,
    accounts_policy,
    analytics_policy,
    announcements_policy,
    backoffice_policy,
    dossiers_policy,
    legal_policy,
    inside_policy,
    inside_moderated,
    moderation_policy,
    moderation_jobs,
    professionals_moderated,
    notifications_policy,
    professionals_policy,
    safety_policy,
    resources_policy,
    settings_policy,
    accounts_emails,
    accounts_jobs,
    dossiers_jobs,
    notifications_jobs,
    professionals_jobs,
    dossiers_sockets,
    inside_sockets,
)
# What each column is for: see docs/data-map.md.
DATA_MAPS = (
    mechanisms,
    audit_datamap,
    safety_datamap,
    settings_datamap,
    legal_datamap,
    accounts_datamap,
    announcements_datamap,
    notifications_datamap,
    professionals_datamap,
    resources_datamap,
    dossiers_datamap,
    inside_datamap,
    moderation_datamap,
    analytics_datamap,
)
SENTENCES = (
    file_refusals.SENTENCES,
    accounts_refusals.SENTENCES,
    announcements_refusals.SENTENCES,
    notifications_refusals.SENTENCES,
    dossiers_refusals.SENTENCES,
    legal_refusals.SENTENCES,
    inside_refusals.SENTENCES,
    moderation_refusals.SENTENCES,
    professionals_refusals.SENTENCES,
    resources_refusals.SENTENCES,
    safety_refusals.SENTENCES,
    backoffice_refusals.SENTENCES,
    settings_refusals.SENTENCES,
)


def create_app(config: Mapping[str, Any]) -> Flask:
    """The application for these settings (see ``config.load``)."""
    app = http.EdgeFlask(__name__, static_folder=None, template_folder=str(ROOT / "templates"))
    app.config.from_mapping(config)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    for part in (logs, secrets, http, jobs, mail, scanner, storage, assets, catching):
        part.init_app(app)
    http.let_connect(app, app.extensions[storage.EXTENSION].parts.origin)
    answers.init_app(app, on_refusal=keep_attempt)
    answers.lead(ProofNeeded, confirm.lead)
    answers.lead(FactorNeeded, factors.lead)
    answers.lead(TermsNeeded, terms.lead)
    for sentences in SENTENCES:
        answers.explain(sentences)
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    # CSRF reads the form, hence the whole upload, before anything takes a database connection.
    csrf.init_app(app)
    identity.init_app(app)
    i18n.init_app(app, preference=identity.language, timezone=identity.timezone)
    formats.init_app(app)
    templating.init_app(app, language=i18n.current_language)
    limits.init_app(app, person=identity.limit_key)
    idempotency.init_app(app, scope=identity.limit_key)
    web.init_app(app, {Door.WEB: identity.web_actor, Door.API: identity.api_actor})
    visits.init_app(app)
    reactions.wire()
    core_schedule.init_app(app, SCHEDULE)
    routes.mount(app)
    sockets.init_app(app, socketio, identity.socket_actor)
    serve_static(app)
    return app


def keep_attempt(refusal: Refused) -> None:
    """Write a refused attempt to the audit log, as the actor of this request."""
    record_refusal(web.current_actor(), refusal)


def serve_static(app: Flask) -> None:
    """Static files by WhiteNoise, with their compressed twins. Each address changes with its content."""
    files = WhiteNoise(
        app.wsgi_app,
        allow_all_origins=False,
        immutable_file_test=lambda _path, _url: True,
        add_headers_function=static_headers,
    )
    files.add_files(str(ROOT / "static"), prefix="static/")
    app.wsgi_app = files  # type: ignore[method-assign]


def static_headers(headers: Headers, _path: str, _url: str) -> None:
    """What each static file also says: its type is what we say it is."""
    headers["X-Content-Type-Options"] = "nosniff"
