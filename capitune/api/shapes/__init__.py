"""What programs get. The OpenAPI document is made of these; a test holds answers to them."""

from capitune.api.shapes.catalogue import Template, TemplateDocument, Templates, TemplateStep
from capitune.api.shapes.dashboard import (
    CandidateDashboard,
    Dashboard,
    Pipeline,
    ProfessionalDashboard,
    Proposal,
    StaffDashboard,
    Waiting,
)
from capitune.api.shapes.documents import Document, Requirement, Requirements
from capitune.api.shapes.dossiers import (
    Assignment,
    Assignments,
    Companion,
    Dossier,
    Dossiers,
    Happening,
    History,
    Step,
    TemplateName,
)
from capitune.api.shapes.notifications import Notification, Notifications
from capitune.api.shapes.people import (
    Awaited,
    FactorAwaited,
    LoggedIn,
    Name,
    PublicProfile,
    Registered,
    SignedIn,
    Tokens,
    User,
)
from capitune.api.shapes.problems import FieldProblem, Problem

__all__ = [
    "Assignment",
    "Assignments",
    "Awaited",
    "CandidateDashboard",
    "Companion",
    "Dashboard",
    "Document",
    "Dossier",
    "Dossiers",
    "FactorAwaited",
    "FieldProblem",
    "Happening",
    "History",
    "LoggedIn",
    "Name",
    "Notification",
    "Notifications",
    "Pipeline",
    "Problem",
    "ProfessionalDashboard",
    "Proposal",
    "PublicProfile",
    "Registered",
    "Requirement",
    "Requirements",
    "SignedIn",
    "StaffDashboard",
    "Step",
    "Template",
    "TemplateDocument",
    "TemplateName",
    "TemplateStep",
    "Templates",
    "Tokens",
    "User",
    "Waiting",
]
