"""What reads give back: frozen lines, ready for a page or a presenter. No record leaves a read."""

from capitune.dossiers.queries.lines.documents import (
    ReasonLine,
    RequirementLine,
    ReviewLine,
    VersionLine,
)
from capitune.dossiers.queries.lines.dossier import AssignmentLine, KnownDossier, TemplateFacts
from capitune.dossiers.queries.lines.feeds import Deadline, FeedReader
from capitune.dossiers.queries.lines.fees import FeeLine
from capitune.dossiers.queries.lines.offers import (
    TemplateDetail,
    TemplateDocument,
    TemplateLine,
    TemplateTask,
)
from capitune.dossiers.queries.lines.rows import AnyRow, Labels
from capitune.dossiers.queries.lines.sheet import Judged, Papers, Sheet, StepLine, Turns
from capitune.dossiers.queries.lines.work import JournalLine, ProposalLine, QueueLine

__all__ = [
    "AnyRow",
    "AssignmentLine",
    "Deadline",
    "FeeLine",
    "FeedReader",
    "JournalLine",
    "Judged",
    "KnownDossier",
    "Labels",
    "Papers",
    "ProposalLine",
    "QueueLine",
    "ReasonLine",
    "RequirementLine",
    "ReviewLine",
    "Sheet",
    "StepLine",
    "TemplateDetail",
    "TemplateDocument",
    "TemplateFacts",
    "TemplateLine",
    "TemplateTask",
    "Turns",
    "VersionLine",
]
