"""The table of contents: each blueprint, its prefix, its audience."""

from flask import Flask

from capitune import api, backoffice
from capitune.accounts.views import bp as accounts
from capitune.announcements.views import bp as announcements
from capitune.dossiers.views import bp as dossiers
from capitune.inside.views import bp as inside
from capitune.moderation.views import bp as moderation
from capitune.notifications.views import bp as notifications
from capitune.pages.views import bp as pages
from capitune.professionals.views import bp as practices
from capitune.resources.views import bp as resources


def mount(app: Flask) -> None:
    """Mount everything that has an address."""
    app.register_blueprint(pages)  # / — everybody
    app.register_blueprint(accounts)  # /register, /login, /profile … — everybody, then oneself
    app.register_blueprint(practices)  # /register/professional — everybody
    app.register_blueprint(notifications)  # /notifications — oneself
    app.register_blueprint(announcements)  # /announcements — whoever is signed in
    app.register_blueprint(dossiers)  # /dossiers — candidates and their professionals
    app.register_blueprint(inside)  # /inside — whoever is signed in
    app.register_blueprint(resources)  # /inside/resources — whoever is signed in
    app.register_blueprint(moderation)  # /reports, /decisions — whoever is signed in
    api.mount(app)  # /api — programs, with a token
    backoffice.mount(app)  # /admin — staff
