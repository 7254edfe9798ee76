"""Reads about dossiers. Each says how many statements it runs."""

from capitune.dossiers.queries.budget import budget_of
from capitune.dossiers.queries.budgetlines import LineOf, line_in
from capitune.dossiers.queries.catalogue import (
    offered_templates,
    reasons_for,
    template_detail,
    template_details,
)
from capitune.dossiers.queries.fees import published_fees
from capitune.dossiers.queries.figures import next_of, progress_of, status_of
from capitune.dossiers.queries.journal import journal
from capitune.dossiers.queries.known import known_dossier
from capitune.dossiers.queries.lines import (
    AssignmentLine,
    FeeLine,
    JournalLine,
    Judged,
    KnownDossier,
    Papers,
    ProposalLine,
    QueueLine,
    ReasonLine,
    RequirementLine,
    ReviewLine,
    Sheet,
    StepLine,
    TemplateDetail,
    TemplateLine,
    Turns,
    VersionLine,
)
from capitune.dossiers.queries.lists import (
    dossier_rows,
    dossiers_with_team,
    pipeline,
    professionals_of,
)
from capitune.dossiers.queries.loaders import (
    assignment_by_id,
    document_by_id,
    dossier_by_id,
    message_by_id,
    message_file_by_id,
    note_by_id,
    payment_by_id,
    quote_by_number,
    requirement_by_id,
    step_by_id,
    upload_by_id,
)
from capitune.dossiers.queries.messages import conversation, found_in, marks_of, message_line, talks
from capitune.dossiers.queries.notes import note_line, notes_of
from capitune.dossiers.queries.queue import review_queue
from capitune.dossiers.queries.sheet import papers_of, seen_by, sheet, sheet_of
from capitune.dossiers.queries.uploads import UnderWay, how_far, just_begun, place_of
from capitune.dossiers.queries.versions import version_line
from capitune.dossiers.queries.work import proposals

__all__ = [
    "AssignmentLine",
    "FeeLine",
    "JournalLine",
    "Judged",
    "KnownDossier",
    "LineOf",
    "Papers",
    "ProposalLine",
    "QueueLine",
    "ReasonLine",
    "RequirementLine",
    "ReviewLine",
    "Sheet",
    "StepLine",
    "TemplateDetail",
    "TemplateLine",
    "Turns",
    "UnderWay",
    "VersionLine",
    "assignment_by_id",
    "budget_of",
    "conversation",
    "document_by_id",
    "dossier_by_id",
    "dossier_rows",
    "dossiers_with_team",
    "found_in",
    "how_far",
    "journal",
    "just_begun",
    "known_dossier",
    "line_in",
    "marks_of",
    "message_by_id",
    "message_file_by_id",
    "message_line",
    "next_of",
    "note_by_id",
    "note_line",
    "notes_of",
    "offered_templates",
    "papers_of",
    "payment_by_id",
    "pipeline",
    "place_of",
    "professionals_of",
    "progress_of",
    "proposals",
    "published_fees",
    "quote_by_number",
    "reasons_for",
    "requirement_by_id",
    "review_queue",
    "seen_by",
    "sheet",
    "sheet_of",
    "status_of",
    "step_by_id",
    "talks",
    "template_detail",
    "template_details",
    "upload_by_id",
    "version_line",
]
