"""The back office: Flask-Admin as an engine, under our own guard, theme and acts."""

from flask import Flask
from flask_admin import Admin
from flask_admin.theme import Theme

from capitune.backoffice.analytics import AnalyticsDesk
from capitune.backoffice.announcements import AnnouncementDesk
from capitune.backoffice.assignments import AssignmentDesk
from capitune.backoffice.audit import AuditDesk
from capitune.backoffice.catalogue import CatalogueDesk
from capitune.backoffice.dossiers import DossierDesk
from capitune.backoffice.health import HealthDesk
from capitune.backoffice.home import Home
from capitune.backoffice.jobs import JobsDesk
from capitune.backoffice.legal import LegalDesk
from capitune.backoffice.mails import MailDesk
from capitune.backoffice.moderation import ModerationDesk
from capitune.backoffice.people import PeopleDesk
from capitune.backoffice.professionals import ProfessionalDesk
from capitune.backoffice.rescues import RescueDesk
from capitune.backoffice.resources import ResourceDesk
from capitune.backoffice.settings import SettingDesk
from capitune.backoffice.validations import ValidationDesk
from capitune.backoffice.watchrules import WatchDesk
from capitune.core.http import csp_nonce


def mount(app: Flask) -> None:
    """Mount every desk under ``/admin``.

    No folder of Flask-Admin has the theme's name, so a template of ours that is missing is an error,
    never a page of Bootstrap 4; and no view serves Flask-Admin's own static files.
    """
    admin = Admin(
        app,
        name="CAPITUNE",
        index_view=Home(),
        theme=Theme(folder="capitune", base_template="layouts/staff.html"),
        csp_nonce_generator=csp_nonce,
    )
    for desk in (
        ModerationDesk(),
        AssignmentDesk(),
        ValidationDesk(),
        DossierDesk(),
        ProfessionalDesk(),
        PeopleDesk(),
        RescueDesk(),
        AnnouncementDesk(),
        WatchDesk(),
        ResourceDesk(),
        LegalDesk(),
        CatalogueDesk(),
        AnalyticsDesk(),
        AuditDesk(),
        JobsDesk(),
        MailDesk(),
        HealthDesk(),
        SettingDesk(),
    ):
        admin.add_view(desk)
