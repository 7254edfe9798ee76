"""What can be reported and why, what waits for the team, what it may decide."""

from datetime import timedelta
from enum import IntEnum, StrEnum


class TargetType(StrEnum):
    """What the team may be asked to look at. ``SANCTION`` is what an appeal is about."""

    POST = "post"
    COMMENT = "comment"
    PROFILE = "profile"
    CHAT = "chat"
    QUESTION = "question"
    SANCTION = "sanction"


class ReportReason(StrEnum):
    """Why a member reports something; why the team takes it away."""

    FRAUD = "fraud"
    FAKE_CONSULTANT = "fake_consultant"
    MONEY = "money"
    PERSONAL_DATA = "personal_data"
    DANGEROUS_ADVICE = "dangerous_advice"
    HATE = "hate"
    SPAM = "spam"
    OTHER = "other"


class Cause(StrEnum):
    """Why a case is there: a reason of a report, or why the machine held something, or an appeal."""

    FRAUD = "fraud"
    FAKE_CONSULTANT = "fake_consultant"
    MONEY = "money"
    PERSONAL_DATA = "personal_data"
    DANGEROUS_ADVICE = "dangerous_advice"
    HATE = "hate"
    SPAM = "spam"
    OTHER = "other"
    FIRST_POSTS = "first_posts"
    WATCH_RULE = "watch_rule"
    APPEAL = "appeal"


class CaseKind(StrEnum):
    """How a case came: members reported it, it waits before anybody sees it, or somebody appeals."""

    REPORT = "report"
    HOLD = "hold"
    APPEAL = "appeal"


class Priority(IntEnum):
    """Which comes first: a look within the hour, within the day, within three days."""

    P0 = 0
    P1 = 1
    P2 = 2


class Standing(StrEnum):
    """Whether everybody sees it, or nobody until the team has looked, or nobody any more."""

    SHOWN = "shown"
    HELD = "held"
    HIDDEN = "hidden"


class Measure(StrEnum):
    """What the team decides of a case. All but ``KEEP`` take the thing away."""

    KEEP = "keep"
    REMOVE = "remove"
    WARN = "warn"
    RESTRICT = "restrict"
    READ_ONLY = "read_only"
    SUSPEND = "suspend"


class SanctionKind(StrEnum):
    """The ladder: what somebody is told or may not do any more."""

    MESSAGE = "message"
    WARNING = "warning"
    RESTRICTED = "restricted"
    READ_ONLY = "read_only"
    SUSPENSION = "suspension"
    BAN = "ban"


class Outcome(StrEnum):
    """What became of a report: the team agreed, did not, or found it an abuse."""

    UPHELD = "upheld"
    DISMISSED = "dismissed"
    ABUSIVE = "abusive"


class Pile(StrEnum):
    """A part of the queue."""

    ALL = "all"
    FRAUD = "fraud"
    HELD = "held"
    HATE = "hate"
    PERSONAL_DATA = "personal_data"
    APPEALS = "appeals"
    MINE = "mine"
    DECIDED = "decided"


FRAUDS = frozenset({ReportReason.FRAUD, ReportReason.FAKE_CONSULTANT, ReportReason.MONEY})
# For these a thing may be hidden before anybody has looked.
URGENT = FRAUDS | {ReportReason.PERSONAL_DATA}
PRIORITIES = {
    **dict.fromkeys(URGENT, Priority.P0),
    ReportReason.DANGEROUS_ADVICE: Priority.P1,
    ReportReason.HATE: Priority.P1,
    ReportReason.SPAM: Priority.P2,
    ReportReason.OTHER: Priority.P2,
}
LADDER = {
    Measure.REMOVE: SanctionKind.MESSAGE,
    Measure.WARN: SanctionKind.WARNING,
    Measure.RESTRICT: SanctionKind.RESTRICTED,
    Measure.READ_ONLY: SanctionKind.READ_ONLY,
    Measure.SUSPEND: SanctionKind.SUSPENSION,
}
LONGEST_COMMENT, LONGEST_MESSAGE, LONGEST_NOTE = 1_000, 1_000, 1_000
LONGEST_EVIDENCE = 20_500
MOST_REPORTS_A_DAY = 10
# So many reports found to be abuses within the time, and what somebody reports counts for nothing.
MOST_ABUSES, ABUSE_COUNTS = 3, timedelta(days=30)
CLAIM_LASTS = timedelta(minutes=10)
UNDO_LASTS = timedelta(minutes=10)
# How old an account is before its reports can hide something, and how often it was right to do so alone.
OLD_ENOUGH = timedelta(days=7)
SETTLED_ENOUGH, ACCURATE = 5, 0.8
REPORTERS_TO_HIDE = 2
MOST_BULK = 100
