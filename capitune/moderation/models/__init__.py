"""What is stored of moderation."""

from capitune.moderation.models.cases import CaseNote, ModerationCase
from capitune.moderation.models.reports import Report
from capitune.moderation.models.sanctions import Sanction

__all__ = ["CaseNote", "ModerationCase", "Report", "Sanction"]
