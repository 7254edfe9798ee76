"""What an author is usually told of a decision, in the language that is spoken when it is made."""

from capitune.core.i18n import lazy_gettext as _l
from capitune.moderation.states import Measure, ReportReason

WHY = {
    ReportReason.FRAUD: _l("What you wrote looks like a solicitation or a fraud."),
    ReportReason.FAKE_CONSULTANT: _l(
        "Immigration advice is reserved to people whose licence is checked."
    ),
    ReportReason.MONEY: _l("Nobody may ask members for money here."),
    ReportReason.PERSONAL_DATA: _l("It showed personal data: yours, or somebody else’s."),
    ReportReason.DANGEROUS_ADVICE: _l("It gave advice that can harm somebody’s application."),
    ReportReason.HATE: _l("It attacked or harassed somebody."),
    ReportReason.SPAM: _l("It was advertising, or said the same many times."),
    ReportReason.OTHER: _l("It does not follow the rules of the community."),
}
WHAT = {
    Measure.REMOVE: _l("We took it away."),
    Measure.WARN: _l("We took it away. This is a warning: it counts for 90 days."),
    Measure.RESTRICT: _l("We took it away. What you write next is read by our team first."),
    Measure.READ_ONLY: _l("We took it away. For a while you can read, but not write."),
    Measure.SUSPEND: _l("We took it away and closed your account."),
}


def usual_message(decision: Measure, reason: ReportReason) -> str:
    """The usual words; the team may change them."""
    if decision not in WHAT:
        return ""
    return " ".join((str(WHY[reason]), str(WHAT[decision])))
