"""What is stored about dossiers."""

from capitune.dossiers.models.assignment import Assignment
from capitune.dossiers.models.budget import BudgetLine, Payment, Quote
from capitune.dossiers.models.canned import CannedReply
from capitune.dossiers.models.caseload import Case
from capitune.dossiers.models.catalogue import (
    DocumentType,
    RejectionReason,
    Template,
    TemplateRequirement,
    TemplateStep,
)
from capitune.dossiers.models.deskcase import DeskCase
from capitune.dossiers.models.document import Document, Review
from capitune.dossiers.models.dossier import Dossier
from capitune.dossiers.models.fee import Fee
from capitune.dossiers.models.feed import CalendarFeed
from capitune.dossiers.models.filing import Filing
from capitune.dossiers.models.glass import GlassGrant
from capitune.dossiers.models.invitation import Invitation
from capitune.dossiers.models.message import Message, MessageFile, MessageSeen
from capitune.dossiers.models.note import Note
from capitune.dossiers.models.requirement import Requirement
from capitune.dossiers.models.savedview import SavedView
from capitune.dossiers.models.step import Step
from capitune.dossiers.models.tag import Tag, Tagging
from capitune.dossiers.models.upload import Upload
from capitune.dossiers.models.waiting import ReviewWait

__all__ = [
    "Assignment",
    "BudgetLine",
    "CalendarFeed",
    "CannedReply",
    "Case",
    "DeskCase",
    "Document",
    "DocumentType",
    "Dossier",
    "Fee",
    "Filing",
    "GlassGrant",
    "Invitation",
    "Message",
    "MessageFile",
    "MessageSeen",
    "Note",
    "Payment",
    "Quote",
    "RejectionReason",
    "Requirement",
    "Review",
    "ReviewWait",
    "SavedView",
    "Step",
    "Tag",
    "Tagging",
    "Template",
    "TemplateRequirement",
    "TemplateStep",
    "Upload",
]
