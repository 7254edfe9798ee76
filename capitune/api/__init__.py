"""The JSON surface: one module per resource; ``bodies`` come in, ``shapes`` go out, ``presenters`` between."""

from flask import Flask
from flask_cors import CORS

from capitune.api import (
    admin,
    analytics,
    answers,
    assignments,
    audit,
    auth,
    avatars,
    budget,
    colleagues,
    comments,
    contacts,
    credentials,
    dashboard,
    data,
    docs,
    documents,
    dossiers,
    exports,
    fees,
    history,
    invitations,
    messages,
    notes,
    notifications,
    parts,
    posts,
    preferences,
    professionals,
    reports,
    requirements,
    resources,
    sessions,
    steps,
    templates,
    topics,
    uploads,
    users,
    validations,
)
from capitune.api.blueprint import bp
from capitune.api.refusals import SENTENCES
from capitune.core.answers import explain

RESOURCES = (
    reports,
    auth,
    users,
    avatars,
    sessions,
    data,
    credentials,
    dashboard,
    dossiers,
    answers,
    assignments,
    documents,
    requirements,
    uploads,
    parts,
    posts,
    history,
    steps,
    budget,
    exports,
    messages,
    notes,
    notifications,
    preferences,
    professionals,
    colleagues,
    comments,
    contacts,
    invitations,
    templates,
    topics,
    resources,
    fees,
    admin,
    analytics,
    audit,
    validations,
    docs,
)
SENT_HEADERS = ("Authorization", "Content-Type", "Accept-Language", "Idempotency-Key")
READ_HEADERS = ("Link", "Location", "Retry-After", "X-Request-ID")
TEN_MINUTES = 600


def mount(app: Flask) -> None:
    """Mount the API; pages of other sites may read it only if the settings name them."""
    explain(SENTENCES)
    app.register_blueprint(bp)
    if app.config["CORS_ORIGINS"]:
        CORS(
            app,
            resources={r"/api/*": {"origins": app.config["CORS_ORIGINS"]}},
            supports_credentials=False,
            allow_headers=SENT_HEADERS,
            expose_headers=READ_HEADERS,
            max_age=TEN_MINUTES,
        )
